// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing
@testable import Plans

@testable import Reviews

@Suite("The review of deletions")
struct DeletionReviewTests {
    private func review(_ plan: Plan) throws -> DeletionReview { try #require(PlanReview(of: plan).deletions) }

    @Test("counts the components of a release behind it, and lists what else asks for one")
    func release() throws {
        let review = try review(SampleDeletions.release)
        #expect(review.sections.map(\.name) == ["delete.additionalImages", "delete.platform.channels"])
        #expect(
            review.sections[0].deletions.map(\.destinations) == [
                ["\(SampleDeletions.components):4.16.1-x86_64-must-gather"]
            ]
        )
        let payload = try #require(review.sections[1].deletions.first)
        #expect(review.sections[1].deletions.count == 1)
        #expect(payload.along.map(\.type) == [.signature])
        let parts = try #require(payload.parts)
        #expect((parts.components, parts.attachments, parts.tags) == (189, 1, 1))
        #expect(parts.size == 190 * (100 << 20))
        #expect(parts.reclaim == 190 * (60 << 20))
        #expect(review.kept.map(\.destination) == ["\(SampleDeletions.registry)/openshift/release:4.16.1-x86_64-cli"])
    }

    @Test("takes nothing for a component that its name does not tell to be one of the release")
    func strangers() throws {
        let strangers = [
            SampleDeletions.component("cli", of: "4.16.2"),
            SampleDeletions.component("cli", of: "4.16.1", "4.16.2"),
            SampleDeletions.component("cli", of: "4.16.10"),
            SampleDeletions.deletion(.releaseComponent, "\(SampleDeletions.registry)/prod/db", ["4.16.1-x86_64-db"]),
            SampleDeletions.deletion(.releaseComponent, SampleDeletions.components, []),
            SampleDeletions.deletion(.additionalImage, SampleDeletions.components, ["4.16.1-x86_64-mine"]),
        ]
        for stranger in strangers {
            let plan = SampleDeletions.plan([SampleDeletions.payload("4.16.1"), stranger])
            let listed = try review(plan).sections.flatMap(\.deletions)
            #expect(listed.contains { $0.digest == stranger.digest }, "\(stranger.destinations)")
            #expect(listed.allSatisfy { $0.parts == nil }, "\(stranger.destinations)")
        }
    }

