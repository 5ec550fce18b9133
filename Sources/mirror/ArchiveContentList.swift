// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Cache
import Foundation
import OCI
import Plans
import Releases

/// What travels in an archive beside images: the configuration, the update graphs, and the signatures of releases.
struct ArchiveContentList {
    let cache: DiskCache

    /// The most bytes of a document.
    private static let sizeLimit = 64 << 20

    /// The documents of a plan that is being made, sorted by path, with their digests.
    func documents(
        _ configuration: [UInt8],
        _ graphs: [GraphRecord],
        _ releases: [ReleaseDocument]
    ) throws -> [PlannedArchive.Document] {
        var documents = [
            PlannedArchive.Document(
                path: ArchivePath.configuration(Digest(of: configuration)),
                digest: Digest(of: configuration),
                size: Int64(configuration.count),
                content: String(decoding: configuration, as: UTF8.self)
            )
        ]
        for digest in Set(graphs.map(\.digest)) {
            let name = UpdateService.cacheName(of: digest)
            // Whoever applies the plan may do so on another machine: the plan brings what it needs.
            let bytes = try kept(name)
            var document = document(name, bytes)
            document.content = String(validating: bytes, as: UTF8.self)
            documents.append(document)
        }
        documents += releases.map { document($0.name, $0.bytes) }
        return documents.sorted { $0.path < $1.path }
    }

    private func document(_ name: String, _ bytes: [UInt8]) -> PlannedArchive.Document {
        PlannedArchive.Document(path: ArchivePath.document(name), digest: Digest(of: bytes), size: Int64(bytes.count))
    }

    private func kept(_ name: String) throws -> [UInt8] {
        guard let bytes = cache.bytes(of: name, limit: Self.sizeLimit) else {
            throw CommandError(
                """
                \(cache.path(of: name)) is not in the cache any more, and belongs into the archive
                Plan again: it is then fetched once more.
                """
            )
        }
        return bytes
    }

    /// Returns the bytes of a document of a plan: a signature out of the plan itself, a graph out of the cache.
    func bytes(of document: PlannedArchive.Document, _ plan: Plan) throws -> [UInt8] {
        let name = ArchivePath.cacheName(of: document.path) ?? document.path
        if let found = ReleaseDocument.all(in: plan).first(where: { $0.name == name }) { return found.bytes }
        return try kept(name)
    }
}

/// A signature of a release as the cache names it.
struct ReleaseDocument {
    let name: String
    let bytes: [UInt8]

    /// The signatures of all releases that a plan wants.
    static func all(in plan: Plan) -> [ReleaseDocument] {
        all(of: plan.actions.map(PlacedImage.init) + plan.inSync)
    }

    static func all(of images: [PlacedImage]) -> [ReleaseDocument] {
        var documents: [String: ReleaseDocument] = [:]
        for image in images {
            for (index, signature) in (image.release?.signatures ?? []).enumerated() {
                guard let bytes = Data(base64Encoded: signature.message) else { continue }
                let name = SignatureStore.cacheName(image.digest, index + 1)
                documents[name] = ReleaseDocument(name: name, bytes: Array(bytes))
            }
        }
        return documents.values.sorted { $0.name < $1.name }
    }
}
