// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Planning
import Resolution
import TestSupport
import Testing
@testable import Plans

@testable import Deletions

/// Pruning by values alone: whatever a ledger says, what a plan brings or finds in sync stays, and what others want.
@Suite("What a plan prunes")
struct PruningTests {
    private static let configuration = "isc.yaml"
    private static let repositories = ["a", "b"].map { "mirror.example/ocp/\($0)" }

    /// A target, a ledger that may be wrong about it, and a plan for it.
    private struct Chance {
        var survey = TargetSurvey()
        var ledger = TargetLedger(target: "mirror.example/ocp")
        var plan: Plan
        var copies: [CopiedImage] = []
        var desired: DesiredState

        init() throws {
            let record = ConfigurationRecord(path: configuration, digest: Digest(of: []))
            plan = Plan(
                configuration: record,
                options: PlanOptions(prune: true),
                target: PlanTarget(TargetPlace(target))
            )
            desired = DesiredState(configuration: record, target: try MirrorTarget(registry: target), images: [])
        }

        private let target = "mirror.example/ocp"

        var pruning: Pruning {
            Pruning(of: plan, copying: copies, desired: desired, ledger: ledger, limit: .count(0))
        }

        mutating func want(_ place: Destination, _ tree: ImageTree, isHere: Bool, found: Digest?) throws {
            let digest = tree.root.descriptor.digest
            desired.images.append(
                DesiredImage(
                    origin: try ImageSource("quay.io/\(place.repository.name)"),
                    role: ImageRole(.additionalImage),
                    destination: place,
                    request: ImageRequest(by: ["mirror.additionalImages[0]"])
                )
            )
            guard !isHere else {
                plan.fields.inSync.append(
                    PlacedImage(destination: "\(place)", digest: digest, type: .additionalImage, origins: [])
                )
                return
            }
            plan.fields.actions.append(
                Action(
                    kind: found == nil ? .copy : .update,
                    type: .additionalImage,
                    origins: ["quay.io/a/b:1"],
                    source: "quay.io/a/b:1@\(digest)",
                    destination: "\(place)",
                    digest: digest,
                    size: 1,
                    transfer: 0,
                    expect: .init(destination: found),
                    reason: "",
                    requestedBy: []
                )
            )
            copies.append(CopiedImage(repository: place.repository, tag: place.tag, tree: tree))
        }
    }

    private static func tree(_ image: TestImage) -> ImageTree {
        ImageTree(root: image.top, children: Array(image.manifests.dropLast()))
    }

    private static func random(_ generator: inout SeededGenerator) throws -> Chance {
        var chance = try Chance()
        for name in repositories {
            let repository = try Repository(name)
            let leaves = try (0..<3).map { _ in try TestImage(layers: [generator.bytes(8)]) }
            let (amd, arm) = (
                Platform(os: "linux", architecture: "amd64"), Platform(os: "linux", architecture: "arm64")
            )
            let indexes = try [[0, 1], [1, 2]].map {
                try TestImage.index([(amd, leaves[$0[0]]), (arm, leaves[$0[1]])])
            }
            let pool = leaves + indexes
            // An index may have been given the tag of its own child's signature, and a signature be asked for by itself.
            let tags = ["1", "2", "3"] + pool.map { "\($0.digest.tagText).sig" } + [leaves[0].digest.tagText]
            var content = RepositoryContent()
            for tag in tags where Int.random(in: 0..<3, using: &generator) > 0 {
                let image = pool[Int.random(in: 0..<pool.count, using: &generator)]
                content.add(tree(image), as: try OCI.Tag(tag))
            }
            for image in leaves where content.manifests[image.digest] != nil {
                let others = content.manifests.keys.sorted().filter { $0 < image.digest }
                let referrers = others.filter { _ in Int.random(in: 0..<6, using: &generator) == 0 }
                content.manifests[image.digest]?.referrers = Set(referrers)
            }
            chance.survey.contents[repository] = content
            for text in tags {
                let place = Destination(repository: repository, tag: try OCI.Tag(text))
                let image = pool[Int.random(in: 0..<pool.count, using: &generator)]
                let found = content.tags[place.tag]
                if Int.random(in: 0..<3, using: &generator) > 0 {
                    let isRight = Int.random(in: 0..<3, using: &generator) > 0
                    chance.ledger.entries["\(place)"] = entry(place, isRight ? found : image.digest, &generator)
                }
                guard Int.random(in: 0..<4, using: &generator) == 0 else { continue }
                try chance.want(place, tree(image), isHere: found == image.digest, found: found)
            }
        }
        return chance
    }

