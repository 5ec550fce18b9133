// SPDX-License-Identifier: Apache-2.0

import Cache
import Catalogs
import Foundation
import ImageAccess
import Layouts
import OCI
import Registry
import Scheduling
import TestSupport

/// A registry with catalogs, and a cache.
struct ReadingBench {
    let registry: FakeRegistry
    let directory: TemporaryDirectory
    let reader: CatalogReader

    var cache: DiskCache { DiskCache(root: directory["cache"]) }

    init() throws {
        registry = try FakeRegistry()
        directory = try TemporaryDirectory()
        reader = CatalogReader(cache: DiskCache(root: directory["cache"]))
    }

    /// Puts an image into the registry and opens it as a catalog.
    func open(
        _ image: TestImage,
        platforms: [Platform] = [],
        retry: RetryPolicy = .tries(1)
    ) async throws -> CatalogImage {
        registry.add(image, to: "catalog")
        let place = ImagePlace.registry(.test(retry: retry), try registry.repository("catalog"))
        return try await .open(image.digest, at: place, platforms: platforms, name: "the catalog")
    }

    /// Reads a catalog of files below its folder.
    func read(_ files: [String: String]) async throws -> Catalog {
        try await reader.read(try await open(try TestCatalog(files: files).image()), expecting: [])
    }

    /// Reads a catalog of layers, base first.
    func read(_ layers: [TestArchive], root: String = "/configs") async throws -> Catalog {
        try await reader.read(try await open(try Self.image(layers, root: root)), expecting: [])
    }

    /// The names of what lies in a folder of the cache, sorted.
    func names(in folder: String) throws -> [String] {
        let path = directory["cache/mirror/\(folder)"]
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    static func image(_ layers: [TestArchive], root: String = "/configs") throws -> TestImage {
        try TestImage(layers: try layers.map { try $0.bytes }, labels: [CatalogImage.rootLabel: root])
    }
}

extension Catalog {
    /// Its documents as text: the path, and for each the schema, package, name, line, offset and length.
    var listing: [String] {
        files.flatMap { file in
            file.documents.map {
                "\(file.path) \($0.schema) \($0.package) \($0.name) \($0.line) \($0.offset)+\($0.length)"
            }
        }
    }
}

extension TestImage {
    /// Writes the image as an OCI layout.
    func layout(in directory: TemporaryDirectory, _ name: String) throws -> ImageLayout {
        try write(to: directory, name)
        return try ImageLayout(path: directory[name])
    }
}

/// Collects documents that are handed over, as text behind their paths.
final class Texts: Sendable {
    private let state = Guarded<[String]>([])

    var texts: [String] { state.withLock { $0 } }

    @Sendable func add(_ file: CatalogFile, _ document: CatalogDocument, _ bytes: [UInt8]) {
        state.withLock { $0.append("\(file.path) \(String(decoding: bytes, as: UTF8.self))") }
    }
}
