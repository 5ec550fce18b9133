// SPDX-License-Identifier: Apache-2.0

/// Gathers what is wrong, so that the user hears of everything at once instead of one mistake a run.
///
/// A reference, because the readers of one file's nested parts all report to the same collector. It is not
/// `Sendable`: a file is read by one task.
package final class FindingCollector {
    /// How many errors are kept, and how many others: more than anyone reads, and few enough for a hostile file not to
    /// fill the memory.
    private static let limit = 1000

    package private(set) var findings: [Finding] = []
    /// How many errors were reported, including those that were not kept.
    private var errorCount = 0
    private var otherCount = 0

    package init() {}

    /// Keeps one more.
    package func report(_ finding: Finding) {
        let count: Int
        if finding.severity == .error {
            errorCount += 1
            count = errorCount
        } else {
            otherCount += 1
            count = otherCount
        }
        if count <= Self.limit { findings.append(finding) }
    }

    /// Whether anything stands in the way of going on.
    package var hasErrors: Bool { errorCount > 0 }

    /// The error that was reported first.
    package var firstError: Finding? { findings.first { $0.severity == .error } }

    /// What was reported that does not stop the run, in the order of the file.
    package var warnings: [Finding] { sorted.filter { $0.severity != .error } }

    /// Everything in the order of the file; what has no place comes first.
    private var sorted: [Finding] {
        findings.enumerated().sorted { left, right in
            switch (left.element.place, right.element.place) {
            case (let first?, let second?) where first != second: first < second
            case (nil, _?): true
            case (_?, nil): false
            default: left.offset < right.offset
            }
        }.map(\.element)
    }

    /// Throws everything that was reported if any of it is an error.
    package func throwIfErrors() throws(FindingsError) {
        guard hasErrors else { return }
        throw FindingsError(sorted, omitted: errorCount + otherCount - findings.count)
    }
}

/// What the user wrote cannot be used: at least one error, with the warnings that came along.
package struct FindingsError: Error, Sendable, Equatable, CustomStringConvertible {
    package let findings: [Finding]
    /// How many more there are.
    package let omitted: Int

    package init(_ findings: [Finding], omitted: Int = 0) {
        self.findings = findings
        self.omitted = omitted
    }

    /// Those of error severity.
    package var errors: [Finding] { findings.filter { $0.severity == .error } }

    package var description: String {
        (findings.map(\.description) + (omitted > 0 ? ["… and \(omitted) more"] : [])).joined(separator: "\n")
    }
}
