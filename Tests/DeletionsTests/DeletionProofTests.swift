// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing

@testable import Deletions

@Suite("What may go of a repository")
struct DeletionProofTests {
    private static func digest(_ number: Int) -> Digest { Digest(of: Array("manifest \(number)".utf8)) }

    /// A repository by its tags and, for each manifest, its children and referrers.
    private static func content(
        _ tags: [String: Int],
        children: [Int: [Int]] = [:],
        referrers: [Int: [Int]] = [:]
    ) throws -> RepositoryContent {
        var content = RepositoryContent()
        for (tag, number) in tags { content.tags[try OCI.Tag(tag)] = digest(number) }
        let all = Set(tags.values).union(children.flatMap { [$0] + $1 }).union(referrers.flatMap { [$0] + $1 })
        for number in all {
            content.manifests[digest(number)] = .init(
                children: Set((children[number] ?? []).map(digest)),
                referrers: Set((referrers[number] ?? []).map(digest))
            )
        }
        return content
    }

    /// Who needs a manifest.
    enum Who: Sendable {
        case tag(String)
        case index(Int)
        case referrer(Int)
        case part(Int)

        func need() throws -> DeletionProof.Need {
            switch self {
            case .tag(let name): .tag(try OCI.Tag(name))
            case .index(let number): .index(DeletionProofTests.digest(number))
            case .referrer(let number): .referrer(DeletionProofTests.digest(number))
            case .part(let number): .part(DeletionProofTests.digest(number))
            }
        }
    }

    /// What of a repository is asked to go, and what then goes: manifests, tags, and who needs the rest.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var tags: [String: Int]
        var children: [Int: [Int]] = [:]
        var referrers: [Int: [Int]] = [:]
        var asked: [String]
        var kept: [String] = []
        var needed: [Int] = []
        var manifests: Set<Int>
        var vanishing: Set<String>
        var needs: [Int: [Who]] = [:]

