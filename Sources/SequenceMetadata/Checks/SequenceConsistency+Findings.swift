// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

extension SequenceConsistency {
    /// What to tell of a workspace.
    package func findings(of uid: WorkspaceID) -> [Finding] {
        [backendFinding(uid), archiveFinding(uid)].compactMap(\.self)
    }

    private func backendFinding(_ uid: WorkspaceID) -> Finding? {
        switch backend {
        case .fresh, .inSync: nil
        case .unpublished(let range):
            Finding(
                .note,
                .sequenceLineage,
                "\(counted(range.count, "sequence")) of the workspace \(uid) \(range.count == 1 ? "is" : "are") not published "
                    + "to the target yet: \(Self.archives(range))"
            )
        case .restored(let source, let target):
            Finding(
                .warning,
                .sequenceLineage,
                "the metadata of the workspace \(uid) is older than that of the target: sequence \(source), the target has "
                    + "\(target)",
                cause: "It was probably restored from an old copy.",
                remedy: "Use the metadata in the target's image `oc-mirror:\(uid)`."
            )
        case .orphaned(let target):
            Finding(
                .warning,
                .sequenceLineage,
                "the target holds the workspace \(uid) at sequence \(target), and the place for metadata does not know it",
                remedy: "If this is the same mirror, use the metadata in the target's image `oc-mirror:\(uid)`."
            )
        }
    }

    private func archiveFinding(_ uid: WorkspaceID) -> Finding? {
        switch archive {
        case nil, .applicable?: nil
        case .nothingToDo?:
            Finding(.note, .sequenceLineage, "the target already has this sequence of the workspace \(uid)")
        case .outOfOrder(let expected, let found)?:
            SequenceOrderError(found: found, last: expected > 1 ? expected - 1 : nil, uid: uid, others: []).finding
        }
    }

    private static func archives(_ range: ClosedRange<Int>) -> String {
        func name(_ number: Int) -> String { "mirror_seq\(number)_*.tar" }
        return range.count > 3
            ? "\(name(range.lowerBound)) to \(name(range.upperBound))" : listed(range.map(name))
    }
}
