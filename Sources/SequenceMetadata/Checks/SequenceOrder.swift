// SPDX-License-Identifier: Apache-2.0

/// Whether an archive, or the run that made it, is the next one for a target.
package enum SequenceOrder: Sendable, Equatable {
    /// The first of its workspace; `others` are further workspaces of oc-mirror v1 at the target.
    case first(others: [WorkspaceID])
    /// The one after the last one that was published.
    case next
    /// The last one that was published: nothing is left to do.
    case same
    /// It belongs to no sequence: it may be published any number of times, and leaves no metadata at the target.
    case singleUse

    /// Compares incoming metadata with what the target holds.
    ///
    /// `stored` is the target's metadata of the same workspace, and `others` are the workspaces that it holds besides.
    /// Throws if the incoming sequence is another one than the target needs next.
    package init(
        of incoming: WorkspaceMetadata,
        after stored: WorkspaceMetadata?,
        others: [WorkspaceID] = []
    ) throws(SequenceOrderError) {
        guard !incoming.isSingleUse else {
            self = .singleUse
            return
        }
        let found = incoming.sequence ?? 0
        let others = others.filter { $0 != incoming.uid }.sorted()
        guard let stored, stored.uid == incoming.uid, let last = stored.sequence else {
            guard found == 1 else {
                throw SequenceOrderError(found: found, last: nil, uid: incoming.uid, others: others)
            }
            self = .first(others: others)
            return
        }
        switch found {
        case last: self = .same
        case last + 1: self = .next
        default: throw SequenceOrderError(found: found, last: last, uid: incoming.uid, others: others)
        }
    }
}
