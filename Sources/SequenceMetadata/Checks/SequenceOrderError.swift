// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a sequence is not the one that a target needs next.
package struct SequenceOrderError: ExplainedError, Sendable, Equatable {
    /// What is wrong with the number.
    package enum Kind: Sendable, Equatable {
        /// Sequences before it are missing at the target.
        case gap
        /// It was published before.
        case repeated
        /// The target has no metadata of its workspace, and has that of others.
        case otherLineage
    }

    /// The sequence that was found.
    package let found: Int
    /// The last sequence at the target; `nil` if it has none of the workspace.
    package let last: Int?
    package let uid: WorkspaceID
    /// Other workspaces at the target.
    package let others: [WorkspaceID]

    /// The sequence that the target needs next.
    package var expected: Int { (last ?? 0) + 1 }

    package var kind: Kind {
        if last == nil, !others.isEmpty { return .otherLineage }
        return found < expected ? .repeated : .gap
    }

    package var explanation: Explanation {
        Explanation("expected sequence \(expected), found \(found)", cause: cause, remedy: remedy)
    }

    private var cause: String {
        switch kind {
        case .otherLineage:
            "The target has no metadata of the workspace \(uid); it has that of \(listed(others.map(\.description)))."
        case .repeated: "The target already has sequence \(last ?? 0) of the workspace \(uid)."
        case .gap:
            last.map { "The target has sequence \($0) of the workspace \(uid)." }
                ?? "The target has no metadata of the workspace \(uid)."
        }
    }

    private var remedy: String {
        switch kind {
        case .repeated: "Publish \(Self.archive(expected)) next; an older one would delete what newer ones brought."
        case .gap, .otherLineage:
            (found - expected > 1
                ? "Publish \(Self.archive(expected)) to \(Self.archive(found - 1)) first, in this order."
                : "Publish \(Self.archive(expected)) first.")
                + " A sequence that went straight to a registry left no archive: if the target has its images, publish with "
                + "\(OptionName.skipSequenceCheck)."
                + (last == nil ? " If that was done, check the namespace of the target: its metadata lies there." : "")
        }
    }

    private static func archive(_ sequence: Int) -> String { "mirror_seq\(sequence)_000000.tar" }
}

extension SequenceOrderError {
    /// The error as a finding.
    package var finding: Finding { Finding(.error, .sequenceOrder, explanation) }
}
