// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// The releases between those of an earlier run and those that a channel asks for now.
///
/// oc-mirror v1 compares the versions as texts, in which 4.9.10 comes before 4.9.9; here they are compared as versions.
struct EarlierWay: Sendable {
    let earlier: EarlierReleases.Channel
    let read: ReadChannel
    let range: ReleaseRange

    /// Adds the releases, and tells which they are.
    func take(into draft: inout ReleaseDraft) {
        let known = Set(draft.versions)
        let (lowest, highest) = (range.bounds.lowerBound, range.bounds.upperBound)
        if let last = earlier.highest, last < lowest { addWay(from: last, to: lowest, &draft) }
        if let first = earlier.lowest, first > highest { addWay(from: highest, to: first, &draft) }
        let added = draft.versions.filter { !known.contains($0) }
        guard !added.isEmpty else { return }
        draft.note(
            .releasesBetween,
            "`\(read.name)` does not ask for \(listed(added.map(\.description), most: 10)) (\(draft.scope)) any more: "
                + "\(added.count == 1 ? "it leads" : "they lead") from what was mirrored before to what is asked for now",
            at: read.channel.location
        )
    }

    /// Adds a way whose ends the channel still has.
    private func addWay(from first: SemanticVersion, to last: SemanticVersion, _ draft: inout ReleaseDraft) {
        guard read.graph[first] != nil, read.graph[last] != nil else { return }
        draft.addWay(from: first, to: last, in: read.answer, for: read, hop: "\(first) → \(last)")
    }
}
