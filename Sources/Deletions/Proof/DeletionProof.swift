// SPDX-License-Identifier: Apache-2.0

import OCI

/// Works out what may go of one repository, and who needs what may not: a function of what the repository holds.
///
/// A manifest goes by its digest, and all its tags with it, so it goes only where every tag of it goes and nothing that
/// stays leads to it. Where it has to stay, the tags that were asked for go alone.
struct DeletionProof: Sendable, Equatable {
    /// Why a manifest has to stay.
    enum Need: Sendable, Hashable, Comparable {
        /// A tag that stays names it.
        case tag(Tag)
        /// An index that stays has it.
        case index(Digest)
        /// A referrer of it stays.
        case referrer(Digest)
        /// A part of it has to stay, and has no other name.
        case part(Digest)
    }

    /// The manifests that go by digest, each with the one that was asked for and that it goes along with.
    let manifests: [Digest: Digest]
    /// The tags that vanish: with their manifests, or alone.
    let tags: Set<Tag>
    /// Who needs a manifest that stays although one of its tags was asked for; sorted.
    let needs: [Digest: [Need]]

    /// Proves the deletion of `requested` tags, except those that are `kept`, and of manifests that have no tag any more.
    ///
    /// Whoever pulls by digest needs `needed`.
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
        // Registries collect what has no name, so what has to stay keeps one that it has.
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

    /// What goes where these tags are asked for.
    private struct Draft {
        /// What has to stay, among what the tags lead to.
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
                    // Who looks for a referrer looks for what it is about.
                    needed.contains(digest)
                        || content.manifests[digest]?.referrers.contains { going[$0] == nil } == true
                }
                guard !blocked.isEmpty else { break }
                // What stays may lead to more that has to stay.
                staying.formUnion(blocked)
            }
        }

        func stayingTags(in content: RepositoryContent) -> [Tag: Digest] {
            content.tags.filter { !vanishing.contains($0.key) }
        }

        /// What has to stay and loses its last name.
        func nameless(in content: RepositoryContent) -> Set<Digest> {
            let named = content.needed(by: content.tags.values)
            return staying.intersection(named).subtracting(content.needed(by: stayingTags(in: content).values))
        }

        /// The tags that have to stay for the sake of what would be nameless: its own, or else one of what has it.
        ///
        /// What is a part of something else that would be nameless is named with that.
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

    /// Who needs the roots that stay, for all that their tags were asked for.
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

    /// What goes along with the roots, by the first of them that leads there.
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
