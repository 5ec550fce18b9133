// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Releases that share components, two configurations of them, and deletions by chance.
@Suite("Any sequence of mirroring and deleting releases", .waitsForPrograms)
struct ReleaseDeletionPropertyTests {
    /// `DELETION_SEEDS=from-to` makes it more.
    static var seeds: [UInt64] { DeletionPropertyTests.seeds(or: 1...1) }

    private static let names = ["cli", "etcd", "oauth"]
    private static let count = 5

    private func lines(_ range: ClosedRange<Int>) -> [String] {
        [
            "channels:", "- name: stable-4.16", "  minVersion: 4.16.\(range.lowerBound)",
            "  maxVersion: 4.16.\(range.upperBound)",
        ]
    }

    @Test("leaves whole what is still wanted", arguments: seeds)
    func keepsWhatIsWanted(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let world = try await ReleaseWorld.make()
        var releases: [(String, Digest)] = []
        for number in 1...Self.count {
            // Most components are those of other releases as well, and some of other components.
            let components = Self.names.map { "\($0)=text \(Int.random(in: 1...3, using: &generator))" }
            releases.append(("4.16.\(number)", try await world.publish("4.16.\(number)", components: components)))
        }
        try world.offer("stable-4.16", releases)
        var wanted: [String: Set<Int>] = [:]
        var story: [String] = []
        for _ in 0..<6 {
            if !world.targetIsUntouched { try world.target.collectGarbage() }
            let first = Int.random(in: 1...Self.count, using: &generator)
            let range = first...Int.random(in: first...Self.count, using: &generator)
            let deletes = !wanted.isEmpty && Bool.random(using: &generator)
            let name = Bool.random(using: &generator) ? "one.yaml" : "two.yaml"
            let run: ToolRun
            if deletes {
                let keep = wanted.keys.sorted().filter { _ in Bool.random(using: &generator) }
                story.append("delete \(range), keeping \(keep)")
                let head = "kind: DeleteImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\n"
                let text = lines(range).map { "    \($0)\n" }.joined()
                try world.shop.folder.write("\(head)delete:\n  platform:\n\(text)", to: "work/disc.yaml")
                run = try world.shop.run(["delete", "plan", "-c", "disc.yaml"] + keep.flatMap { ["--keep", $0] })
                let kept = keep.reduce(into: Set<Int>()) { $0.formUnion(wanted[$1] ?? []) }
                for key in wanted.keys { wanted[key]?.subtract(Set(range).subtracting(kept)) }
            } else {
                let prunes = Bool.random(using: &generator)
                story.append("mirror \(name) \(range)\(prunes ? " --prune" : "")")
                try world.configure(lines(range), as: name)
                let options = ["plan", "-c", name, "--release-key", "release-key.asc"]
                run = try world.shop.run(options + (prunes ? ["--prune"] : []))
                wanted[name] = Set(range)
            }
            try #require(run.status == 0, "\(story)\n\(run.output)\(run.errors)")
            let plan = try world.written
            let before = try world.target.storedContents()
            let apply = try world.shop.mirror("apply", "plan.json")
            try #require(apply.status == 0, "\(story)\n\(apply.output)\(apply.errors)")
            try world.target.collectGarbage()
            let after = try world.target.storedContents()
            let freed = before.filter { after[$0.key] == nil }.values.reduce(0, +)
            #expect(freed == plan.summary.bytesToReclaim ?? 0, "\(story)")
            try await verify(wanted.values.reduce(into: []) { $0.formUnion($1) }, world, story)
        }
    }

    private func verify(_ wanted: Set<Int>, _ world: ReleaseWorld, _ story: [String]) async throws {
        let client = RegistryClient.test(.destination)
        for number in wanted.sorted() {
            let tags = Self.names.map { ("release", "4.16.\(number)-x86_64-\($0)") }
            for (name, tag) in tags + [("release-images", "4.16.\(number)-x86_64")] {
                let repository = try world.target.host.repository("ocp/openshift/\(name)")
                let digest = try await client.head(repository, .tag(Tag(tag)))?.digest
                #expect(digest != nil, "\(name):\(tag)\n\(story)")
                var walk = RegistryWalk(client: client, repository: repository)
                if let digest { try await walk.visit(digest) }
                #expect(walk.missing.isEmpty, "\(name):\(tag)\n\(story)")
            }
        }
    }
}
