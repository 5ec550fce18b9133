// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans
import Resolution

/// The deletions in one repository, as the plan describes them.
struct RepositoryDeletions {
    let repository: Repository
    /// The repository, spelled as in the plan.
    private let place: PlacedRepository
    let content: RepositoryContent
    let proof: DeletionProof
    private let images: [Tag: DesiredImage]
    /// Who needs a tag or its manifest.
    private let keepers: [Tag: Set<String>]
    private let users: [Digest: Set<String>]
    private let entries: [PlacedName: TargetLedger.Entry]
    private let grounds: DeletionGrounds
    /// The requested images, by the digest of their tags.
    private let asked: [Digest: [DesiredImage]]
    private let referrers: Set<Digest>
    /// The tags of existing manifests that were requested by digest.
    private let named: Set<Tag>
    /// The tags that the registry kept in an earlier deletion.
    private let useless: Set<Tag>
    /// The remaining tags with their digests.
    private let staying: [Tag: Digest]
    /// The tags that vanish, sorted, by their digests.
    private let vanishing: [Digest: [Tag]]

    init(
        repository: Repository,
        content: RepositoryContent,
        requested: RequestedImages,
        needed: NeededImages,
        entries: [PlacedName: TargetLedger.Entry],
        grounds: DeletionGrounds
    ) {
        self.repository = repository
        let place = PlacedRepository(repository)
        self.place = place
        self.content = content
        let images = Dictionary(requested.images.map { ($0.destination.tag, $0) }) { $0.merged(with: [$1]) }
        self.images = images
        self.entries = entries
        self.grounds = grounds
        keepers = needed.tags(in: repository)
        users = needed.digests(in: repository)
        let untagged = Set(requested.outdated.map(\.digest))
        named = Set(untagged.filter { content.manifests[$0] != nil }.map { Tag(of: $0) })
        func proof(of tags: Set<Tag>) -> DeletionProof {
            DeletionProof(
                of: tags,
                and: untagged,
                keeping: Set(needed.tags(in: repository).keys),
                needing: Set(needed.digests(in: repository).keys),
                in: content
            )
        }
        // A tag that the registry once kept is requested again only together with its manifest.
        let leftovers = images.keys.filter { entries[PlacedName(place, tag: "\($0)")]?.isLeftover == true }
        let first = proof(of: Set(images.keys))
        let useless = Set(leftovers.filter { tag in content.tags[tag].map { first.manifests[$0] == nil } == true })
        self.useless = useless
        let proof = useless.isEmpty ? first : proof(of: Set(images.keys).subtracting(useless))
        self.proof = proof
        staying = content.tags.filter { !proof.tags.contains($0.key) }
        vanishing = proof.tags.sorted().reduce(into: [:]) { vanishing, tag in
            if let digest = content.tags[tag] { vanishing[digest, default: []].append(tag) }
        }
        referrers = content.manifests.values.reduce(into: []) { $0.formUnion($1.referrers) }
        var asked: [Digest: [DesiredImage]] = [:]
        for (tag, image) in images {
            if let digest = content.tags[tag] { asked[digest, default: []].append(image) }
        }
        for image in requested.outdated { asked[image.digest, default: []].append(image.image) }
        self.asked = asked
    }

    /// The requested images that do not exist.
    var missing: [DesiredImage] {
        images.filter { tag, image in
            content.tags[tag] == nil && entries[image.destination.name]?.isLeftover != true && !named.contains(tag)
        }
        .map(\.value)
    }

    /// The requested images that exist.
    var found: [DesiredImage] { images.filter { content.tags[$0.key] != nil }.map(\.value) }

    /// The manifests and blobs of remaining manifests.
    var stayingContents: Set<Digest> {
        let manifests = content.manifests.filter { proof.manifests[$0.key] == nil }
        return Set(manifests.keys).union(manifests.values.flatMap(\.blobs.keys))
    }

    /// The state that apply must find again, apart from the plan's own copies.
    func state(copying copied: CopiedTags) -> RepositoryState {
        let tags = staying.filter { !copied.contain($0.key, naming: $0.value) }.map { ("\($0.key)", $0.value) }
        return RepositoryState(repository: place, staying: Dictionary(uniqueKeysWithValues: tags))
    }

    /// The requested images that stay, or whose manifest stays.
    var kept: [KeptImage] {
        images.sorted { $0.key < $1.key }.compactMap { tag, image in
            guard let digest = content.tags[tag], image.requestedBy != [TargetLedger.leftoverWish] else { return nil }
            let needs = needs(of: tag, naming: digest)
            guard !needs.isEmpty else { return nil }
            return KeptImage(
                type: image.type,
                destination: PlacedName(place, tag: "\(tag)"),
                digest: digest,
                requestedBy: image.requestedBy,
                neededBy: needs
            )
        }
    }

    /// Who needs a requested tag or its manifest; empty if both can be deleted.
    private func needs(of tag: Tag, naming digest: Digest) -> [String] {
        if let keepers = keepers[tag] { return Self.listed(keepers) }
        if useless.contains(tag) {
            return ["the registry does not delete the tag alone; it will be deleted with its image"]
        }
        guard let needs = proof.needs[digest] else { return [] }
        return Self.listed(users[digest] ?? []) + Self.listed(needs.map(describe))
    }

    /// The first of many names; thousands of bundles may need one image.
    private static func listed(_ names: some Collection<String>) -> [String] {
        let sorted = names.sorted()
        let rest = sorted.count - 5
        return rest > 1 ? sorted.prefix(5) + ["\(rest) more like these"] : sorted
    }

