// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Resolution
import Testing

@testable import Catalogs

/// Bundles of catalogs at a target, as values.
@Suite("Bundles that go, and what others need")
struct HeldBundleTests {
    private static let target = "mirror.example:5000/ocp"

    private static func place(_ name: String, _ tag: String = "v1") throws -> Destination {
        Destination(repository: try Repository("\(target)/\(name)"), tag: try Tag(tag))
    }

    private static func catalog(_ name: String) throws -> HeldCatalog {
        HeldCatalog(destination: try place(name), digest: Digest(of: Array(name.utf8)))
    }

    private static func bundle(_ name: String, related: [String] = []) -> CatalogBundle {
        let images = related.map { RelatedImage(name: "run", image: $0) }
        return CatalogBundle(name: name, image: "quay.io/op/\(name):v1", version: "1.0.0", relatedImages: images)
    }

    private func offer(_ catalog: String, _ bundles: [String]) throws -> OfferedBundles {
        OfferedBundles(catalog: try Self.catalog(catalog), bundles: bundles.map { Self.bundle($0) })
    }

    /// The request for a bundle's own image, out of these catalogs or by itself.
    private func request(
        _ bundle: String,
        outOf catalogs: [String] = [],
        _ type: ImageType = .operatorBundle
    ) throws -> DesiredImage {
        DesiredImage(
            origin: try ImageSource("quay.io/op/\(bundle):v1"),
            role: ImageRole(type, partOf: try catalogs.map { try Self.place($0) }),
            destination: try Self.place("op/\(bundle)"),
            request: ImageRequest(by: ["delete.operators[0]"])
        )
    }

    private func staying(
        _ requests: [DesiredImage],
        in offers: [OfferedBundles],
        except needed: NeededImages = NeededImages()
    ) -> [String] {
        GoingBundles(requests, except: needed).staying(in: offers)
            .map {
                "\($0.catalog.destination.repository.name.description.split(separator: "/").last ?? ""): \($0.bundles.map(\.name).joined(separator: " "))"
            }
    }

    @Test("go out of the catalogs that they were requested from, and stay in others")
    func ofCatalogs() throws {
        let offers = [try offer("one", ["a", "b"]), try offer("two", ["a", "c"])]
        #expect(staying([try request("a", outOf: ["one"])], in: offers) == ["one: b", "two: a c"])
        #expect(staying([try request("a", outOf: ["one", "two"])], in: offers) == ["one: b", "two: c"])
        let both = [try request("a", outOf: ["one"]), try request("a", outOf: ["two"])]
        #expect(staying(both, in: offers) == ["one: b", "two: c"])
    }

    @Test("that were requested by themselves go only where a single catalog offers them")
    func byThemselves() throws {
        let single = [try offer("one", ["a", "b"]), try offer("two", ["c"])]
        #expect(staying([try request("a")], in: single) == ["one: b", "two: c"])
        let shared = [try offer("one", ["a", "b"]), try offer("two", ["a"])]
        #expect(staying([try request("a")], in: shared) == ["one: a b", "two: a"])
        // Asked out of one of them as well, a bundle goes there.
        let both = [try request("a"), try request("a", outOf: ["one"])]
        #expect(staying(both, in: shared) == ["one: b", "two: a"])
    }

    @Test("stay where something keeps their image, or where another image has their name")
    func kept() throws {
        let offers = [try offer("one", ["a", "b"])]
        var needed = NeededImages()
        needed.need(try Self.place("op/a"), by: "keep.yaml")
        #expect(staying([try request("a", outOf: ["one"])], in: offers, except: needed) == ["one: a b"])
        let other = try request("a", outOf: ["one"], .operatorRelatedImage)
        #expect(staying([other], in: offers) == ["one: a b"])
        #expect(staying([], in: offers) == ["one: a b"])
    }

    @Test("with a reference that means nothing stay, because nobody can have asked for them")
    func invalid() throws {
        let odd = CatalogBundle(name: "odd", image: "::", version: nil)
        let offers = [OfferedBundles(catalog: try Self.catalog("one"), bundles: [odd, Self.bundle("a")])]
        #expect(staying([try request("a", outOf: ["one"])], in: offers) == ["one: odd"])
    }

    // MARK: Needs

    private func needs(_ bundle: CatalogBundle, places: [String: Set<Destination>] = [:]) throws -> BundleNeeds {
        let mapping = DestinationMapping(target: try MirrorTarget("docker://\(Self.target)"))
        let offer = OfferedBundles(catalog: try Self.catalog("one"), bundles: [bundle])
        return try #require(offer.needs(at: mapping) { places[$0] ?? [] }.first)
    }

    private let who = "the bundle a of \(target)/one:v1"

    @Test("are images by tag where a bundle names a tag, and by digest where it names one")
    func tagsAndDigests() throws {
        let digest = Digest(of: [1])
        let needs = try needs(Self.bundle("a", related: ["quay.io/op/run:2", "quay.io/op/pinned@\(digest)"]))
        let run = try Repository("\(Self.target)/op/run")
        let pinned = try Repository("\(Self.target)/op/pinned")
        #expect(needs.images.tags(in: run) == [try Tag("2"): [who]])
        #expect(needs.images.digests(in: pinned) == [digest: [who]])
        #expect(needs.images.tags(in: pinned).isEmpty && needs.images.digests(in: run).isEmpty)
        #expect(needs.own.map { "\($0)" } == "quay.io/op/a:v1")
        #expect(needs.ownPlaces == [try Self.place("op/a")])
        #expect(needs.images.contains(try Self.place("op/a")))
    }

    @Test("are at the places that the ledger knows, too")
    func otherPlaces() throws {
        let elsewhere = try Self.place("moved/a", "x")
        let needs = try needs(Self.bundle("a"), places: ["quay.io/op/a:v1": [elsewhere]])
        #expect(needs.ownPlaces == [elsewhere, try Self.place("op/a")])
        #expect(needs.images.contains(elsewhere))
    }

    @Test("pass over a reference that means nothing, which nobody can have mirrored")
    func unreadableReference() throws {
        let needs = try needs(Self.bundle("a", related: ["::", "quay.io/op/run:2"]))
        #expect(needs.images.contains(try Self.place("op/run", "2")))
        let odd = try self.needs(CatalogBundle(name: "odd", image: "::", version: nil))
        #expect(odd.own == nil && odd.ownPlaces.isEmpty && odd.images == NeededImages())
    }
}
