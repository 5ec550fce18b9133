// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

/// Apply deletes what a plan names, so that has to lie inside its target, and to be said once.
@Suite("The deletions of a plan")
struct DeletionValidationTests {
    private static let digest = Digest(of: Array("image".utf8))
    private static let repository: PlacedRepository = "mirror.example:5000/ocp/a/b"

    /// A plan that deletes an image with its signature, and a tag alone.
    static var deleting: Plan {
        let signature = Digest(of: Array("signature".utf8))
        let other = Digest(of: Array("other".utf8))
        return Plan(
            work: .deletions,
            configuration: ConfigurationRecord(path: "disc.yaml", digest: digest),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace("mirror.example:5000/ocp")),
            deletions: [
                Deletion(
                    kind: .manifest,
                    type: .additionalImage,
                    origins: ["quay.io/a/b:1"],
                    repository: repository,
                    digest: digest,
                    tags: ["1"],
                    size: 100,
                    reclaim: 60,
                    reason: "asked for",
                    requestedBy: ["delete.additionalImages[0]"],
                    proof: ["no other tag of the repository names it"],
                    name: "operator foo 1.0.0"
                ),
                Deletion(
                    kind: .manifest,
                    type: .signature,
                    repository: repository,
                    digest: signature,
                    tags: ["\(digest.tagText).sig"],
                    size: 10,
                    reclaim: 10,
                    with: "\(repository)@\(digest)",
                    reason: "nothing else needs it",
                    requestedBy: ["delete.additionalImages[0]"],
                    proof: []
                ),
                Deletion(
                    kind: .tags,
                    type: .additionalImage,
                    origins: ["quay.io/a/b:2"],
                    repository: repository,
                    digest: other,
                    tags: ["2"],
                    size: 0,
                    reclaim: 0,
                    reason: "asked for; what it names stays",
                    requestedBy: ["delete.additionalImages[1]"],
                    proof: []
                ),
            ],
            kept: [
                KeptImage(
                    type: .additionalImage,
                    destination: "\(repository):2",
                    digest: other,
                    requestedBy: ["delete.additionalImages[1]"],
                    neededBy: ["the tag \(repository):3 names the same manifest"]
                )
            ],
            repositories: [RepositoryState(repository: repository, staying: ["3": other])],
            cached: [CachedEntry(name: "mirror/payloads/sha256-\(digest.hex)", size: 300)]
        )
    }

    /// A plan that keeps an image in sync, and prunes.
    static var pruning: Plan {
        var plan = deleting
        plan.fields.work = .copiesToRegistry(from: nil)
        plan.fields.options = PlanOptions(formerly: ["old.yaml"], maxDeletes: "25%", prune: true)
        plan.fields.inSync = [
            PlacedImage(
                destination: "\(repository):3",
                digest: Digest(of: Array("other".utf8)),
                type: .additionalImage,
                origins: ["quay.io/a/b:3"]
            )
        ]
        return plan
    }

    @Test("are read as they were written")
    func roundTrip() throws {
        let file = try PlanFile(Self.deleting)
        #expect(try PlanFile(reading: Data(file.bytes)).plan == Self.deleting)
        #expect(file.plan.summary.delete == 3)
        #expect(file.plan.summary.bytesToReclaim == 70)
        #expect(file.plan.hasChanges)
    }

    @Test("depend on the tags that stay, in whatever order these are found")
    func state() {
        let (one, two) = (Digest(of: [1]), Digest(of: [2]))
        let state = RepositoryState(repository: "r", staying: ["a": one, "b": two])
        #expect(state == RepositoryState(repository: "r", staying: ["b": two, "a": one]))
        #expect(state.digest == Digest(of: Array("a \(one)\nb \(two)\n".utf8)))
        for other in [["a": one], ["a": two, "b": one], ["a": one, "c": two], ["a": one, "b": two, "c": one]] {
            #expect(RepositoryState(repository: "r", staying: other).digest != state.digest)
        }
    }

    @Test("may stand beside copies in a plan that prunes, but not be what that brings")
    func prunes() throws {
        #expect(try PlanFile(reading: Data(PlanFile(Self.pruning).bytes)).plan == Self.pruning)
        var plan = Self.pruning
        plan.fields.inSync[0].fields.digest = Self.digest
        let same = try PlanFile(plan).bytes
        #expect(throws: PlanError.self) { try PlanFile(reading: Data(same)) }
        plan = Self.pruning
        plan.fields.inSync[0].fields.destination = "\(Self.repository):2"
        let tag = try PlanFile(plan).bytes
        #expect(throws: PlanError.self) { try PlanFile(reading: Data(tag)) }
        plan = Self.pruning
        plan.fields.options.fields.prune = nil
        let other = try PlanFile(plan).bytes
        #expect(throws: PlanError.self) { try PlanFile(reading: Data(other)) }
    }

    /// A change of the plan, and what is said about it.
    static let contradictions: [(change: @Sendable (inout Plan) -> Void, message: String)] = [
        ({ $0.fields.work = .copiesToRegistry(from: nil) }, "it deletes, but its mode is registry-to-registry"),
        ({ $0.fields.deletions[0].fields.repository = "mirror.example:5000/other/a" }, "is not inside its target"),
        ({ $0.fields.deletions[0].fields.repository = "elsewhere.example/ocp/a/b" }, "is not inside its target"),
        ({ $0.fields.deletions[1].fields.with = "elsewhere.example/a@\(digest)" }, "is not inside its target"),
        ({ $0.fields.deletions[1].fields.with = "\(repository)@\(Digest(of: [9]))" }, "which stays"),
        (
            {
                $0.fields.deletions[0].fields.kind = .tags; $0.fields.deletions[0].fields.reclaim = 0
            }, "which stays"
        ),
        ({ $0.fields.kept[0].fields.destination = "elsewhere.example/a:1" }, "is not inside its target"),
        ({ $0.fields.deletions[0].fields.tags = ["1/../2"] }, "`1/../2` is not a tag"),
        ({ $0.fields.deletions[2].fields.tags = [] }, "but none is named"),
        ({ $0.fields.deletions[2].fields.reclaim = 5 }, "the sizes of"),
        ({ $0.fields.deletions[0].fields.size = -1 }, "the sizes of"),
        ({ $0.fields.deletions[1].fields.digest = digest }, "a manifest is deleted twice"),
        ({ $0.fields.deletions[2].fields.tags = ["1"] }, "a tag is deleted twice"),
        ({ $0.fields.repositories = [] }, "`repositories` are not those"),
        ({ $0.fields.repositories += $0.repositories }, "`repositories` are not those"),
        ({ $0.fields.kept[0].fields.neededBy = [] }, "is kept without a reason"),
        ({ $0.fields.cached[0].fields.name = "../../etc/passwd" }, "is not a file of a cache"),
        ({ $0.fields.cached[0].fields.name = "/etc/passwd" }, "is not a file of a cache"),
        ({ $0.fields.cached[0].fields.size = -1 }, "is not a file of a cache"),
        (
            {
                $0.fields.inSync = [
                    PlacedImage(
                        destination: "\(repository):9",
                        digest: digest,
                        type: .additionalImage,
                        origins: ["q/a:1"]
                    )
                ]
            }, "but it copies"
        ),
    ]

    @Test("are refused where they reach beyond the target or say two things", arguments: contradictions.indices)
    func refused(index: Int) throws {
        var plan = Self.deleting
        Self.contradictions[index].change(&plan)
        let bytes = try PlanFile(plan).bytes
        let error = #expect(throws: PlanError.self) { try PlanFile(reading: Data(bytes)) }
        let message = Self.contradictions[index].message
        #expect(error.map { "\($0)".contains(message) } == true, "\(String(describing: error))")
    }
}
