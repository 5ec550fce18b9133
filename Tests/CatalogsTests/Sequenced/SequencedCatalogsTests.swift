// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Cache
import Catalogs
import Diagnostics
import ImageAccess
import OCI
import Plans
import Resolution
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("The catalogs of v1's archives")
struct SequencedCatalogsTests {
    private static let folder = "catalogs/src.example:5000/operators/index/v1"

    /// An archive with a catalog, of which its run took less than there is.
    private struct Bench {
        let directory: TemporaryDirectory
        let catalog: TestImage
        let bundle: TestImage
        let related: TestImage

        init(tag: String = "v1") throws {
            directory = try TemporaryDirectory()
            var foo = TestOperator(
                "foo",
                default: "stable",
                [("stable", ["foo.v2 > foo.v1", "foo.v1"]), ("beta", ["foo.v2"])]
            )
            foo.registry = "src.example:5000/operators"
            foo.relatedImages = ["foo.v2": ["src.example:5000/operators/console:1.2"]]
            let bar = TestOperator("bar", default: "stable", [("stable", ["bar.v1"])])
            var whole = try TestCatalog([foo, bar])
            whole.architectures = ["amd64", "arm64"]
            catalog = try whole.image()
            bundle = try TestImage(layers: [Array("bundle".utf8)], format: .docker)
            related = try TestImage(layers: [Array("console".utf8)], format: .docker)
            var archive = TestArchive()
            try archive.add(WorkspaceMetadata.path, metadata(tag).bytes)
            try archive.add(folder: "charts")
            let index = "\(folder)/index/index.json"
            let pinned = "src.example:5000/operators/foo-bundle@\(bundle.digest)"
            let documents = [
                #"{"schema":"olm.package","name":"foo","defaultChannel":"beta"}"#,
                #"{"schema":"olm.channel","package":"foo","name":"beta","entries":[{"name":"foo.v2"}]}"#,
                #"{"schema":"olm.bundle","package":"foo","name":"foo.v2","image":"\#(pinned)","#
                    + #""relatedImages":[{"name":"operand","image":"src.example:5000/operators/console@\#(related.digest)"},"#
                    + #"{"name":"","image":"\#(pinned)"}]}"#,
            ]
            try archive.add(index, documents.joined(separator: "\n"))
            let layout = "\(folder)/layout"
            for manifest in catalog.manifests.dropLast() {
                try archive.add("\(layout)/blobs/sha256/\(manifest.descriptor.digest.hex)", manifest.bytes)
            }
            for (digest, bytes) in catalog.blobs { try archive.add("\(layout)/blobs/sha256/\(digest.hex)", bytes) }
            try archive.add("\(layout)/index.json", catalog.top.bytes)
            for image in [bundle, related] {
                for (digest, bytes) in image.blobs { try archive.add("blobs/\(digest)", bytes) }
                try archive.add("blobs/\(image.digest)", image.top.bytes)
            }
            try directory.write(try archive.bytes, to: "mirror_seq1_000000.tar")
        }

        private func metadata(_ tag: String) throws -> WorkspaceMetadata {
            let images = [("foo-bundle", "aaaa", bundle), ("console", "bbbb", related)]
            return try WorkspaceMetadata(uid: .none, isSingleUse: true).next(
                SequenceStep(
                    timestamp: 1,
                    configuration: MirrorSection(catalogs: [
                        ConfiguredCatalog("src.example:5000/operators/index:\(tag)")
                    ]),
                    catalogs: [RecordedCatalog("src.example:5000/operators/index:\(tag)", imagePin: "")],
                    mirrored: try images.map { name, tag, image in
                        try RecordedImage(
                            .bundle,
                            ImageTree(root: image.top),
                            from: Repository("src.example:5000/operators/\(name)"),
                            at: .disk(repository: "operators/\(name)", tag: tag)
                        )
                    }
                )
            )
        }

        func archive() async throws -> SequencedArchive {
            try await SequencedArchive.open(SequenceFolder(directory.path).only())
        }

