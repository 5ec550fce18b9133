// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// Groups the deletions of a plan by request, and counts parts with their whole.
struct DeletionGrouping {
    /// The maximum number of parts, and of images of an operator, that are listed one by one.
    static let few = 10

    private let plan: Plan
    /// The checks of every deleted manifest, in the order of the first one's proof.
    private let checked: [String]
    /// The deletions that are listed or counted by themselves.
    private let asked: [Deletion]
    /// The deletions that go along with another, by its digest.
    private let along: [PlacedName: [Deletion]]

    init(of plan: Plan) {
        self.plan = plan
        let manifests = plan.deletions.filter { $0.kind == .manifest }
        let first = manifests.first?.proof ?? []
        let shared = manifests.reduce(into: Set(first)) { $0.formIntersection($1.proof) }
        checked = manifests.count > 1 ? first.filter(shared.contains) : []
        let roots = Set(manifests.filter { $0.with == nil }.map(\.content))
        // A deletion whose root is not shown is listed by itself.
        asked = plan.deletions.filter { $0.with.map(roots.contains) != true }
        along = plan.deletions.reduce(into: [:]) { along, deletion in
            if let whole = deletion.with, roots.contains(whole) { along[whole, default: []].append(deletion) }
        }
    }

    var review: DeletionReview {
        let wholes = DeletedWholes(of: asked)
        let rest = asked.filter { !wholes.folded.contains($0.content) }
        let sections = Dictionary(grouping: rest) { $0.requestedBy.first.map(sectionName) ?? "along with others" }
        let cached = DeletionReview.CachedFiles(
            count: plan.cached.count,
            bytes: plan.cached.reduce(0) { $0 + $1.size }
        )
        return DeletionReview(
            checked: checked,
            sections: sections.sorted { $0.key < $1.key }.map { section($0, $1, wholes.parts) },
            cached: cached.count > 0 ? cached : nil,
            kept: kept
        )
    }

    private func section(_ name: String, _ deletions: [Deletion], _ parts: [PlacedName: [FoldedPart]])
        -> DeletionSection
    {
        let operators = DeletedOperators(of: deletions)
        let rest = deletions.filter { !operators.folded.contains($0.content) }
        let free = rest.filter(\.type.isMerePart)
        let isFolded = free.count > Self.few
        let folded = isFolded ? Set(free.map(\.content)) : []
        let counted = PartsCount(of: free.map { FoldedPart($0) }, along: along, checked: checked)
        return DeletionSection(
            name: name,
            deletions: rest.filter { !folded.contains($0.content) }
                .sorted { naturallyPrecedes($0.sortKey, $1.sortKey) }.map { deletion($0, parts[$0.content] ?? []) }
                + (isFolded ? counted.beyond.map(companion) : []),
            operators: operators.all.map { name, bundles, parts in
                let counted = PartsCount(of: parts, along: along, checked: checked)
                return DeletedOperator(
                    name: name,
                    bundles: bundles,
                    parts: counted.parts,
                    along: counted.beyond.map(companion)
                )
            },
            parts: isFolded ? counted.parts : nil
        )
    }

    private func deletion(_ deletion: Deletion, _ parts: [FoldedPart]) -> ReviewedDeletion {
        let counted = PartsCount(of: parts, along: along, checked: checked)
        return ReviewedDeletion(
            deletion,
            proof: deletion.proof.filter { !checked.contains($0) },
            along: ((along[deletion.content] ?? []) + counted.beyond).map(companion),
            parts: parts.isEmpty ? nil : counted.parts
        )
    }

    /// A deletion that goes along with another is shown with its reason instead of its checks.
    private func companion(_ deletion: Deletion) -> ReviewedDeletion {
        ReviewedDeletion(deletion, proof: [deletion.reason])
    }

    /// Images that were requested by name come before their parts.
    private var kept: [KeptImage] {
        let sorted = plan.kept.sorted { naturallyPrecedes("\($0.destination)", "\($1.destination)") }
        return sorted.filter { !$0.type.isMerePart } + sorted.filter(\.type.isMerePart)
    }
}

extension Deletion {
    /// The sort key of deletions.
    var sortKey: String { destinations.map(\.description).joined(separator: " ") }
}

extension ReviewedDeletion {
    fileprivate init(
        _ deletion: Deletion,
        proof: [String],
        along: [ReviewedDeletion] = [],
        parts: DeletedParts? = nil
    ) {
        kind = deletion.kind
        type = deletion.type
        name = deletion.name
        origins = deletion.origins
        destinations = deletion.destinations.map(\.description)
        digest = deletion.digest
        tags = deletion.tags.count
        size = deletion.size
        reclaim = deletion.reclaim
        self.proof = proof
        self.along = along
        self.parts = parts
    }
}
