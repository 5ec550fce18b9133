// SPDX-License-Identifier: Apache-2.0

package import Audit
package import Diagnostics
import Plans

/// An archive whose history is requested.
package struct HistoryArchive: Sendable, Equatable {
    /// The archive as `file://` and the folder, as the ledger names it.
    package let target: String
    package let folder: String

    package init(target: String, folder: String) {
        self.target = target
        self.folder = folder
    }

    /// The only archive that has a history in a trail; `nil` if no archive has one, and an error if several have.
    package static func only(in trail: AuditTrail) throws -> String? { try only(of: trail.targets()) }

    static func only(of targets: [String]) throws(HistoryArchiveError) -> String? {
        let known = targets.filter { TargetPlace($0).isArchive }
        guard known.count <= 1 else { throw .several(known) }
        return known.first
    }
}

/// An error that it is not clear which archive's history is requested.
package enum HistoryArchiveError: ExplainedError, Sendable, Equatable {
    /// Several archives have a history.
    case several([String])
    /// No archive has a history in this folder.
    case none(root: String)

    package var explanation: Explanation {
        switch self {
        case .several(let known):
            Explanation(
                "several archives have a history: \(known.joined(separator: ", "))",
                remedy: "Choose one with `\(OptionName.to) \(known.first ?? "")` or in MIRROR_TO."
            )
        case .none(let root):
            Explanation(
                "no archive has a history in \(root)",
                remedy: "Name the archive with `\(OptionName.to) file://folder`, "
                    + "or the audit repository with `\(OptionName.place) FOLDER`."
            )
        }
    }
}
