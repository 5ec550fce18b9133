// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Plans
import TestSupport
import Testing

@testable import Catalogs

@Suite("The bundle that meets a need")
struct ProviderTests {
    private typealias Values = RequirementValues

    private static let package = Values.operators(
        "foo",
        default: "stable",
        [("alpha", ["3.0.0", "2.5.0"]), ("beta", ["3.0.0", "2.9.0"]), ("stable", ["2.0.0", "1.5.0", "1.0.0"])]
    )

    private static func provider(_ range: String, besides kept: PackageSelection? = nil) throws -> Provider? {
        Provider(package, for: Need(try Values.package("foo", range), []), besides: kept)
    }

    @Test(
        "is the head of the default channel, of another one, or the highest that will do",
        arguments: [
            (">=1.0.0", "stable", "foo.v2.0.0", Provider.Rank.defaultHead),
            (">=2.5.0", "alpha", "foo.v3.0.0", .otherHead),
            ("<2.0.0", "stable", "foo.v1.5.0", .single), ("1.0.0", "stable", "foo.v1.0.0", .single),
            ("2.9.0", "beta", "foo.v2.9.0", .single), ("2.5.0", "alpha", "foo.v2.5.0", .single),
        ]
    )
    func found(range: String, channel: String, bundle: String, rank: Provider.Rank) throws {
        let provider = try #require(try Self.provider(range))
        #expect((provider.channel, provider.bundle.name) == (channel, bundle))
        #expect(provider.rank == rank)
    }

    @Test("is none where no bundle will do", arguments: [">=4.0.0", "<1.0.0", "1.2.3"])
    func none(range: String) throws { #expect(try Self.provider(range) == nil) }

    @Test func `comes from a channel that is not kept yet, and only as its head`() throws {
        let kept = PackageSelection(
            kept: KeptPackage(name: "foo", channels: [KeptChannel(name: "stable", entries: ["foo.v2.0.0"])])
        )
        #expect(try Self.provider(">=1.0.0", besides: kept)?.channel == "alpha")
        #expect(try Self.provider("<2.0.0", besides: kept) == nil)
        // Of a package that is an error already, nothing more is taken.
        #expect(try Self.provider(">=1.0.0", besides: PackageSelection()) == nil)
    }

    @Test func `is added in a channel of its own, which becomes the default where it is no other`() throws {
        let alone = try #require(try Self.provider(">=2.5.0")).added(to: nil)
        #expect(alone.kept?.defaultChannel == "alpha")
        #expect(alone.kept?.channels.map(\.name) == ["alpha"])
        #expect(alone.bundles.map(\.name) == ["foo.v3.0.0"])
        let standard = try #require(try Self.provider(">=1.0.0")).added(to: nil)
        #expect(standard.kept?.defaultChannel == nil)
        let both = try #require(try Self.provider(">=2.5.0")).added(to: standard)
        #expect(both.kept?.channels.map(\.name) == ["alpha", "stable"])
        #expect(both.bundles.map(\.name) == ["foo.v2.0.0", "foo.v3.0.0"])
    }

    @Test func `ranks what people would choose themselves first`() {
        #expect([Provider.Rank.single, .defaultHead, .otherHead].sorted() == [.defaultHead, .otherHead, .single])
    }
}

@Suite("Where a need may be met")
struct ProviderSearchTests {
    private typealias Values = RequirementValues
    private typealias Place = ProviderSearch.Place

    private static func search() -> ProviderSearch {
        let parts = [["foo", "bar"], ["foo", "zed"]].map { names in
            DependencyResolver.Part(
                catalog: "a.io/c:1",
                at: "isc.yaml:5:5",
                takesDependencies: true,
                selections: [:],
                packageNames: names
            )
        }
        return ProviderSearch(parts) { part, name in
            guard name != "bar" else { return nil }
            let apis = name == "zed" || part == 0 ? [Values.api] : []
            return CatalogPackage(
                name: name,
                defaultChannel: "s",
                bundles: [Values.bundle("\(name).v1", "1.0.0", apis)]
            )
        }
    }

    @Test func `is each catalog that has a package of the name, in order`() async throws {
        var search = Self.search()
        #expect(
            try await search.places(of: Values.package("foo", "1.0.0")) == [
                Place(part: 0, package: "foo"), Place(part: 1, package: "foo"),
            ]
        )
        #expect(try await search.places(of: Values.package("zed", "9.0.0")) == [Place(part: 1, package: "zed")])
        #expect(try await search.places(of: Values.package("none", "1.0.0")).isEmpty)
    }

    @Test func `is each package that offers the interface`() async throws {
        var search = Self.search()
        #expect(
            try await search.places(of: .api(Values.api)) == [
                Place(part: 0, package: "foo"), Place(part: 1, package: "zed"),
            ]
        )
        #expect(try await search.places(of: .api(Values.otherAPI)).isEmpty)
    }

    @Test func `is nowhere for what is several needs, or a rule`() async throws {
        var search = Self.search()
        for requirement in [Requirement.all([]), .any([.api(Values.api)]), .none([]), .rule("x")] {
            #expect(try await search.places(of: requirement).isEmpty)
        }
    }
}
