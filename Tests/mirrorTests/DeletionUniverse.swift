// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport

/// Images made by chance that share what images can share: layers, manifests, children and tags.
struct DeletionUniverse {
    /// A tag of a repository, at the source or below the target's namespace.
    struct Place: Hashable, Comparable, CustomStringConvertible {
        let repository: String
        let tag: String

        var description: String { "\(repository):\(tag)" }

        static func < (left: Self, right: Self) -> Bool { left.description < right.description }
    }

    /// What was said about a manifest.
    struct Attachments {
        var signature: TestImage?
        var referrers: [TestImage] = []
    }

    /// The images that each repository of the source has, tagged or not.
    private(set) var pools: [String: [TestImage]] = [:]
    private(set) var tags: [Place: TestImage] = [:]
    private(set) var attachments: [String: [Digest: Attachments]] = [:]

    private static let platforms = ["amd64", "arm64", "s390x", "ppc64le"].map {
        Platform(os: "linux", architecture: $0)
    }

    init(_ generator: inout SeededGenerator) throws {
        let bases = [generator.bytes(4000), generator.bytes(2500)]
        for (name, tagCount) in [("a/app", 6), ("a/tool", 3), ("b/base", 3)] {
            var pool: [TestImage] = []
            for _ in 0..<4 {
                // Another repository may have the very same image.
                let known = pools.sorted { $0.key < $1.key }.flatMap(\.value).filter { $0.manifests.count == 1 }
                if Int.random(in: 0..<5, using: &generator) == 0, let same = known.randomElement(using: &generator) {
                    pool.append(same)
                } else {
                    let layers = bases.filter { _ in Bool.random(using: &generator) }
                    let own = generator.bytes(Int.random(in: 100...900, using: &generator))
                    pool.append(try TestImage(layers: layers + [own]))
                }
            }
            for _ in 0..<2 {
                let children = Array(pool.prefix(4).shuffled(using: &generator).prefix(2))
                pool.append(try .index(Array(zip(Self.platforms, children))))
            }
            pool.append(try .index([(Self.platforms[0], pool[4]), (Self.platforms[1], pool[0])]))
            for number in 1...tagCount {
                tags[Place(repository: name, tag: "\(number)")] = pool.randomElement(using: &generator)
            }
            pools[name] = pool
            attachments[name] = try Self.attachments(of: pool, &generator)
        }
    }

    private static func attachments(
        of pool: [TestImage],
        _ generator: inout SeededGenerator
    ) throws -> [Digest: Attachments] {
        var found: [Digest: Attachments] = [:]
        for image in pool where found[image.digest] == nil {
            if Int.random(in: 0..<3, using: &generator) == 0 {
                found[image.digest, default: .init()].signature = try .signature(of: image)
            }
            for number in 0..<2 where Int.random(in: 0..<5, using: &generator) == 0 {
                let referrer = try TestImage.referrer(to: image, type: "application/vnd.test.\(number)")
                found[image.digest, default: .init()].referrers.append(referrer)
                if Bool.random(using: &generator) {
                    found[referrer.digest, default: .init()].signature = try .signature(of: referrer)
                }
            }
        }
        return found
    }

    /// Gives a tag of the source to another image.
    mutating func retag(_ generator: inout SeededGenerator) -> Place? {
        guard let place = tags.keys.sorted().randomElement(using: &generator) else { return nil }
        tags[place] = pools[place.repository]?.randomElement(using: &generator)
        return place
    }

    /// Puts everything into a registry.
    func publish(to registry: FakeRegistry) {
        for (name, pool) in pools {
            for image in pool { registry.add(image, to: name) }
            for said in (attachments[name] ?? [:]) {
                for referrer in said.value.referrers { registry.add(referrer, to: name) }
                if let signature = said.value.signature {
                    registry.add(signature, to: name, tag: "\(said.key.tagText).sig")
                }
            }
        }
        for (place, image) in tags { registry.add(image, to: place.repository, tag: place.tag) }
    }

    /// What a configuration can ask for: each tag, and some images by their digest.
    ///
    /// Where a registry lists referrers under a tag, an image that has that tag itself cannot have any.
    var wishes: [Wish] {
        let byTag = tags.map { Wish(place: $0.key, digest: $0.value.digest, isPinned: false) }
        let byDigest = pools.flatMap { name, pool in
            pool.filter { attachments[name]?[$0.digest]?.referrers.isEmpty != false }.prefix(2).map { image in
                Wish(
                    place: Place(repository: name, tag: image.digest.tagText),
                    digest: image.digest,
                    isPinned: true
                )
            }
        }
        return Set(byTag + byDigest).sorted { $0.place < $1.place }
    }

    /// An image as a configuration asks for it.
    struct Wish: Hashable {
        let place: Place
        let digest: Digest
        let isPinned: Bool

        func name(at host: RegistryHost) -> String {
            isPinned ? "\(host)/\(place.repository)@\(digest)" : "\(host)/\(place)"
        }
    }
}