        func contribution() async throws -> (Contribution, FilteredCatalog, ImageLibrary) {
            let archive = try await archive()
            let library = ImageLibrary(archive: archive.content)
            let cache = DiskCache(root: directory["cache"])
            let reader = CatalogReader(cache: cache)
            let builder = FilteredCatalog(reader: reader, cache: cache)
            let catalogs = SequencedCatalogs(
                library: library,
                reader: reader,
                builder: builder,
                mapping: DestinationMapping(target: try MirrorTarget(registry: "mirror.example/ns"))
            )
            // A fresh cache, as on another machine.
            let other = DiskCache(root: directory["other"])
            let fresh = FilteredCatalog(reader: CatalogReader(cache: other), cache: other)
            return (try await catalogs.contribution(of: archive), fresh, library)
        }
    }

    @Test("are planned as their run selected them, and built again from the archive alone")
    func build() async throws {
        let bench = try Bench()
        let (contribution, fresh, library) = try await bench.contribution()
        #expect(contribution.findings.isEmpty)
        let catalog = try #require(contribution.images.first { $0.type == .operatorCatalog })
        #expect("\(catalog.destination)" == "mirror.example/ns/operators/index:v1")
        let build = try #require(catalog.build)
        #expect(build.recipe.base == "src.example:5000/operators/index:v1@\(bench.catalog.digest)")
        #expect(
            build.recipe.packages == [
                KeptPackage(
                    name: "foo",
                    defaultChannel: "beta",
                    channels: [KeptChannel(name: "beta", entries: ["foo.v2"])]
                )
            ]
        )
        #expect(try await fresh.build(build.recipe, from: library).digest == build.image.digest)
    }

    @Test("come after their images, which also get the tags that the catalog has for them")
    func images() async throws {
        let bench = try Bench()
        let (contribution, _, _) = try await bench.contribution()
        let catalog = try #require(contribution.images.first { $0.type == .operatorCatalog })
        let parts = contribution.images.filter { $0.type != .operatorCatalog }
        #expect(
            parts.map(\.destination.description).sorted() == [
                "mirror.example/ns/operators/console:1.2", "mirror.example/ns/operators/console:bbbb",
                "mirror.example/ns/operators/foo-bundle:aaaa", "mirror.example/ns/operators/foo-bundle:v2",
            ]
        )
        #expect(parts.allSatisfy { $0.partOf == [catalog.destination] })
        let console = parts.filter { $0.destination.repository.name.description.hasSuffix("console") }
        #expect(
            console.allSatisfy { $0.reference?.digest == bench.related.digest && $0.partOf == [catalog.destination] }
        )
    }

    @Test("are left out if the metadata does not name them")
    func leftOver() async throws {
        let (contribution, _, _) = try await Bench(tag: "v2").contribution()
        #expect(!contribution.images.contains { $0.type == .operatorCatalog })
        #expect(contribution.images.count == 2)
    }

    @Test("are written again as oc-mirror writes them: the selected part, with digests in place of tags")
    func index() async throws {
        let bench = try Bench()
        let (contribution, fresh, library) = try await bench.contribution()
        let recipe = try #require(contribution.images.first { $0.type == .operatorCatalog }?.build?.recipe)
        let console = try ImageReference("src.example:5000/operators/console:1.2")
        let plain = String(
            decoding: try await fresh.index(of: recipe.base, keeping: recipe.packages, from: library),
            as: UTF8.self
        )
        #expect(plain.contains("\"\(console)\""), "\(plain)")
        #expect(!plain.contains("bar.v1") && !plain.contains("foo.v1"))
        let pinned = try await fresh.index(
            of: recipe.base,
            keeping: recipe.packages,
            from: library,
            pinning: [console: bench.related.digest]
        )
        let text = String(decoding: pinned, as: UTF8.self)
        #expect(!text.contains("console:1.2"))
        #expect(text.contains("src.example:5000/operators/console@\(bench.related.digest)"), "\(text)")
        // Without a selection it is all of the catalog.
        let all = String(
            decoding: try await fresh.index(of: recipe.base, keeping: nil, from: library),
            as: UTF8.self
        )
        #expect(["bar.v1", "foo.v1", "foo.v2"].allSatisfy(all.contains))
        // It is read like that of oc-mirror.
        var archive = TestArchive()
        try archive.add(WorkspaceMetadata.path, try await bench.archive().metadata.bytes)
        try archive.add("\(Self.folder)/index/index.json", pinned)
        let directory = try TemporaryDirectory()
        try directory.write(try archive.bytes, to: "mirror_seq1_000000.tar")
        let again = try await SequencedArchive.open(SequenceFolder(directory.path).only())
        #expect(again.catalogs.map(\.filtered) == ["\(Self.folder)/index/index.json"])
    }
}
