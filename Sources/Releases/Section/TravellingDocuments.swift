// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import ArchiveSets
package import Cache
import OCI
package import Plans

/// What travels in an archive beside images: the configuration, the update graphs, and the signatures of releases.
package struct TravellingDocuments: Sendable {
    private let cache: DiskCache

    /// The most bytes of a document.
    private static let sizeLimit = 64 << 20

    package init(cache: DiskCache) { self.cache = cache }

    /// The graphs and signatures of a plan that is being made, with their digests.
    package func documents(
        _ graphs: [GraphRecord],
        _ releases: [ReleaseDocument]
    ) throws -> [PlannedArchive.Document] {
        var documents: [PlannedArchive.Document] = []
        for digest in Set(graphs.map(\.digest)) {
            let name = UpdateService.cacheName(of: digest)
            // Whoever applies the plan may do so on another machine: the plan brings what it needs.
            let bytes = try kept(name)
            documents.append(document(name, bytes, String(validating: bytes, as: UTF8.self)))
        }
        return documents + releases.map { document($0.name, $0.bytes) }
    }

    private func document(_ name: String, _ bytes: [UInt8], _ content: String? = nil) -> PlannedArchive.Document {
        PlannedArchive.Document(
            path: ArchivePath.document(name),
            digest: Digest(of: bytes),
            size: Int64(bytes.count),
            content: content
        )
    }

    private func kept(_ name: String) throws -> [UInt8] {
        guard let bytes = cache.bytes(of: name, limit: Self.sizeLimit) else {
            throw LostDocument(path: cache.path(of: name))
        }
        return bytes
    }

    /// Returns the bytes of a document of a plan: a signature out of the plan itself, a graph out of the cache.
    package func bytes(of document: PlannedArchive.Document, _ plan: Plan) throws -> [UInt8] {
        let name = ArchivePath.cacheName(of: document.path) ?? document.path
        if let found = ReleaseDocument.all(in: plan).first(where: { $0.name == name }) { return found.bytes }
        return try kept(name)
    }
}

/// What belongs into an archive was removed from the cache after it was planned.
package struct LostDocument: ExplainedError, Sendable, Equatable {
    package let path: String

    package init(path: String) { self.path = path }

    package var explanation: Explanation {
        Explanation(
            "\(path) is not in the cache any more, and belongs into the archive",
            remedy: "Plan again: it is then fetched once more."
        )
    }
}