    @Test("counts a component of two releases for both, and the bytes that it frees once")
    func shared() throws {
        let plan = SampleDeletions.plan([
            SampleDeletions.payload("4.16.10"), SampleDeletions.payload("4.16.9"),
            SampleDeletions.component("cli", of: "4.16.10", "4.16.9"),
        ])
        let releases = try review(plan).sections.flatMap(\.deletions)
        #expect(
            releases.map(\.destinations) == [
                ["\(SampleDeletions.payloads):4.16.9-x86_64"], ["\(SampleDeletions.payloads):4.16.10-x86_64"],
            ]
        )
        #expect(releases.map { $0.parts?.components } == [1, 1])
        #expect(releases.map { $0.parts?.size } == [100 << 20, 100 << 20])
        #expect(releases.map { $0.parts?.reclaim } == [60 << 20, 0])
    }

    @Test("counts platforms and attachments of components, and lists what else goes along with one")
    func along() throws {
        let component = SampleDeletions.component("cli", of: "4.16.1")
        let stranger = SampleDeletions.deletion(.additionalImage, SampleDeletions.components, ["mine"], with: component)
        let plan = SampleDeletions.plan([
            SampleDeletions.payload("4.16.1"), component, stranger,
            SampleDeletions.deletion(.releaseComponent, SampleDeletions.components, [], with: component),
            SampleDeletions.deletion(.referrer, SampleDeletions.components, ["r"], with: component),
        ])
        let release = try #require(try review(plan).sections.first?.deletions.first)
        #expect(release.parts.map { ($0.components, $0.platforms, $0.attachments) }! == (1, 1, 1))
        #expect(release.along.map(\.digest) == [stranger.digest])
        #expect(release.along.first?.proof == ["nothing else needs it"])
    }

    @Test("counts the images of a catalog that goes as a whole, and of an operator where there are many")
    func operators() throws {
        let section = try #require(try review(SampleDeletions.operators).sections.first)
        let catalog = try #require(section.deletions.first { $0.type == .operatorCatalog })
        #expect(catalog.parts.map { ($0.bundles, $0.others, $0.components) }! == (3, 4, 0))
        #expect(section.deletions.map(\.type) == [.operatorBundle, .operatorRelatedImage, .operatorCatalog])
        #expect(section.operators.map(\.name) == ["foo"])
        #expect(section.operators.first?.bundles == ["foo.v8", "foo.v9", "foo.v10", "foo.v11"])
        #expect(section.operators.first.map { ($0.parts.bundles, $0.parts.others) }! == (4, 9))
        #expect(section.parts == nil)
    }

    @Test("lists an image that an operator of few images needs too")
    func neededTwice() throws {
        var plan = SampleDeletions.operators
        let index = try #require(plan.deletions.firstIndex { $0.repository.hasSuffix("foo/image-9") })
        plan.fields.deletions[index].fields.requestedBy.append("delete.operators[1].packages[1] (bar) > bar.v1")
        let section = try #require(try review(plan).sections.first)
        #expect(section.operators.first?.parts.others == 8)
        #expect(section.deletions.contains { $0.digest == plan.deletions[index].digest })
        plan.fields.deletions[index].fields.requestedBy.append("delete.additionalImages[0]")
        #expect(try #require(try review(plan).sections.first).operators.first?.parts.others == 8)
    }

    @Test(
        "counts many parts of which the plan does not tell what they belong to",
        arguments: [(10, false), (11, true)]
    )
    func free(count: Int, isFolded: Bool) throws {
        let images = (1...count).map { number in
            SampleDeletions.deletion(
                .operatorRelatedImage,
                "\(SampleDeletions.registry)/image-\(number)",
                ["v1"],
                requestedBy: ["no longer wanted"]
            )
        }
        let section = try #require(try review(SampleDeletions.plan(images)).sections.first)
        #expect(section.name == "no longer wanted")
        #expect(section.deletions.count == (isFolded ? 0 : count))
        #expect(section.parts?.others == (isFolded ? count : nil))
    }

    @Test("tells once what was checked for every manifest")
    func checked() throws {
        var plan = SampleDeletions.plan([SampleDeletions.payload("4.16.1"), SampleDeletions.payload("4.16.2")])
        plan.fields.deletions[1].fields.proof[0] = "the one remaining tag does not reference it"
        let review = try review(plan)
        #expect(review.checked == SampleDeletions.common)
        #expect(review.sections[0].deletions.map(\.proof) == plan.deletions.map { [$0.proof[0]] })
        plan.fields.deletions.removeLast()
        #expect(try self.review(plan).checked.isEmpty)
    }

    @Test("names what is kept: images that were asked for by name before parts, each in natural order")
    func kept() throws {
        let names = ["a/b:1.10", "a/b:1.9"]
        let parts = ["a/part:2", "a/part:10"]
        let plan = SampleDeletions.plan(
            [],
            kept: (parts.reversed().map { SampleDeletions.kept(.releaseComponent, $0) })
                + names.map { SampleDeletions.kept(.additionalImage, $0) }
        )
        let review = PlanReview(of: plan)
        #expect(
            review.deletions?.kept.map {
                String($0.destination.description.dropFirst(SampleDeletions.registry.count + 1))
            }
                == names.reversed() + parts
        )
        #expect(review.conclusion.state == .nothingToDelete)
        #expect(review.conclusion.kept == 4)
    }

    @Test("lists deletions along with another that is not listed itself")
    func hidden() throws {
        let image = SampleDeletions.deletion(.additionalImage, "\(SampleDeletions.registry)/a", ["1"])
        let child = SampleDeletions.deletion(.additionalImage, image.repository, [], with: image)
        let grandchild = SampleDeletions.deletion(.additionalImage, image.repository, ["2"], with: child)
        var own = SampleDeletions.deletion(.additionalImage, "\(SampleDeletions.registry)/b", ["1"])
        own.fields.with = own.content
        let deletions = try review(SampleDeletions.plan([image, child, grandchild, own])).sections.flatMap(\.deletions)
        #expect(Set(deletions.map(\.digest)) == [image.digest, grandchild.digest, own.digest])
        #expect(deletions.flatMap(\.along).map(\.digest) == [child.digest])
    }

    @Test("leaves no byte out and counts none twice, whatever is deleted", arguments: 0..<50)
    func totals(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let versions = ["4.16.1", "4.16.2", "4.16.10"]
        var deletions = versions.filter { _ in Bool.random(using: &generator) }.map(SampleDeletions.payload)
        for number in 0..<Int.random(in: 0...30, using: &generator) {
            let release = versions.randomElement(using: &generator) ?? ""
            var part = SampleDeletions.component("c\(number)", of: release)
            if Bool.random(using: &generator) { part.fields.tags.append("\(versions[0])-x86_64-d\(number)") }
            if Int.random(in: 0..<9, using: &generator) == 0 {
                part.fields.requestedBy.append("delete.additionalImages[0]")
            }
            deletions.append(part)
            guard Bool.random(using: &generator) else { continue }
            let types: [ImageType] = [.signature, .releaseComponent, .additionalImage]
            let type = types.randomElement(using: &generator) ?? .signature
            deletions.append(
                SampleDeletions.deletion(type, part.repository, type == .signature ? ["s\(number)"] : [], with: part)
            )
        }
        let operators = (0..<3).map { "delete.operators[1].packages[\($0)] (p\($0))" }
        for number in 0..<Int.random(in: 0...40, using: &generator) {
            let requests = operators.filter { _ in Bool.random(using: &generator) }.map { "\($0) > b\(number)" }
            deletions.append(
                SampleDeletions.deletion(
                    Bool.random(using: &generator) ? .operatorBundle : .operatorRelatedImage,
                    "\(SampleDeletions.registry)/image-\(number)",
                    ["v1"],
                    requestedBy: requests.isEmpty && Bool.random(using: &generator) ? ["no longer wanted"] : requests
                )
            )
        }
        for index in deletions.indices {
            deletions[index].fields.reclaim = Int64.random(in: 0...1000, using: &generator)
        }
        let plan = SampleDeletions.plan(deletions)
        let sections = PlanReview(of: plan).deletions?.sections ?? []
        func bytes(_ deletion: ReviewedDeletion) -> Int64 {
            deletion.reclaim + (deletion.parts?.reclaim ?? 0) + deletion.along.map(bytes).reduce(0, +)
        }
        let listed = sections.flatMap(\.deletions).map(bytes)
        let counted = sections.compactMap(\.parts?.reclaim)
        let many = sections.flatMap(\.operators).map { $0.parts.reclaim + $0.along.map(bytes).reduce(0, +) }
        #expect((listed + counted + many).reduce(0, +) == plan.summary.bytesToReclaim)
    }
}
