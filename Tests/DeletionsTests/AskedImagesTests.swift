// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Deletions

@Suite("What is asked to go")
struct AskedImagesTests {
    private static func list(_ items: [(name: String, reference: String, type: String?)]) throws -> DeleteImageList {
        let head = "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageList\nitems:\n"
        let lines = items.map { item in
            "- imageName: docker://\(item.name)\n  imageReference: docker://\(item.reference)\n"
                + (item.type.map { "  type: \($0)\n" } ?? "")
        }
        return try DeleteImageList(bytes: Array((head + lines.joined()).utf8), path: "list.yaml")
    }

    private static func asked(_ items: [(name: String, reference: String, type: String?)]) throws -> AskedImages {
        try AskedImages(list(items), name: "lists/list.yaml", at: Fixture.target)
    }

    @Test(
        "by a list has the type that oc-mirror gave it",
        arguments: [
            ("ocpReleaseContent", .releaseComponent), ("ocpRelease", .releasePayload), ("cincinnatiGraph", .graphData),
            ("operatorRelatedImage", .operatorRelatedImage), ("helmImage", .helmImage),
            ("operatorBundle", .operatorBundle), ("operatorCatalog", .operatorCatalog), ("generic", .additionalImage),
            (nil, .additionalImage),
        ] as [(String?, ImageType)]
    )
    func types(kind: String?, type: ImageType) throws {
        let asked = try Self.asked([("quay.io/a/one:1", "\(Fixture.host)/a/one:1", kind)])
        let image = try #require(asked.desired.images.first)
        #expect(image.type == type)
        #expect(image.destination == (try Fixture.place("a/one:1")))
        #expect(image.requestedBy == ["items[0]"])
        #expect(image.at == "lists/list.yaml:5:19")
        #expect(asked.contents.isEmpty && asked.expected.isEmpty)
    }

    @Test("by a list with a digest is its content, whatever the tag names, and every type of oc-mirror is known")
    func digests() throws {
        let digest = Fixture.digest("one")
        let asked = try Self.asked([
            ("quay.io/a/one:x", "\(Fixture.host)/a/one@\(digest)", "generic"),
            ("quay.io/a/one:later", "\(Fixture.host)/a/one:later@\(digest)", "generic"),
        ])
        let places =
            [Destination(repository: try Fixture.repository("a/one"), tag: Tag(of: digest))]
            + [try Fixture.place("a/one:later")]
        #expect(asked.desired.images.map(\.destination) == places)
        #expect(asked.contents.map(\.digest) == [digest, digest])
        #expect(asked.expected == Dictionary(uniqueKeysWithValues: places.map { ($0, digest) }))
        let content = asked.requested[try Fixture.repository("a/one")]
        #expect(content == RequestedContent(tags: Set(places.map(\.tag)), digests: [digest]))
        #expect(DeleteImageList.Kind.allCases.count == 8)
    }