    private func describe(_ need: DeletionProof.Need) -> String {
        switch need {
        case .tag(let tag): "the tag \(repository):\(tag) names the same manifest"
        case .index(let digest): "the index \(repository)@\(digest)\(names(of: digest)) has it"
        case .referrer(let digest): "\(repository)@\(digest)\(names(of: digest)) refers to it"
        case .part(let digest): "its part \(digest.algorithm.rawValue):\(digest.short) has to stay\(users(of: digest))"
        }
    }

    private func users(of digest: Digest) -> String {
        guard let users = users[digest] else { return "" }
        return ": " + Self.listed(users).joined(separator: ", ")
    }

    private func names(of digest: Digest) -> String {
        let tags = staying.filter { $0.value == digest }.keys.sorted()
        return tags.isEmpty ? "" : " (\(tags.map(\.description).joined(separator: ", ")))"
    }

    /// The deletions in order of execution: a manifest comes before those that it leads to.
    func deletions(reclaiming: (Digest) -> Int64) -> [Deletion] {
        let ranks = self.ranks
        let manifests = proof.manifests.keys.sorted { (ranks[$0] ?? 0, $0) < (ranks[$1] ?? 0, $1) }
        let alone = vanishing.filter { proof.manifests[$0.key] == nil }.sorted { $0.key < $1.key }
        return manifests.map { manifest($0, reclaim: reclaiming($0)) } + alone.map { tags($0.value, of: $0.key) }
    }

    private func manifest(_ digest: Digest, reclaim: Int64) -> Deletion {
        let tags = vanishing[digest] ?? []
        let root = proof.manifests[digest] ?? digest
        let asked = asked[root] ?? []
        let held = content.manifests[digest]
        return Deletion(
            .manifest,
            of: TaggedManifest(
                type(of: digest, tags),
                origins: Set(asked.filter { _ in root == digest }.map { "\($0.origin)" }).sorted(),
                in: place,
                digest: digest,
                tags: tags.map(\.description),
                size: (held?.size ?? 0) + (held?.blobs.values.reduce(0, +) ?? 0)
            ),
            reclaim: reclaim,
            with: root == digest ? nil : PlacedName(place, root),
            because: ChangeGrounds(
                root == digest ? tags.isEmpty ? grounds.replacement : grounds.reason : "nothing else needs it",
                requestedBy: Set(asked.flatMap(\.requestedBy)).sorted(),
                cause: grounds.cause
            ),
            proof: [
                unreferenced, "no remaining image references it",
            ] + grounds.checked,
            named: root == digest ? name(of: digest, tags) : nil
        )
    }

    /// The fact about the remaining tags that proves a manifest unreferenced.
    private var unreferenced: String {
        switch staying.count {
        case 0: "no tag of the repository remains"
        case 1: "the one remaining tag does not reference it"
        default: "none of the \(staying.count) remaining tags references it"
        }
    }

    private func tags(_ tags: [Tag], of digest: Digest) -> Deletion {
        let asked = tags.compactMap { images[$0] }
        return Deletion(
            .tags,
            of: TaggedManifest(
                type(of: digest, tags),
                origins: Set(asked.map { "\($0.origin)" }).sorted(),
                in: place,
                digest: digest,
                tags: tags.map(\.description),
                size: 0
            ),
            reclaim: 0,
            because: ChangeGrounds(
                "\(grounds.reason); what it names stays",
                requestedBy: Set(asked.flatMap(\.requestedBy)).sorted(),
                cause: grounds.cause
            ),
            proof: [
                tags.lazy.flatMap { needs(of: $0, naming: digest) }.first.map { "what it names stays: \($0)" }
                    ?? "what it names stays, because something else needs it"
            ],
            named: name(of: digest, tags)
        )
    }

    /// The release or the version of an operator that goes, as far as the ledger or the request tell.
    private func name(of digest: Digest, _ tags: [Tag]) -> String? {
        let names = tags.map { PlacedName(place, tag: "\($0)") }
        let known = names.lazy.compactMap { entries[$0] }.filter { $0.image.digest == digest }
        return known.compactMap(\.image.facts).first?.title
            ?? (asked[digest] ?? []).lazy.compactMap(\.role.facts).first?.title
    }

    private func type(of digest: Digest, _ tags: [Tag]) -> ImageType {
        if let asked = tags.compactMap({ images[$0]?.type }).min() { return asked }
        let names = tags.map { PlacedName(place, tag: "\($0)") } + [PlacedName(place, digest)]
        if let entry = names.lazy.compactMap({ entries[$0] }).first { return entry.image.type }
        if let suffix = tags.lazy.compactMap(\.cosignSuffix).first { return ImageType(suffix) }
        if referrers.contains(digest) { return .referrer }
        return (asked[proof.manifests[digest] ?? digest] ?? []).map(\.type).min() ?? .additionalImage
    }

    /// The distance of each deleted manifest from the manifests that no other deleted one leads to.
    private var ranks: [Digest: Int] {
        var ranks: [Digest: Int] = [:]
        var rest = proof.manifests.keys.sorted().map { ($0, 0) }
        while let (digest, rank) = rest.popLast() {
            // Digests cannot form a circle, but tags can.
            guard proof.manifests[digest] != nil, rank >= ranks[digest] ?? 0, rank < proof.manifests.count else {
                continue
            }
            ranks[digest] = rank
            let manifest = content.manifests[digest]
            let attached = content.attachmentTags(of: digest).compactMap { content.tags[$0] }
            let next = Array(manifest?.children ?? []) + Array(manifest?.referrers ?? []) + attached
            rest += next.filter { rank + 1 > ranks[$0] ?? 0 }.map { ($0, rank + 1) }
        }
        return ranks
    }
}
