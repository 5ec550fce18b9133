// SPDX-License-Identifier: Apache-2.0

import Cache
import Catalogs
import Foundation
import ImageAccess
import OCI
import Plans
import Registry
import Resolution
import TestSupport

/// A registry with a catalog, and what builds a part of it.
struct BuildingBench {
    let registry: FakeRegistry
    let directory: TemporaryDirectory

    init() throws {
        registry = try FakeRegistry()
        directory = try TemporaryDirectory()
    }

    func builder(_ cache: String = "cache") -> FilteredCatalog {
        let cache = DiskCache(root: directory[cache])
        return FilteredCatalog(reader: CatalogReader(cache: cache), cache: cache)
    }

    /// Plans a build on a catalog in the registry, with the given cache.
    func plan(
        _ image: TestImage,
        keeping packages: [KeptPackage],
        platforms: [Platform] = [],
        cache name: String = "cache"
    ) async throws -> DesiredBuild {
        registry.add(image, to: "redhat/index", tag: "v4.18")
        let repository = try registry.repository("redhat/index")
        return try await plan(
            image.digest,
            at: .registry(.test(), repository),
            base: "\(repository):v4.18@\(image.digest)",
            keeping: packages,
            platforms: platforms,
            cache: name
        )
    }

    /// Plans a build on a catalog wherever it is.
    func plan(
        _ digest: Digest,
        at place: ImagePlace,
        base: String,
        keeping packages: [KeptPackage],
        platforms: [Platform] = [],
        cache name: String = "cache"
    ) async throws -> DesiredBuild {
        let image = try await CatalogImage.open(digest, at: place, platforms: platforms, name: base)
        let reader = CatalogReader(cache: DiskCache(root: directory[name]))
        let catalog = try await reader.read(image, expecting: Set(packages.map(\.name)))
        return try await builder(name)
            .plan(catalog, in: image, base: base, keeping: packages, platforms: platforms)
    }

    /// The layer with what is kept, as `tar` sees it.
    func layer(_ build: DesiredBuild, cache name: String = "cache") throws -> BuiltLayer {
        let recipe = build.recipe
        let path = DiskCache(root: directory[name]).path(of: recipe.layer.digest)
        return try BuiltLayer(path: path, digest: recipe.layer.digest, size: recipe.layer.size)
    }
}

extension [KeptPackage] {
    /// The upper half of an operator's one channel.
    static var someOfFoo: [KeptPackage] {
        [KeptPackage(name: "foo", channels: [KeptChannel(name: "beta", entries: ["foo.v2", "foo.v3"])])]
    }
}

extension TestCatalog {
    /// Two operators, one of which has a channel that shrinks.
    static func usual() throws -> TestCatalog {
        try TestCatalog([
            TestOperator("bar", default: "stable", [("stable", ["bar.v1"])]),
            TestOperator("foo", default: "beta", [("beta", ["foo.v1", "foo.v2 > foo.v1", "foo.v3 > foo.v2"])]),
        ])
    }
}
