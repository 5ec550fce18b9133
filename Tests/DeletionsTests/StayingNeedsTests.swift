// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Catalogs
import Ledger
import MirrorConfiguration
import OCI
import Plans
import Releases
import Resolution
import Sections
import Testing

import TestSupport
@testable import Deletions

@Suite("What releases and bundles need that stay")
struct StayingNeedsTests {
    private static func reference(_ name: String) -> String { "quay.io/\(name)@\(Fixture.digest(name))" }

    /// A release of the target with components of these names; an unreadable one has none.
    private static func release(_ version: String, _ components: [String]?) throws -> HeldReleases.Release {
        let digest = Fixture.digest(version)
        let payload = try components.map { components in
            ReleasePayload(
                digest: digest,
                instance: digest,
                version: try SemanticVersion(version),
                architecture: "amd64",
                components: try components.map { .init(name: $0, image: try ImageReference(reference($0))) },
                kubeVirt: .init(images: ["x86_64": try ImageReference(reference("disk"))])
            )
        }
        return HeldReleases.Release(
            destination: try Fixture.place("openshift/release-images:\(version)-x86_64"),
            digest: digest,
            content: payload.map(Result.success) ?? .failure(Unreadable())
        )
    }

    private struct Unreadable: Error, CustomStringConvertible {
        let description = "it is broken"
    }

    private static func payload(_ version: String) throws -> DesiredImage {
        try Fixture.image(
            "quay.io/release:\(version)",
            at: "openshift/release-images:\(version)-x86_64",
            type: .releasePayload
        )
    }

    private static func component(_ name: String, of version: String) throws -> DesiredImage {
        try Fixture.image(
            reference(name),
            at: "openshift/release:\(version)-x86_64-\(name)",
            type: .releaseComponent,
            partOf: ["openshift/release-images:\(version)-x86_64"]
        )
    }

    private func needs(
        of held: HeldWholes,
        _ requested: [DesiredImage],
        keeping kept: NeededImages = NeededImages(),
        _ entries: [TargetLedger.Entry] = []
    ) async throws -> NeededImages {
        let target = KnownTarget(
            mapping: DestinationMapping(target: try Fixture.target),
            ledger: Fixture.ledger(entries)
        )
        let departing = DepartingImages(requested, except: kept)
        var needed = try await StayingReleases(target: target) { try await held.releases() }.needs(besides: departing)
        needed.formUnion(try await StayingBundles(held: held, target: target).needs(besides: departing))
        return needed
    }

    @Test("are empty without a request if no release and no operator may be deleted")
    func unconcerned() async throws {
        var held = HeldWholes()
        held.heldReleases = [try Self.release("4.16.1", nil)]
        let needed = try await needs(
            of: held,
            [try Fixture.image("quay.io/a/one:1", at: "a/one:1")],
            [Fixture.entry("o/image:1", "image", type: .operatorRelatedImage, origins: ["quay.io/o/image:1"])]
        )
        #expect(needed == NeededImages())
        #expect(held.questions.isEmpty)
    }

    /// The releases that are asked to go and those that are kept anyway, of two that share a component, and who then
    /// needs each component.
    static let stayingReleases: [(going: [String], kept: [String], users: [String: [String]])] = [
        (["4.16.1"], [], ["cli": ["4.16.2"], "etcd": ["4.16.2"], "disk": ["4.16.2"]]),
        (["4.16.1", "4.16.2"], [], [:]),
        (["4.16.1", "4.16.2"], ["4.16.1"], ["cli": ["4.16.1"], "old": ["4.16.1"], "disk": ["4.16.1"]]),
        (
            [], [],
            ["cli": ["4.16.1", "4.16.2"], "old": ["4.16.1"], "etcd": ["4.16.2"], "disk": ["4.16.1", "4.16.2"]]
        ),
    ]

