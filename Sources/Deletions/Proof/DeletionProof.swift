// SPDX-License-Identifier: Apache-2.0

import OCI

/// Works out which manifests of one repository may be deleted, and why others must stay: a function of the repository's
/// contents.
///
/// Deleting a manifest by digest removes all its tags. So a manifest is deleted only if all its tags are to be deleted and
/// no remaining manifest leads to it. If it must stay, only the requested tags are deleted.
struct DeletionProof: Sendable, Equatable {
    /// The reason why a manifest must stay.
    enum Need: Sendable, Hashable, Comparable {
        /// A remaining tag names it.
        case tag(Tag)
        /// A remaining index has it as a child.
        case index(Digest)
        /// One of its referrers stays.
        case referrer(Digest)
        /// A part of it must stay and has no other name.
        case part(Digest)
    }

    /// The manifests to delete by digest, each with the requested manifest that it is deleted with.
    let manifests: [Digest: Digest]
    /// The tags that vanish, with their manifests or alone.
    let tags: Set<Tag>
    /// The reasons for manifests that stay although one of their tags was requested; sorted.
    let needs: [Digest: [Need]]

    /// Proves the deletion of `requested` tags, except those that are `kept`, and of untagged manifests.
    ///
    /// `needed` are digests that clusters or configurations use.
    init(
        of requested: Set<Tag>,
        and untagged: Set<Digest> = [],
        keeping kept: Set<Tag>,
        needing needed: Set<Digest> = [],
        in content: RepositoryContent
    ) {
        let asked = requested.subtracting(kept).filter { content.tags[$0] != nil }
        let untagged = untagged.filter { content.manifests[$0] != nil }
        let needed = needed.filter { content.manifests[$0] != nil }
        var kept = kept
        var draft = Draft(of: asked, and: untagged, keeping: kept, needing: needed, in: content)
        var bound: Set<Digest> = []
        // Registries collect untagged manifests, so a manifest that must stay keeps one of its names.
        while case let nameless = draft.nameless(in: content), !nameless.isEmpty {
            kept.formUnion(draft.lastNames(of: nameless, in: content))
            bound.formUnion(nameless)
            draft = Draft(of: asked.subtracting(kept), and: untagged, keeping: kept, needing: needed, in: content)
        }
        manifests = draft.going
        tags = draft.vanishing
        let roots = untagged.union(asked.compactMap { content.tags[$0] }).sorted()
        needs = Self.needs(of: roots.filter { draft.going[$0] == nil }, asked, bound, draft, content)
    }

    /// The contents to delete if these tags were deleted.
    private struct Draft {
        /// The manifests that must stay, among those that the tags lead to.
        var staying: Set<Digest>
        var going: [Digest: Digest] = [:]
        var vanishing: Set<Tag> = []

        init(
            of asked: Set<Tag>,
            and untagged: Set<Digest>,
            keeping kept: Set<Tag>,
            needing needed: Set<Digest>,
            in content: RepositoryContent
        ) {
            let roots = untagged.union(asked.compactMap { content.tags[$0] }).sorted()
            staying = needed
            while true {
                going = DeletionProof.reach(from: roots, without: staying, keeping: kept, content)
                vanishing = asked.union(going.keys.flatMap(content.attachmentTags).filter { !kept.contains($0) })
                let needed = content.needed(by: Array(stayingTags(in: content).values) + staying)
                let blocked = going.keys.filter { digest in
                    // A client that looks for a referrer also looks for its subject.
                    needed.contains(digest)
                        || content.manifests[digest]?.referrers.contains { going[$0] == nil } == true
                }
                guard !blocked.isEmpty else { break }
                // A remaining manifest may lead to others that must stay.
                staying.formUnion(blocked)
            }
        }

        func stayingTags(in content: RepositoryContent) -> [Tag: Digest] {
            content.tags.filter { !vanishing.contains($0.key) }
        }

        /// The manifests that must stay and would lose their last name.
        func nameless(in content: RepositoryContent) -> Set<Digest> {
            let named = content.needed(by: content.tags.values)
            return staying.intersection(named).subtracting(content.needed(by: stayingTags(in: content).values))
        }

        /// The tags that must stay so that no manifest becomes nameless: one of its own, or else one of a manifest that has
        /// it.
        ///
        /// A part of another nameless manifest gets its name with that one.
        func lastNames(of nameless: Set<Digest>, in content: RepositoryContent) -> Set<Tag> {
            let parts = nameless.reduce(into: Set<Digest>()) { parts, digest in
                parts.formUnion(content.needed(by: [digest]).subtracting([digest]))
            }
            let candidates = vanishing.sorted().compactMap { tag in content.tags[tag].map { (tag, $0) } }
            let reached = candidates.map { content.needed(by: [$0.1]) }
            var names: Set<Tag> = []
            for digest in nameless.subtracting(parts) {
                let own = candidates.filter { $0.1 == digest }.map(\.0)
                let other = candidates.indices.first { reached[$0].contains(digest) }.map { candidates[$0].0 }
                names.formUnion(own.isEmpty ? [other].compactMap(\.self) : own)
            }
            return names
        }
    }

    /// The reasons why roots stay although their tags were requested.
    private static func needs(
        of roots: [Digest],
        _ asked: Set<Tag>,
        _ bound: Set<Digest>,
        _ draft: Draft,
        _ content: RepositoryContent
    ) -> [Digest: [Need]] {
        let stayingTags = draft.stayingTags(in: content)
        let needed = content.needed(by: Array(stayingTags.values) + draft.staying)
        var needs: [Digest: [Need]] = [:]
        for root in roots {
            let tags = stayingTags.filter { $0.value == root && !asked.contains($0.key) }.map { Need.tag($0.key) }
            let indexes = needed.filter { content.manifests[$0]?.children.contains(root) == true }.map(Need.index)
            let referrers = (content.manifests[root]?.referrers ?? []).filter { draft.going[$0] == nil }
            let found = tags + indexes + referrers.map(Need.referrer)
            let parts = content.needed(by: [root]).intersection(bound).subtracting([root]).map(Need.part)
            needs[root] = (found.isEmpty ? parts : found).sorted()
        }
        return needs
    }

    /// The manifests that are deleted along with the roots, each with the first root that leads to it.
    private static func reach(
        from roots: [Digest],
        without staying: Set<Digest>,
        keeping kept: Set<Tag>,
        _ content: RepositoryContent
    ) -> [Digest: Digest] {
        var reached: [Digest: Digest] = [:]
        for root in roots {
            var rest = [root]
            while let digest = rest.popLast() {
                guard !staying.contains(digest), reached[digest] == nil else { continue }
                reached[digest] = root
                let manifest = content.manifests[digest]
                let attached = content.attachmentTags(of: digest).filter { !kept.contains($0) }
                rest += (manifest?.children ?? []).sorted()
                rest += (manifest?.referrers ?? []).sorted()
                rest += attached.compactMap { content.tags[$0] }
            }
        }
        return reached
    }
}
