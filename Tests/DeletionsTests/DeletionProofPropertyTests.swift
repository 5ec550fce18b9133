// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing

@testable import Deletions

/// Repositories made by chance, with every deletion that is possible.
@Suite("What may go of any repository")
struct DeletionProofPropertyTests {
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
            tags["\(NumberedContent.digest(number).tagText).sig"] = Int.random(in: 1...count, using: &generator)
        }
        let content = try NumberedContent.content(tags, children: children, referrers: referrers)
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
