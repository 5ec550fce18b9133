// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Registry
import TestSupport
import Testing
@testable import Plans

@testable import Deletions

@Suite("Looking through repositories")
struct RepositorySurveyTests {
    private let registry: FakeRegistry
    private let image: TestImage
    private let other: TestImage

    init() throws {
        registry = try FakeRegistry()
        image = try TestImage(layers: [[1]])
        other = try TestImage(layers: [[2]])
    }

    private var repository: Repository { get throws { try registry.repository("a/one") } }

    private func survey(
        _ tags: [String],
        digests: Set<Digest> = [],
        _ ledgers: [TargetLedger] = []
    ) async throws -> TargetSurvey {
        let asked = RequestedContent(tags: Set(try tags.map { try OCI.Tag($0) }), digests: digests)
        return try await RepositorySurvey(client: .test(.destination))
            .survey([try repository: asked], ledgers) { _ in }
    }

    @Test("finds what tags lead to, and what refers to it")
    func whole() async throws {
        let index = try TestImage.index([
            (Platform(os: "linux", architecture: "amd64"), image),
            (Platform(os: "linux", architecture: "arm64"), other),
        ])
        let referrer = try TestImage.referrer(to: index, type: "application/vnd.example")
        let signature = try TestImage.signature(of: image)
        registry.add(index, to: "a/one", tag: "1")
        registry.add(signature, to: "a/one", tag: image.signatureTag)
        registry.add(referrer, to: "a/one")
        let content = try #require(try await survey(["1", "not-there"]).contents[repository])
        #expect(content.tags.count == 2)
        #expect(
            Set(content.manifests.keys)
                == [index.digest, image.digest, other.digest, referrer.digest, signature.digest]
        )
        #expect(content.manifests[index.digest]?.children == [image.digest, other.digest])
        #expect(content.manifests[index.digest]?.referrers == [referrer.digest])
        #expect(content.manifests[referrer.digest]?.subject == index.digest)
        #expect(content.attachmentTags(of: image.digest).map(\.description) == [image.signatureTag])
        let blobs = try #require(content.manifests[image.digest]?.blobs)
        #expect(Set(blobs.keys) == Set(image.blobs.keys))
    }

    @Test("asks for referrers only of deletable manifests, and reads those in the ledger of the rest")
    func unasked() async throws {
        let referrer = try TestImage.referrer(to: other, type: "application/vnd.example")
        registry.add(image, to: "a/one", tag: "1")
        registry.add(other, to: "a/one", tag: "2")
        registry.add(referrer, to: "a/one")
        #expect(try await survey(["1"]).contents[repository]?.manifests[referrer.digest] == nil)
        var known = Fixture.ledger()
        known.entries = ["\(try repository)@\(referrer.digest)": Fixture.entry("unused", "unused", type: .referrer)]
        let content = try await survey(["1"], [known]).contents[repository]
        #expect(content?.manifests[referrer.digest]?.subject == other.digest)
    }

    @Test("finds nothing where there is no such repository, and what was asked for by its digest")
    func absent() async throws {
        #expect(try await survey(["1"]).contents[repository] == RepositoryContent())
        registry.add(image, to: "a/one")
        let content = try await survey([], digests: [image.digest]).contents[repository]
        #expect(content?.tags.isEmpty == true)
        #expect(content?.manifests.keys.map(\.self) == [image.digest])
    }

    @Test("reads images of the ledger elsewhere, and says if an estimate is uncertain")
    func elsewhere() async throws {
        registry.add(image, to: "a/one", tag: "1")
        registry.add(other, to: "b/two", tag: "1")
        let place = try registry.repository("b/two")
        var entry = Fixture.entry("\(place):1", "other")
        entry.image.fields.digest = other.digest
        entry.image.fields.destination = "\(place):1"
        var ledger = Fixture.ledger()
        ledger.entries["\(place):1"] = entry
        let survey = try await survey(["1"], [ledger])
        #expect(survey.elsewhere == Set(other.blobs.keys).union([other.digest]))
        #expect(survey.unread == nil)
        registry.inject(FakeRegistryFault(.lie, method: "GET", target: "b/two/manifests", times: .max))
        let uncertain = try await self.survey(["1"], [ledger])
        #expect(uncertain.unread?.text.hasPrefix("\(place)@\(other.digest)") == true, "\(uncertain)")
        #expect(uncertain.finding?.code == "estimate-uncertain")
    }

    @Test("proves nothing of a repository in which something cannot be read")
    func unreadable() async throws {
        registry.add(image, to: "a/one", tag: "1")
        registry.inject(FakeRegistryFault(.lie, method: "GET", target: "a/one/manifests", times: .max))
        let error = await #expect(throws: UnreadableRepository.self) { try await survey(["1"]) }
        #expect(error?.repository == (try repository))
    }
}
