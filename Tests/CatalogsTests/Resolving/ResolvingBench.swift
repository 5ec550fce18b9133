// SPDX-License-Identifier: Apache-2.0

import Cache
import Catalogs
import Diagnostics
import Foundation
import ImageAccess
import ImageBuilding
import Layouts
import MirrorConfiguration
import OCI
import Plans
import Registry
import Resolution
import TestSupport
import Testing

/// Catalogs in layouts on disk, and everything that turns a configuration into parts of them.
struct ResolvingBench {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private var cache: DiskCache { DiskCache(root: directory["cache"]) }

    /// Resolves the elements of `mirror.operators`; `%` stands for the folder with the layouts.
    func resolve(
        _ lines: [String],
        templates: [String: String] = [:],
        addsDependencies: Bool = false,
        allowsMissing: Bool = false,
        rules: ConfigurationRules = .versionTwo
    ) async throws -> Contribution {
        let header = ["apiVersion: \(rules.apiVersion)", "kind: ImageSetConfiguration", "mirror:"]
        let text = (header + ["  operators:"] + lines.map { "  \($0)" }).joined(separator: "\n")
            .replacing("%", with: directory.path)
        let configuration = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml")
        let reader = CatalogReader(cache: cache)
        let resolver = CatalogResolver(
            opener: CatalogOpener(
                locator: CatalogLocator(library: ImageLibrary(client: .test())),
                reader: reader,
                path: "isc.yaml",
                allowsMissing: allowsMissing,
                rules: configuration.rules
            ),
            builder: FilteredCatalog(reader: reader, cache: cache),
            mapping: DestinationMapping(target: try MirrorTarget("docker://reg.example:5000/ocp")),
            templates: templates,
            addsDependencies: addsDependencies
        )
        return try await resolver.resolve(configuration.mirror.operators)
    }

    /// Resolves one element whose catalog is the layout of the given name; `fields` are as `select` has them.
    func resolve(_ layout: String, _ fields: String) async throws -> Contribution {
        let lines = (fields.isEmpty ? "full: false" : fields).split(separator: "\n")
        return try await resolve(
            ["- catalog: oci://%/\(layout)"] + lines.map { "  \($0.drop { $0 == " " })" }
        )
    }

    /// Writes a catalog as a layout.
    func write(_ catalog: TestCatalog, as name: String = "source") throws {
        try catalog.image().write(to: directory, name)
    }

    /// Writes what was built as a layout, with what it shares with the one that it was built on.
    func write(_ image: BuiltImage, on base: String, as name: String) throws {
        try FileManager.default.copyItem(atPath: directory[base], toPath: directory[name])
        func path(_ digest: Digest) -> String { "\(name)/blobs/\(digest.algorithm.rawValue)/\(digest.hex)" }
        for (digest, content) in image.blobs {
            switch content {
            case .bytes(let bytes): try directory.write(bytes, to: path(digest))
            case .file(let file): try directory.write([UInt8](Data(contentsOf: URL(filePath: file))), to: path(digest))
            }
        }
        for manifest in image.tree.manifests {
            try directory.write(manifest.bytes, to: path(manifest.descriptor.digest))
        }
        let root = image.tree.root.descriptor
        let entry = #"{"mediaType": "\#(root.mediaType)", "digest": "\#(root.digest)", "size": \#(root.size)}"#
        try directory.write(#"{"schemaVersion": 2, "manifests": [\#(entry)]}"#, to: "\(name)/index.json")
    }

    /// Reads the catalog of a layout as if nobody had read any of it before.
    func read(_ name: String) async throws -> ReadCatalog {
        let layout = try ImageLayout(path: directory[name])
        let image = try await CatalogImage.open(
            layout.root().digest,
            at: .layout(layout),
            platforms: [],
            name: name
        )
        let cache = DiskCache(root: directory["cache-of-\(name)"])
        let reader = CatalogReader(cache: cache)
        let catalog = try await reader.read(image, expecting: [])
        var packages: [CatalogPackage] = []
        for name in catalog.packageNames { packages.append(try #require(try await catalog.package(name))) }
        let texts = Texts()
        try await reader.documents(of: catalog, in: image, where: { _ in true }, texts.add)
        return ReadCatalog(packages: packages, documents: catalog.files.flatMap(\.documents), texts: texts.texts)
    }
}

/// All that a catalog says.
struct ReadCatalog: Equatable {
    let packages: [CatalogPackage]
    let documents: [CatalogDocument]
    /// Each document behind the path of its file.
    let texts: [String]

    /// The bundles of each package, sorted, such as `foo: foo.v1 foo.v2`.
    var bundles: [String] {
        packages.map { "\($0.name): \($0.bundles.map(\.name).sorted().joined(separator: " "))" }
    }
}

extension Contribution {
    /// The catalog that is built, if there is one alone.
    var build: DesiredBuild? { catalogs.count == 1 ? catalogs[0].build : nil }

    var catalogs: [DesiredImage] { images.filter { $0.type == .operatorCatalog } }

    var errors: [Finding] { findings.filter { $0.severity == .error } }

    /// The images of a type, as they are asked for.
    func origins(_ type: ImageType) -> [String] { images.filter { $0.type == type }.map { "\($0.origin)" } }
}
