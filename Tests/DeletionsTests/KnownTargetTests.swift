// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Ledger
import OCI
import Plans
import Releases
import Resolution
import Sections
import TestSupport
import Testing

@testable import Deletions

@Suite("What is known of a target before anybody is asked")
struct KnownTargetTests {
    private func target(_ entries: [TargetLedger.Entry], neighbours: [TargetLedger] = []) throws -> KnownTarget {
        KnownTarget(
            mapping: DestinationMapping(target: try Fixture.target),
            ledger: Fixture.ledger(entries),
            neighbours: neighbours
        )
    }

    @Test("are the usual repositories of releases, and those of the ledger")
    func releases() throws {
        let target = try target([
            Fixture.entry("ocp-release-images:1", "payload", type: .releasePayload),
            Fixture.entry("ocp-release:1", "component", type: .releaseComponent),
            Fixture.entry("a/one:1", "one"),
        ])
        let payloads = try ["openshift/release-images", "ocp-release-images"].map(Fixture.repository)
        let components = try ["openshift/release", "ocp-release"].map(Fixture.repository)
        #expect(try target.payloadRepositories == Set(payloads))
        #expect(try target.componentRepositories == Set(components))
    }

    @Test("are its catalogs with their origins, and the tags of each repository")
    func catalogs() throws {
        let target = try target([
            Fixture.entry("c/two:v1", "two", type: .operatorCatalog, origins: ["quay.io/c/two:v1"]),
            Fixture.entry("c/one:v1", "one", type: .operatorCatalog),
            Fixture.entry("c/one@\(Fixture.digest("referrer"))", "referrer", type: .referrer),
            Fixture.entry("c/one:other", "other"),
        ])
        #expect(target.catalogs.map(\.destination) == [try Fixture.place("c/one:v1"), try Fixture.place("c/two:v1")])
        #expect(target.catalogs.map(\.origins) == [[], ["quay.io/c/two:v1"]])
        #expect(target.tags(in: try Fixture.repository("c/one")) == ["v1", "other"])
    }

    @Test("is a doubt about the namespace, where only others of the registry are known")
    func namespace() throws {
        let neighbour = Fixture.ledger([Fixture.entry("a/one:1", "one")], of: "mirror.example/other")
        #expect(try target([]).otherNamespace == nil)
        #expect(try target([Fixture.entry("a/one:1", "one")], neighbours: [neighbour]).otherNamespace == nil)
        let check = try #require(try target([], neighbours: [neighbour]).otherNamespace)
        #expect(check.severity == .warning && check.code == "other-namespace")
        #expect(check.text.contains("docker://mirror.example/other"))
    }

    @Test("is where the images of operators lie, each at all its places")
    func operators() throws {
        let ledger = Fixture.ledger([
            Fixture.entry("o/bundle:1", "bundle", type: .operatorBundle, origins: ["quay.io/o/bundle:1"]),
            Fixture.entry("o/bundle:other", "bundle", type: .operatorBundle, origins: ["quay.io/o/bundle:1"]),
            Fixture.entry("a/one:elsewhere", "one", origins: ["quay.io/a/one:1"]),
        ])
        let places = LedgerPlaces(ledger)
        let bundle = try Fixture.image("quay.io/o/bundle:1", at: "o/bundle:usual", type: .operatorBundle)
        #expect(
            places.placed(bundle).map(\.destination) == [
                try Fixture.place("o/bundle:1"), try Fixture.place("o/bundle:other"),
            ]
        )
        let unknown = try Fixture.image("quay.io/o/bundle:2", at: "o/bundle:2", type: .operatorBundle)
        #expect(places.placed(unknown) == [unknown])
        let image = try Fixture.image("quay.io/a/one:1", at: "a/one:1")
        #expect(places.placed(image) == [image], "its place is the configuration's to say")
        #expect(places.repositories == [try Fixture.repository("o/bundle")])
        #expect(places.places(of: "quay.io/a/one:1").isEmpty)
    }
}
