// SPDX-License-Identifier: Apache-2.0

/// The exit code of oc-mirror.
package struct ToolExit: OptionSet, Sendable, Hashable {
    package let rawValue: Int32

    package init(rawValue: Int32) { self.rawValue = rawValue }

    /// Anything that has no bit of its own; the only code of v1.
    package static let failure = ToolExit(rawValue: 1)
    package static let releases = ToolExit(rawValue: 2)
    package static let operators = ToolExit(rawValue: 4)
    package static let additionalImages = ToolExit(rawValue: 8)
    package static let charts = ToolExit(rawValue: 16)
    /// A run that was stopped by a signal, as shells report it.
    package static let interrupted = ToolExit(rawValue: 130)

    /// The code of a section of a configuration.
    private init(_ section: MirroredSection) {
        self =
            switch section {
            case .releases: .releases
            case .operators: .operators
            case .additionalImages: .additionalImages
            case .charts: .charts
            }
    }

    /// The code of an outcome.
    package init(of outcome: ToolOutcome, in version: ToolVersion, _ work: ToolWork?) {
        switch outcome {
        case .done: self = []
        case .interrupted: self = .interrupted
        case .failed: self = .failure
        case .notResolved(let sections), .notCopied(let sections):
            guard version == .two, case .mirror? = work else {
                self = .failure
                return
            }
            // What failed is known too well to be called something else, except that nothing is.
            guard !sections.isEmpty else {
                self = .failure
                return
            }
            // Without the releases v2 does not even look at the rest.
            if case .notResolved = outcome, sections.contains(.releases) {
                self = .releases
                return
            }
            self = sections.reduce(into: []) { $0.formUnion(ToolExit($1)) }
        }
    }
}
