// SPDX-License-Identifier: Apache-2.0

import Plans

/// Counts deletions of parts, and the deletions that go along with them.
struct PartsCount {
    let parts: DeletedParts
    /// Deletions along with the parts that are neither platforms nor attachments.
    let beyond: [Deletion]

    init(of folded: [FoldedPart], along: [PlacedName: [Deletion]], checked: [String]) {
        let manifests = folded.filter { $0.deletion.kind == .manifest }
        let companions = manifests.flatMap { part in
            (along[part.deletion.content] ?? []).map { FoldedPart($0, isFirst: part.isFirst) }
        }
        let attachments = companions.filter(\.deletion.type.isAttachment)
        let platforms = companions.filter { !$0.deletion.type.isAttachment && $0.deletion.tags.isEmpty }
        beyond = companions.filter { $0.isFirst && !$0.deletion.type.isAttachment && !$0.deletion.tags.isEmpty }
            .map(\.deletion)
        let all = manifests + attachments + platforms
        let bundles = manifests.count { $0.deletion.type == .operatorBundle }
        let components = manifests.count { $0.deletion.type == .releaseComponent }
        var seen = Set(checked)
        parts = DeletedParts(
            components: components,
            bundles: bundles,
            others: manifests.count - bundles - components,
            platforms: platforms.count,
            attachments: attachments.count,
            tags: folded.filter { $0.deletion.kind == .tags }.reduce(0) { $0 + $1.deletion.tags.count },
            size: all.reduce(0) { $0 + $1.deletion.size },
            reclaim: all.filter(\.isFirst).reduce(0) { $0 + $1.deletion.reclaim },
            proof: manifests.flatMap(\.deletion.proof).filter { seen.insert($0).inserted }
        )
    }
}