        var testDescription: String { name }
    }

    private static let signature = "\(digest(1).tagText).sig"
    private static let list = digest(1).tagText

    static let cases: [Case] = [
        Case(name: "an image", tags: ["a": 1, "b": 2], asked: ["a"], manifests: [1], vanishing: ["a"]),
        Case(name: "what is not there", tags: ["b": 2], asked: ["a"], manifests: [], vanishing: []),
        Case(
            name: "an image under another tag loses the one that is asked for",
            tags: ["a": 1, "b": 1],
            asked: ["a"],
            manifests: [],
            vanishing: ["a"],
            needs: [1: [.tag("b")]]
        ),
        Case(
            name: "all tags of an image",
            tags: ["a": 1, "b": 1],
            asked: ["a", "b"],
            manifests: [1],
            vanishing: ["a", "b"]
        ),
        Case(
            name: "a tag that a configuration keeps stays, with its image",
            tags: ["a": 1],
            asked: ["a"],
            kept: ["a"],
            manifests: [],
            vanishing: []
        ),
        Case(
            name: "an index goes with its children, and not with those that another needs",
            tags: ["a": 10, "b": 11],
            children: [10: [1, 2], 11: [2, 3]],
            asked: ["a"],
            manifests: [10, 1],
            vanishing: ["a"]
        ),
        Case(
            name: "a child that has a tag stays without it as long as its index does",
            tags: ["a": 1, "b": 10],
            children: [10: [1, 2]],
            asked: ["a"],
            manifests: [],
            vanishing: ["a"],
            needs: [1: [.index(10)]]
        ),
        Case(
            name: "nested indexes go whole",
            tags: ["a": 20],
            children: [20: [10, 3], 10: [1, 2]],
            asked: ["a"],
            manifests: [20, 10, 1, 2, 3],
            vanishing: ["a"]
        ),
        Case(
            name: "signatures go with their image, also those of children",
            tags: ["a": 10, signature: 5],
            children: [10: [1]],
            asked: ["a"],
            manifests: [10, 1, 5],
            vanishing: ["a", signature]
        ),
        Case(
            name: "the signature of a child that stays, stays",
            tags: ["a": 10, "b": 11, signature: 5],
            children: [10: [1], 11: [1]],
            asked: ["a"],
            manifests: [10],
            vanishing: ["a"]
        ),
        Case(
            name: "a signature that is something else too loses its tag only",
            tags: ["a": 1, "b": 5, signature: 5],
            asked: ["a"],
            manifests: [1],
            vanishing: ["a", signature]
        ),
        Case(
            name: "referrers go with their image, and theirs with them",
            tags: ["a": 1],
            referrers: [1: [7], 7: [8]],
            asked: ["a"],
            manifests: [1, 7, 8],
            vanishing: ["a"]
        ),
        Case(
            name: "a referrer that stays keeps its image, with a name",
            tags: ["a": 1, "report": 7],
            referrers: [1: [7]],
            asked: ["a"],
            manifests: [],
            vanishing: [],
            needs: [1: [.referrer(7)]]
        ),
        Case(
            name: "an index that stays keeps its children, which need no other name",
            tags: ["a": 10, "b": 1, "report": 7],
            children: [10: [1]],
            referrers: [10: [7]],
            asked: ["a", "b"],
            manifests: [],
            vanishing: ["b"],
            needs: [10: [.referrer(7)], 1: [.index(10)]]
        ),
        Case(
            name: "what somebody pulls by digest stays, with its only tag",
            tags: ["a": 1],
            asked: ["a"],
            needed: [1],
            manifests: [],
            vanishing: [],
            needs: [1: []]
        ),
        Case(
            name: "what somebody pulls by digest loses a tag where it has another",
            tags: ["a": 1, "b": 1],
            asked: ["a"],
            needed: [1],
            manifests: [],
            vanishing: ["a"],
            needs: [1: [.tag("b")]]
        ),
        Case(
            name: "an index stays that alone leads to what somebody pulls by digest",
            tags: ["a": 10, "b": 2],
            children: [10: [1, 2]],
            asked: ["a", "b"],
            needed: [1],
            manifests: [],
            vanishing: ["b"],
            needs: [10: [.part(1)], 2: [.index(10)]]
        ),
        Case(
            name: "an index goes where another leads to what somebody pulls by digest",
            tags: ["a": 10, "b": 11],
            children: [10: [1, 2], 11: [1]],
            asked: ["a"],
            needed: [1],
            manifests: [10, 2],
            vanishing: ["a"]
        ),
        Case(
            name: "the list of referrers goes with the image, where a tag has it",
            tags: ["a": 1, list: 30],
            children: [30: [7]],
            referrers: [1: [7]],
            asked: ["a"],
            manifests: [1, 7, 30],
            vanishing: ["a", list]
        ),
        Case(
            name: "the tag of an image that was mirrored by digest is no list",
            tags: ["a": 1, list: 1],
            asked: ["a"],
            manifests: [],
            vanishing: ["a"],
            needs: [1: [.tag(list)]]
        ),
    ]

    @Test("is told by example", arguments: cases)
    func examples(example: Case) throws {
        let content = try Self.content(example.tags, children: example.children, referrers: example.referrers)
        let proof = DeletionProof(
            of: Set(try example.asked.map { try OCI.Tag($0) }),
            keeping: Set(try example.kept.map { try OCI.Tag($0) }),
            needing: Set(example.needed.map(Self.digest)),
            in: content
        )
        #expect(Set(proof.manifests.keys) == Set(example.manifests.map(Self.digest)))
        #expect(Set(proof.tags.map(\.description)) == example.vanishing)
        let needs = try example.needs.map { (Self.digest($0), try $1.map { try $0.need() }) }
        #expect(proof.needs == Dictionary(uniqueKeysWithValues: needs))
    }

    struct Chance {
        var content: RepositoryContent
        var asked: Set<OCI.Tag>
        var kept: Set<OCI.Tag>
        var needed: Set<Digest>

        var proof: DeletionProof { DeletionProof(of: asked, keeping: kept, needing: needed, in: content) }
    }

    /// A repository made by chance, small enough to try every deletion.
    private static func random(
        _ generator: inout SeededGenerator
    ) throws -> Chance {
        let count = 7
        var children: [Int: [Int]] = [:]
        var referrers: [Int: [Int]] = [:]
        for number in 1...count {
            // Contents name each other by digest, so nothing leads back to itself.
            for other in 1..<number where Int.random(in: 0..<5, using: &generator) == 0 {
                if Bool.random(using: &generator) {
                    children[number, default: []].append(other)
                } else {
                    referrers[other, default: []].append(number)
                }
            }
        }
        var tags: [String: Int] = [:]
        for name in ["a", "b", "c", "d"] where Int.random(in: 0..<4, using: &generator) > 0 {
            tags[name] = Int.random(in: 1...count, using: &generator)
        }
        for number in 1...count where Int.random(in: 0..<6, using: &generator) == 0 {
            tags["\(digest(number).tagText).sig"] = Int.random(in: 1...count, using: &generator)
        }
        let content = try content(tags, children: children, referrers: referrers)
        let asked = content.tags.keys.sorted().filter { _ in Bool.random(using: &generator) }
        let kept = content.tags.keys.sorted().filter { _ in Int.random(in: 0..<6, using: &generator) == 0 }
        let needed = content.manifests.keys.sorted().filter { _ in Int.random(in: 0..<9, using: &generator) == 0 }
        return Chance(content: content, asked: Set(asked), kept: Set(kept), needed: Set(needed))
    }

    @Test("never covers manifests of remaining tags, and always covers the rest", arguments: 0..<300)
    func sound(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let chance = try Self.random(&generator)
        let (content, asked, kept, proof) = (chance.content, chance.asked, chance.kept, chance.proof)
        let going = Set(proof.manifests.keys)
        let staying = content.tags.filter { !proof.tags.contains($0.key) }

        #expect(proof.tags.isDisjoint(with: kept))
        #expect(content.needed(by: staying.values).isDisjoint(with: going))
        #expect(content.tags.allSatisfy { !going.contains($0.value) || proof.tags.contains($0.key) })
        for digest in going {
            #expect(content.manifests[digest]?.referrers.isSubset(of: going) == true)
            #expect(proof.manifests[digest].map(going.contains) == true)
        }
        #expect(proof.tags.allSatisfy { asked.contains($0) || $0.isCosign })
        // What somebody pulls by digest is there, and has a name if it had one.
        #expect(chance.needed.isDisjoint(with: going))
        let named = chance.needed.intersection(content.needed(by: content.tags.values))
        #expect(named.isSubset(of: content.needed(by: staying.values)))
        // Whoever is refused is told why, and only then.
        let roots = Set(asked.subtracting(kept).compactMap { content.tags[$0] })
        #expect(Set(proof.needs.keys) == roots.subtracting(going))
        #expect(proof.needs.allSatisfy { !$0.value.isEmpty || chance.needed.contains($0.key) })
    }

    @Test("is all that could go", arguments: 0..<120)
    func complete(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &+ 1000)
        let chance = try Self.random(&generator)
        let (content, proof) = (chance.content, chance.proof)
        // Which of two names stays for the sake of what needs one, is a matter of choice.
        let names = chance.asked.subtracting(chance.kept).subtracting(proof.tags)
        guard names.allSatisfy({ content.tags[$0] == nil }) else { return }
        let all = content.manifests.keys.sorted()
        for mask in 0..<(1 << all.count) {
            let chosen = Set(all.indices.filter { mask & (1 << $0) != 0 }.map { all[$0] })
            guard !chosen.isSubset(of: Set(proof.manifests.keys)) else { continue }
            #expect(!Self.mayGo(chosen, chance), "\(chosen) could go")
        }
    }

    /// Whether a set of manifests could be deleted together, said in another way than the proof says it.
    private static func mayGo(_ chosen: Set<Digest>, _ chance: Chance) -> Bool {
        let (content, kept) = (chance.content, chance.kept)
        let asked = chance.asked.subtracting(kept)
        guard chosen.isDisjoint(with: content.needed(by: chance.needed)) else { return false }
        let attached = Set(chosen.flatMap(content.attachmentTags)).subtracting(kept)
        let staying = content.tags.filter { !asked.contains($0.key) && !attached.contains($0.key) }
        guard content.needed(by: staying.values).isDisjoint(with: chosen) else { return false }
        let left = content.manifests.filter { !chosen.contains($0.key) }
        guard chosen.allSatisfy({ content.manifests[$0]?.referrers.isSubset(of: chosen) == true }) else { return false }
        // A child of what was asked for and stays has to stay too.
        let refused = Set(asked.compactMap { content.tags[$0] }).subtracting(chosen)
        guard content.needed(by: refused.filter { left[$0] != nil }).isDisjoint(with: chosen) else { return false }
        // What has to stay keeps a name, which may be one that was asked for.
        let bound = left.filter { digest, manifest in
            chance.needed.contains(digest) || !manifest.referrers.isSubset(of: chosen)
        }
        let names = content.tags.filter { !chosen.contains($0.value) }
        guard
            Set(bound.keys).intersection(content.needed(by: content.tags.values))
                .isSubset(of: content.needed(by: names.values))
        else { return false }
        // And each goes along with something that was asked for.
        var led = Set(asked.compactMap { content.tags[$0] }).intersection(chosen)
        while true {
            let next = led.flatMap { digest -> [Digest] in
                let manifest = content.manifests[digest]
                let tags = content.attachmentTags(of: digest).filter { !kept.contains($0) }
                return Array(manifest?.children ?? []) + Array(manifest?.referrers ?? [])
                    + tags.compactMap { content.tags[$0] }
            }
            let grown = led.union(next).intersection(chosen)
            if grown == led { break }
            led = grown
        }
        return led == chosen
    }
}
