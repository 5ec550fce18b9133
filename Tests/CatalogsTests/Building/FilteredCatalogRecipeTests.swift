// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Cache
import Catalogs
import Foundation
import ImageAccess
import OCI
import Resolution
import TestSupport
import Testing

@testable import Plans

@Suite("The recipe of a filtered catalog", .waitsForPrograms)
struct FilteredCatalogRecipeTests {
    private let bench: BuildingBench

    init() throws { bench = try BuildingBench() }

    @Test("is built again from its recipe, without the catalog where its layer is kept")
    func recipe() async throws {
        let image = try TestCatalog.usual().image()
        let build = try await bench.plan(image, keeping: .someOfFoo)
        let requests = bench.registry.log.count
        #expect(try await bench.builder().build(build.recipe, from: ImageLibrary(client: .test())) == build.image)
        let layers = image.top.blobs.dropFirst().map { "/blobs/\($0.digest)" }
        #expect(bench.registry.log[requests...].allSatisfy { line in !layers.contains { line.hasSuffix($0) } })

        // What is kept is read before it is used.
        let cache = DiskCache(root: bench.directory["cache"])
        try bench.directory.write([UInt8](repeating: 0, count: Int(build.recipe.layer.size)), to: "damage")
        try FileManager.default.removeItem(atPath: cache.path(of: build.recipe.layer.digest))
        try FileManager.default.moveItem(
            atPath: bench.directory["damage"],
            toPath: cache.path(of: build.recipe.layer.digest)
        )
        #expect(try await bench.builder().build(build.recipe, from: ImageLibrary(client: .test())) == build.image)
        #expect(cache.holds(build.recipe.layer.digest, size: build.recipe.layer.size))
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.directory["cache/mirror/drafts"]).isEmpty)
    }

    @Test("is stale where its base is gone, has other documents, or gives another layer")
    func stale() async throws {
        let image = try TestCatalog.usual().image()
        let build = try await bench.plan(image, keeping: .someOfFoo)
        var missing = build.recipe
        missing.fields.packages?[0].fields.channels[0].fields.entries = ["foo.v4"]
        var other = build.recipe
        other.fields.packages?[0].fields.channels[0].fields.entries = ["foo.v3"]
        var gone = build.recipe
        gone.fields.base = "\(try bench.registry.repository("redhat/index"))@\(Digest(of: [1]))"
        try image.write(to: bench.directory, "layout")
        var replaced = build.recipe
        replaced.fields.base = "oci://\(bench.directory["layout"])@\(Digest(of: [1]))"
        for (recipe, message) in [
            (missing, "it does not have entry `foo.v4` in the channel `beta`"), (other, "is different now"),
            (gone, "it is no longer available"), (replaced, "it is no longer available"),
        ] {
            let error = await #expect(throws: FilteredCatalogError.self) {
                try await bench.builder("empty").build(recipe, from: ImageLibrary(client: .test()))
            }
            #expect(error?.isStale == true, "\(error as Any)")
            #expect(error?.description.contains(message) == true, "\(error as Any)")
            #expect(error?.description.contains("Run `mirror plan` again") == true)
        }
    }

    @Test("is refused where its base is no image that runs")
    func artifact() async throws {
        let configuration = #"{"config": {"Labels": {"\#(CatalogImage.rootLabel)": "/configs"}}}"#
        let layer = try TestArchive(["configs/a.json": #"{"schema":"olm.package","name":"foo"}"#]).bytes
        let image = try TestImage(
            configuration: Array(configuration.utf8),
            type: .ociEmpty,
            layers: [(.ociLayer, layer)]
        )
        let error = await #expect(throws: FilteredCatalogError.self) {
            try await bench.plan(image, keeping: [KeptPackage(name: "foo", channels: [])])
        }
        guard case .image = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(error?.isStale == false)
    }
}
