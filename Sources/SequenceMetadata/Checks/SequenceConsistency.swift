// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// How far the three places are in which the sequence of one workspace is kept.
package struct SequenceConsistency: Sendable, Equatable {
    /// The place that the configuration names for metadata, compared with the target.
    package enum Backend: Sendable, Equatable {
        /// Neither has anything: a new workspace.
        case fresh
        case inSync(Int)
        /// Archives were made that are not published yet.
        case unpublished(ClosedRange<Int>)
        /// The place for metadata holds an older state than the target.
        case restored(source: Int, target: Int)
        /// The target holds a workspace that the place for metadata does not know.
        case orphaned(target: Int)
    }

    /// An archive, compared with the target.
    package enum Archive: Sendable, Equatable {
        case nothingToDo
        case applicable
        /// It is not the next one.
        case outOfOrder(expected: Int, found: Int)
    }

    package let backend: Backend
    /// `nil` without an archive.
    package let archive: Archive?

    /// Compares sequences of one workspace; `nil` where there is none.
    package init(source: Int?, target: Int?, archive: Int? = nil) {
        backend =
            switch (source, target) {
            case (nil, nil): .fresh
            case (nil, let target?): .orphaned(target: target)
            case (let source?, let target) where source > target ?? 0: .unpublished((target ?? 0) + 1...source)
            case (let source?, let target?) where source < target: .restored(source: source, target: target)
            case (let source?, _): .inSync(source)
            }
        let expected = (target ?? 0) + 1
        self.archive = archive.map { found in
            switch found {
            case expected: .applicable
            case target: .nothingToDo
            default: .outOfOrder(expected: expected, found: found)
            }
        }
    }
}

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