    @Test("by a list at another registry or namespace is an error for each item")
    func otherTargets() throws {
        let error = #expect(throws: FindingsError.self) {
            try Self.asked([
                ("quay.io/a/b:1", "other.example/ocp/a/b:1", "generic"),
                ("quay.io/a/b:2", "\(Fixture.host)/a/b:2", "generic"),
                ("quay.io/a/b:3", "mirror.example/ocpx/a/b:3", "generic"),
            ])
        }
        let findings = try #require(error).findings
        #expect(findings.map(\.code) == ["other-target", "other-target"])
        #expect(findings.map { $0.place?.line } == [5, 11])
    }

    /// A tag of oc-mirror v1, what it names, and whether the image goes by it.
    static let guesses: [(tag: String, names: String?, isMeant: Bool)] = [
        ("latest", "one", true), ("latest", "another", false), ("latest", nil, false),
    ]

    @Test("by the tags of version 1 goes only where these name the image itself", arguments: guesses)
    func versionOne(tag: String, names: String?, isMeant: Bool) throws {
        let origin = "quay.io/a/one@\(Fixture.digest("one"))"
        let usual = "a/one:\(Tag(of: Fixture.digest("one")))"
        var asked = AskedImages(desired: try Fixture.state([try Fixture.image(origin, at: usual)]))
        asked.addVersionOneTags()
        let guess = try Fixture.place("a/one:\(tag)")
        #expect(asked.guesses.contains(guess))
        #expect(asked.desired.images.contains { $0.destination == guess })
        let content = try Fixture.content(names.map { [tag: $0] } ?? [:])
        asked.removeWrongGuesses(after: TargetSurvey(contents: [guess.repository: content]))
        #expect(asked.desired.images.contains { $0.destination == guess } == isMeant)
        #expect(
            asked.desired.images.contains { $0.destination == (try? Fixture.place(usual)) },
            "what was asked for stays so"
        )
    }

    @Test(
        "by the tags of version 1 is an operator's image that its catalog names by tag only",
        arguments: [true, false]
    )
    func taggedOperatorImage(isKnown: Bool) throws {
        let name = try ImageReference("localhost:6201/operators/anchor-console:1.2")
        let digest = try Digest("sha256:1a0b184c0c0d613c027c49326668e49f5a6afd472e9199bae8bf2282e72f584c")
        let place = try Fixture.place("operators/anchor-console:1.2")
        let image = DesiredImage(
            origin: .registry(name),
            role: ImageRole(.operatorRelatedImage),
            destination: place,
            request: ImageRequest(by: ["test"])
        )
        var asked = AskedImages(desired: try Fixture.state([image]))
        #expect(asked.taggedOperatorImages == [name])
        asked.addVersionOneTags(isKnown ? [name: digest] : [:])
        // The first is the tag of a catalog in a folder.
        let guesses = try ["1a0b18", "db08b707"].map { try Fixture.place("operators/anchor-console:\($0)") }
        #expect(asked.guesses == (isKnown ? Set(guesses) : []))
        #expect(asked.desired.images.map(\.destination) == [place] + (isKnown ? guesses : []))
        #expect(asked.desired.images.last?.reference?.digest == (isKnown ? digest : nil))
    }

    @Test("by its own name is no guess, though version 1 may have named something else so")
    func ownName() throws {
        let digest = Fixture.digest("one")
        var asked = AskedImages(
            desired: try Fixture.state([
                try Fixture.image("quay.io/a/one:latest", at: "a/one:latest"),
                try Fixture.image("quay.io/a/one@\(digest)", at: "a/one:\(Tag(of: digest))"),
            ])
        )
        asked.addVersionOneTags()
        let latest = try Fixture.place("a/one:latest")
        #expect(!asked.guesses.contains(latest))
        let content = try Fixture.content(["latest": "another"])
        asked.removeWrongGuesses(after: TargetSurvey(contents: [latest.repository: content]))
        #expect(asked.desired.images.map(\.destination).contains(latest))
    }

    @Test("takes tags along that a registry kept before, in the same repositories, and unless they were given away")
    func leftovers() throws {
        var ledger = Fixture.ledger([
            Fixture.entry("a/one:old", "old"), Fixture.entry("a/one:1", "one"), Fixture.entry("b/two:old", "old"),
            Fixture.entry("a/one:wanted", "wanted"),
        ])
        for name in ["a/one:old", "a/one:1", "b/two:old"] {
            ledger.entries["\(Fixture.host)/\(name)"]?.isLeftover = true
        }
        var asked = AskedImages(desired: try Fixture.state([try Fixture.image("quay.io/a/one:1", at: "a/one:1")]))
        asked.addLeftovers(of: ledger)
        let old = try Fixture.place("a/one:old")
        #expect(asked.desired.images.map(\.destination) == [try Fixture.place("a/one:1"), old])
        #expect(asked.leftovers == [old])
        func moved(_ text: String) throws -> NeededImages {
            let survey = TargetSurvey(contents: [old.repository: try Fixture.content(["old": text])])
            return asked.moved(in: survey, since: ledger)
        }
        #expect(try moved("old") == NeededImages())
        let who = "it was moved to \(Fixture.digest("new")) after the registry kept the tag"
        #expect(try moved("new").users(["a/one"]) == ["a/one:old": [who]])
    }

    @Test("keeps the tag that names something else than the digest that was asked for")
    func moved() throws {
        let digest = Fixture.digest("one")
        let asked = try Self.asked([("quay.io/a/one:1", "\(Fixture.host)/a/one:1@\(digest)", nil)])
        func moved(_ tags: [String: String]) throws -> [String: Set<String>] {
            let survey = TargetSurvey(contents: [try Fixture.repository("a/one"): try Fixture.content(tags)])
            return try asked.moved(in: survey, since: Fixture.ledger()).users(["a/one"])
        }
        #expect(try moved(["1": "one"]).isEmpty)
        #expect(try moved([:]).isEmpty)
        #expect(
            try moved(["1": "two"]) == [
                "a/one:1": ["it names \(Fixture.digest("two")) now, but \(digest) was requested"]
            ]
        )
    }
}