    @Test(
        "are the components of the releases that stay, by their content, in every repository of components",
        arguments: stayingReleases
    )
    func releases(going: [String], kept: [String], users: [String: [String]]) async throws {
        var held = HeldWholes()
        held.heldReleases = [try Self.release("4.16.1", ["cli", "old"]), try Self.release("4.16.2", ["cli", "etcd"])]
        var keeping = NeededImages()
        for version in kept { keeping.need(try Self.payload(version).destination, by: "keep.yaml wants it") }
        let requested = try going.map(Self.payload) + [try Self.component("cli", of: "4.16.1")]
        let needed = try await needs(
            of: held,
            requested,
            keeping: keeping,
            [Fixture.entry("ocp-release:1", "component", type: .releaseComponent)]
        )
        var expected: [String: Set<String>] = [:]
        for (name, versions) in users {
            for repository in ["openshift/release", "ocp-release"] {
                expected["\(repository)@\(Fixture.digest(name))"] = Set(
                    versions.map { "the release \(Fixture.host)/openshift/release-images:\($0)-x86_64" }
                )
            }
        }
        #expect(try needed.users(["openshift/release", "ocp-release"]) == expected)
    }

    @Test("cannot be told of a release that stays and cannot be read, and need not be of one that goes")
    func unreadable() async throws {
        var held = HeldWholes()
        held.heldReleases = [try Self.release("4.16.1", nil)]
        let component = try Self.component("cli", of: "4.16.1")
        let error = await #expect(throws: UnreadableRelease.self) { try await needs(of: held, [component]) }
        #expect(error?.destination == (try Self.payload("4.16.1").destination))
        #expect(error?.reason.summary == "it is broken")
        #expect(try await needs(of: held, [component, try Self.payload("4.16.1")]) == NeededImages())
    }

    /// A bundle and its image under tags of their own.
    private static func bundle(_ name: String, runs images: [String] = []) -> CatalogBundle {
        CatalogBundle(
            name: name,
            image: "quay.io/o/bundle:\(name)",
            version: nil,
            relatedImages: images.map { RelatedImage(name: "", image: $0) }
        )
    }

    /// The bundle as it is asked to go: out of catalogs, or by itself.
    private static func going(_ name: String, outOf catalogs: [String]) throws -> DesiredImage {
        try Fixture.image(
            "quay.io/o/bundle:\(name)",
            at: "o/bundle:\(name)",
            type: .operatorBundle,
            partOf: catalogs
        )
    }