    private static func entry(
        _ place: Destination,
        _ digest: Digest?,
        _ generator: inout SeededGenerator
    ) -> TargetLedger.Entry {
        func some() -> [String] {
            [configuration, "other.yaml"].filter { _ in Int.random(in: 0..<3, using: &generator) > 0 }
        }
        let isAttachment = place.tag.isCosign && Bool.random(using: &generator)
        return TargetLedger.Entry(
            image: PlacedImage(
                destination: "\(place)",
                digest: digest ?? Digest(of: []),
                type: isAttachment ? .signature : .additionalImage,
                origins: [],
                attachedTo: isAttachment ? "\(place.repository)@\(Digest(of: []))" : nil
            ),
            placed: Int.random(in: 0..<4, using: &generator) > 0,
            placedBy: some(),
            isLeftover: Int.random(in: 0..<8, using: &generator) == 0,
            knowsAttachments: true,
            wantedBy: Bool.random(using: &generator) ? [] : some()
        )
    }

    @Test(
        "is never what it brings, what it found in sync, what others want, or what it did not place",
        arguments: 0..<150
    )
    func sound(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let chance = try Self.random(&generator)
        var pruned = chance.pruning.plan(after: chance.survey)
        pruned.fields.checks = []
        // A plan that contradicts itself cannot be read.
        let plan = try PlanFile(reading: Data(PlanFile(pruned).bytes)).plan
        #expect(plan == pruned)

        for (repository, content) in chance.survey.copying(chance.copies).contents {
            let going = plan.deletions.filter { $0.repository == "\(repository)" }
            let gone = Set(going.filter { $0.kind == .manifest }.map(\.digest))
            let staying = content.tags.filter { tag, digest in
                !gone.contains(digest) && !going.contains { $0.tags.contains("\(tag)") }
            }
            #expect(content.needed(by: staying.values).isDisjoint(with: gone))
            for (destination, digest) in plan.actions.map({ ($0.destination, $0.digest) })
                + plan.inSync.map({ ($0.destination, $0.digest) })
            where destination.hasPrefix("\(repository):") {
                let tag = try #require(try destination.reference().tag)
                #expect(staying[tag] == digest, "\(destination)")
            }
            for (tag, _) in content.tags {
                guard let entry = chance.ledger.entries["\(repository):\(tag)"] else { continue }
                let isOurs =
                    entry.placed && entry.placedBy.contains(Self.configuration)
                    && !entry.wantedBy.contains("other.yaml")
                #expect(isOurs || staying[tag] != nil || tag.isCosign, "\(repository):\(tag)")
                #expect(staying[tag] != nil || !entry.wantedBy.contains("other.yaml"), "\(repository):\(tag)")
            }
            // What nobody wrote down is nobody's to delete, but for what says something about what goes.
            for tag in content.tags.keys where chance.ledger.entries["\(repository):\(tag)"] == nil {
                #expect(staying[tag] != nil || tag.isCosign || tag.description.hasPrefix("sha256-"))
            }
        }
        #expect(plan.kept.allSatisfy { !$0.neededBy.isEmpty && !$0.requestedBy.isEmpty })
        #expect(plan.deletions.allSatisfy { !$0.proof.isEmpty })
    }

    /// What `--max-deletes` says, and how many of so many images may then go.
    static let limits: [(text: String, placed: Int, most: Int)] = [
        ("0", 100, 0), ("7", 3, 7), ("25%", 0, 20), ("25%", 80, 20), ("25%", 84, 21), ("25%", 400, 100),
        ("0%", 1000, 0), ("100%", 1000, 1000), ("1%", 2099, 20), ("1%", 2100, 21), ("33%", 200, 66),
        ("50%", Int.max, Int.max / 2), ("100%", Int.max, Int.max), ("9223372036854775807", 1, Int.max),
    ]

    @Test("is limited by a number or a share, and a few may always go", arguments: limits)
    func limit(text: String, placed: Int, most: Int) throws {
        let limit = try #require(DeletionLimit(text))
        #expect(limit.description == text)
        // Half of an odd number is rounded down, once for the hundreds and once for the rest.
        #expect((most - 1...most).contains(limit.most(of: placed)))
        #expect(placed > 1_000_000 || limit.most(of: placed) == most)
    }

    @Test(
        "has no limit that is neither",
        arguments: ["", "%", "-1", "+1", "1.5", "101%", "25 %", "ten", "9223372036854775808", "١"]
    )
    func noLimit(text: String) { #expect(DeletionLimit(text) == nil) }
}
