// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Resolution
import Testing

import TestSupport
@testable import Deletions

@Suite("What has to stay")
struct NeededImagesTests {
    @Test("is an image of a kept configuration: under its tag, and by its digest if it is known")
    func kept() throws {
        let digest = Fixture.digest("two")
        var needed = NeededImages()
        needed.need(
            [
                try Fixture.image("quay.io/a/one:1", at: "a/one:1"),
                try Fixture.image("quay.io/a/two:2@\(digest)", at: "a/two:2"),
            ],
            wantedBy: "keep.yaml"
        )
        #expect(
            try needed.users(["a/one", "a/two"]) == [
                "a/one:1": ["keep.yaml wants it"], "a/two:2": ["keep.yaml wants it"],
                "a/two@\(digest)": ["keep.yaml wants it"],
            ]
        )
    }

    /// A part of something, who wants it and the whole, and who therefore wants the part by itself.
    static let parts: [(part: [String], whole: [String]?, users: Set<String>)] = [
        (["isc.yaml"], ["isc.yaml"], []),
        (["isc.yaml", "other.yaml"], ["isc.yaml"], ["other.yaml wants it by itself"]),
        (["isc.yaml"], [], ["isc.yaml wants it by itself"]),
        ([], [], []),
        // Who mirrored it as a part cannot be told.
        (["isc.yaml"], nil, []),
    ]

    @Test("is a part that somebody wants besides the whole with which it would go", arguments: parts)
    func byItself(part: [String], whole: [String]?, users: Set<String>) throws {
        let wholes = whole.map { [Fixture.entry("c/catalog:1", "catalog", type: .operatorCatalog, wantedBy: $0)] } ?? []
        let ledger = Fixture.ledger([Fixture.entry("a/one:1", "one", wantedBy: part)] + wholes)
        let image = try Fixture.image(
            "quay.io/a/one:1",
            at: "a/one:1",
            type: .operatorRelatedImage,
            partOf: ["c/catalog:1"]
        )
        var needed = NeededImages()
        needed.need([image], wantedByItselfIn: ledger)
        #expect(try needed.users(["a/one"])["a/one:1"] ?? [] == users)
    }

    @Test("is not an image that was requested by name")
    func whole() throws {
        var needed = NeededImages()
        needed.need(
            [try Fixture.image("quay.io/a/one:1", at: "a/one:1")],
            wantedByItselfIn: Fixture.ledger([Fixture.entry("a/one:1", "one", wantedBy: ["isc.yaml"])])
        )
        #expect(needed == NeededImages())
    }

    @Test("is what another target of the registry wants in the same repositories")
    func neighbours() throws {
        let neighbour = Fixture.ledger(
            [
                Fixture.entry("a/one:1", "one", wantedBy: ["far.yaml", "isc.yaml"]),
                Fixture.entry("a/one:2", "two"), Fixture.entry("b/three:1", "three", wantedBy: ["far.yaml"]),
                Fixture.entry("a/one@\(Fixture.digest("referrer"))", "referrer", wantedBy: ["far.yaml"]),
            ],
            of: "mirror.example"
        )
        var needed = NeededImages()
        needed.need(wantedIn: [neighbour], among: [try Fixture.repository("a/one")])
        #expect(
            try needed.users(["a/one", "b/three"]) == [
                "a/one:1": [
                    "far.yaml wants it at the target mirror.example", "isc.yaml wants it at the target mirror.example",
                ]
            ]
        )
    }
}
