// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
package import Cache
import MirrorConfiguration
import OCI
package import Plans
import Scheduling

/// The documents about releases in an archive: update graphs and signatures.
///
/// Resolvers find them in the cache, as if they had been downloaded here before. They are not trusted for that: plans
/// name graphs by their digests, and signatures are verified again.
package struct ArchiveDocuments: Sendable {
    private let archive: OpenedArchive
    private let cache: DiskCache

    /// The maximum size of a graph in bytes.
    private static let graphLimit = 64 << 20

    /// The folders of graphs and signatures in oc-mirror's archives.
    private static let foreignGraphs = "working-dir/hold-release/cincinnati-graph-data"
    private static let foreignSignatures = "working-dir/signatures"
    /// The folder of signatures in the archives of oc-mirror v1.
    private static let configMaps = "release-signatures"

    package init(_ archive: OpenedArchive, cache: DiskCache) {
        self.archive = archive
        self.cache = cache
    }

    /// Stores the documents in the cache, and returns the answers of update services among them, the latest of each
    /// channel, sorted.
    ///
    /// Throws `ArchiveSetError` for a damaged document, and `LayoutError` if the cache cannot be written.
    package func keep() async throws -> [GraphRecord] {
        for path in archive.documents(below: ArchivePath.document("signatures")) {
            guard let digest = SignatureStore.digest(ofCached: ArchivePath.cacheName(of: path) ?? "") else { continue }
            try await keepSignature(at: path, of: digest)
        }
        for path in archive.documents(below: Self.foreignSignatures) {
            guard let digest = Self.digest(ofForeign: path) else { continue }
            try await keepSignature(at: path, of: digest)
        }
        for path in archive.documents(below: Self.configMaps) {
            guard let bytes = try await archive.document(path, limit: SignatureConfigMap.sizeLimit) else { continue }
            for signature in SignatureConfigMap(bytes)?.signatures ?? [] {
                try await keep(signature.message, of: signature.release)
            }
        }
        var records: [Channel: GraphRecord] = [:]
        for path in archive.documents(below: Self.foreignGraphs) {
            guard let record = try await keepGraph(foreign: path) else { continue }
            records[Channel(record)] = record
        }
        for record in archive.sets.flatMap(\.plan.plan.graphs) {
            try await keepGraph(record)
            records[Channel(record)] = record
        }
        return records.values.sorted { ($0.channel, $0.architecture) < ($1.channel, $1.architecture) }
    }

    private struct Channel: Hashable {
        let name: String
        let architecture: String

        init(_ record: GraphRecord) {
            name = record.channel
            architecture = record.architecture
        }
    }

    private func keepGraph(_ record: GraphRecord) async throws {
        let name = UpdateService.cacheName(of: record.digest)
        let path = ArchivePath.document(name)
        guard let bytes = try await archive.document(path, limit: Self.graphLimit) else { return }
        guard Digest(of: bytes, algorithm: record.digest.algorithm) == record.digest else {
            throw ArchiveSetError(path: archive.folder, message: "its document `\(path)` does not match its name")
        }
        try await blocking { [cache] in try cache.store(bytes, as: name) }
    }

    /// Stores an answer that oc-mirror wrote as `<processor>-<channel>.json`.
    private func keepGraph(foreign path: String) async throws -> GraphRecord? {
        let name = path.dropFirst(Self.foreignGraphs.count + 1)
        let parts = name.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, name.hasSuffix(".json"),
            let architecture = ReleaseArchitecture(rawValue: "\(parts[0])"),
            let bytes = try await archive.document(path, limit: Self.graphLimit)
        else { return nil }
        let digest = Digest(of: bytes)
        try await blocking { [cache] in try cache.store(bytes, as: UpdateService.cacheName(of: digest)) }
        return GraphRecord(
            url: path,
            channel: String(parts[1].dropLast(".json".count)),
            architecture: architecture.rawValue,
            digest: digest
        )
    }

    /// Adds a signature to those that the cache has of a release.
    private func keepSignature(at path: String, of digest: Digest) async throws {
        guard let message = try await archive.document(path, limit: SignatureStore.sizeLimit) else { return }
        try await keep(message, of: digest)
    }

    private func keep(_ message: [UInt8], of digest: Digest) async throws {
        try await blocking { [cache] in
            for number in 1...SignatureStore.countLimit {
                let name = SignatureStore.cacheName(digest, number)
                let known = cache.bytes(of: name, limit: SignatureStore.sizeLimit)
                if known == message { return }
                if known == nil { return try cache.store(message, as: name) }
            }
        }
    }

    /// The release in a name `<tag>-sha256-<hex>`.
    private static func digest(ofForeign path: String) -> Digest? {
        let parts = path.split(separator: "-")
        guard parts.count > 2, parts[parts.count - 2] == "sha256", let hex = parts.last else { return nil }
        return try? Digest("sha256:\(hex)")
    }
}