    /// What is asked to go of two catalogs that both have `v2`, and the bundles that then need the image `o/image:1`.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var going: [(bundle: String, catalogs: [String])] = []
        var catalogs: [String] = []
        var absent: [String] = []
        var kept: [String] = []
        var users: Set<String>

        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "all of them", users: ["v1 of one", "v2 of one", "v2 of two"]),
        Case(
            name: "not what goes out of its catalog",
            going: [("v1", ["c/one:1"])],
            users: ["v2 of one", "v2 of two"]
        ),
        Case(
            name: "what goes out of one catalog and stays in another",
            going: [("v2", ["c/one:1"])],
            users: ["v1 of one", "v2 of two"]
        ),
        Case(
            name: "not what goes out of both",
            going: [("v2", ["c/one:1"]), ("v2", ["c/two:1"])],
            users: ["v1 of one"]
        ),
        Case(
            name: "not what goes by itself, where one catalog alone offers it",
            going: [("v1", [])],
            users: ["v2 of one", "v2 of two"]
        ),
        Case(
            name: "what goes by itself, where two catalogs offer it",
            going: [("v2", [])],
            users: ["v1 of one", "v2 of one", "v2 of two"]
        ),
        Case(
            name: "what would go, and is kept anyway",
            going: [("v1", ["c/one:1"])],
            kept: ["o/bundle:v1"],
            users: ["v1 of one", "v2 of one", "v2 of two"]
        ),
        Case(name: "not those of a catalog that goes", catalogs: ["c/one:1"], users: ["v2 of two"]),
        Case(name: "not what nobody can install", absent: ["v1"], users: ["v2 of one", "v2 of two"]),
    ]

    @Test("are the images of the bundles that stay", arguments: cases)
    func bundles(example: Case) async throws {
        var held = HeldWholes()
        let image = "quay.io/o/image:1"
        held.heldCatalogs = [
            try Fixture.place("c/one:1"): ["v1", "v2"].map { Self.bundle($0, runs: [image, "no reference at all"]) },
            try Fixture.place("c/two:1"): [Self.bundle("v2", runs: [image])],
        ]
        let there = ["v1", "v2"].filter { !example.absent.contains($0) }
        held.contents[try Fixture.repository("o/bundle")] = try Fixture.content(
            Dictionary(uniqueKeysWithValues: there.map { ($0, $0) })
        )
        var kept = NeededImages()
        for name in example.kept { kept.need(try Fixture.place(name), by: "keep.yaml wants it") }
        let catalogs = try example.catalogs.map { name in
            try Fixture.image("quay.io/\(name)", at: name, type: .operatorCatalog)
        }
        let requested =
            try [Fixture.image(image, at: "o/image:1", type: .operatorRelatedImage)] + catalogs
            + example.going.map { try Self.going($0.bundle, outOf: $0.catalogs) }
        let needed = try await needs(
            of: held,
            requested,
            keeping: kept,
            [
                Fixture.entry("c/one:1", "catalog one", type: .operatorCatalog),
                Fixture.entry("c/two:1", "catalog two", type: .operatorCatalog),
            ]
        )
        let users = try needed.users(["o/image"])["o/image:1"] ?? []
        #expect(
            users == Set(example.users.map { "the bundle \($0.replacing(" of ", with: " of \(Fixture.host)/c/")):1" })
        )
    }

    @Test("are looked for in the repositories of named catalogs too, which another tool may have mirrored")
    func foreignCatalogs() async throws {
        var held = HeldWholes()
        held.heldCatalogs = [
            try Fixture.place("c/one:1"): [Self.bundle("v1")],
            try Fixture.place("c/one:theirs"): [
                Self.bundle("v1", runs: ["quay.io/o/image@\(Fixture.digest("image"))"])
            ],
            try Fixture.place("d/other:1"): [Self.bundle("v1", runs: ["quay.io/o/image:other"])],
        ]
        held.contents[try Fixture.repository("o/bundle")] = try Fixture.content(["v1": "v1"])
        let needed = try await needs(of: held, [try Self.going("v1", outOf: ["c/one:1"])])
        let who: Set<String> = ["the bundle v1 of \(Fixture.host)/c/one:theirs"]
        #expect(
            try needed.users(["o/image", "o/bundle"]) == [
                "o/image@\(Fixture.digest("image"))": who, "o/bundle:v1": who,
            ]
        )
        #expect(held.questions == ["catalogs"])
    }

    @Test("lie where the ledger says too: they may have been mirrored with other options")
    func otherPlaces() async throws {
        var held = HeldWholes()
        held.heldCatalogs = [try Fixture.place("c/one:1"): [Self.bundle("v1", runs: ["quay.io/o/image:1"])]]
        held.contents[try Fixture.repository("o-bundle")] = try Fixture.content(["v1": "v1"])
        let needed = try await needs(
            of: held,
            [try Fixture.image("quay.io/o/image:1", at: "o-image:1", type: .operatorRelatedImage)],
            [
                Fixture.entry("c/one:1", "catalog", type: .operatorCatalog),
                Fixture.entry("o-image:1", "image", type: .operatorRelatedImage, origins: ["quay.io/o/image:1"]),
                Fixture.entry("o-bundle:v1", "v1", type: .operatorBundle, origins: ["quay.io/o/bundle:v1"]),
            ]
        )
        let who: Set<String> = ["the bundle v1 of \(Fixture.host)/c/one:1"]
        #expect(try needed.users(["o-image", "o/image"]) == ["o-image:1": who, "o/image:1": who])
    }
}
