// SPDX-License-Identifier: Apache-2.0

package import OCI

/// Works out what may go of one repository, and who needs what may not: a function of what the repository holds.
///
/// A manifest goes by its digest, and all its tags with it, so it goes only where every tag of it goes and nothing that
/// stays leads to it. Where it has to stay, the tags that were asked for go alone.
package struct DeletionProof: Sendable, Equatable {
    /// Why a manifest has to stay.
    package enum Need: Sendable, Hashable, Comparable {
        /// A tag that stays names it.
        case tag(Tag)
        /// An index that stays has it.
        case index(Digest)
        /// A referrer of it stays.
        case referrer(Digest)
    }

    /// The manifests that go by digest, each with the one that was asked for and that it goes along with.
    package let manifests: [Digest: Digest]
    /// The tags that vanish: with their manifests, or alone.
    package let tags: Set<Tag>
    /// Who needs a manifest that stays although one of its tags was asked for; sorted.
    package let needs: [Digest: [Need]]

    /// Proves the deletion of `requested` tags, except those that are `kept`.
    package init(of requested: Set<Tag>, keeping kept: Set<Tag>, in content: RepositoryContent) {
        let asked = requested.subtracting(kept).filter { content.tags[$0] != nil }
        let roots = Set(asked.compactMap { content.tags[$0] }).sorted()
        var staying: Set<Digest> = []
        var going: [Digest: Digest] = [:]
        var vanishing: Set<Tag> = []
        while true {
            going = Self.reach(from: roots, without: staying, keeping: kept, content)
            vanishing = asked.union(going.keys.flatMap(content.attachmentTags).filter { !kept.contains($0) })
            let others = content.tags.filter { !vanishing.contains($0.key) }.values
            let needed = content.needed(by: Array(others) + staying)
            let blocked = going.keys.filter { digest in
                // Who looks for a referrer looks for what it is about.
                needed.contains(digest)
                    || content.manifests[digest]?.referrers.contains { going[$0] == nil } == true
            }
            guard !blocked.isEmpty else { break }
            // What stays may lead to more that has to stay.
            staying.formUnion(blocked)
        }
        manifests = going
        tags = vanishing
        let stayingTags = content.tags.filter { !vanishing.contains($0.key) }
        let needed = content.needed(by: Array(stayingTags.values) + staying)
        var needs: [Digest: [Need]] = [:]
        for root in roots where going[root] == nil {
            let tags = stayingTags.filter { $0.value == root }.map { Need.tag($0.key) }
            let indexes = needed.filter { content.manifests[$0]?.children.contains(root) == true }.map(Need.index)
            let referrers = (content.manifests[root]?.referrers ?? []).filter { going[$0] == nil }.map(Need.referrer)
            needs[root] = (tags + indexes + referrers).sorted()
        }
        self.needs = needs
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
