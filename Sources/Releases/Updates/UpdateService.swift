// SPDX-License-Identifier: Apache-2.0

package import Cache
import Diagnostics
package import Downloads
import HTTPTransport
import Layouts
package import MirrorConfiguration
package import OCI
package import Plans
import Scheduling

/// Requests the graphs of channels from update services, each once in a run, and stores the answers for later runs.
///
/// The cache names an answer by the digest of its bytes, so the graphs that a plan was made from never change.
package final class UpdateService: Sendable {
    /// A graph, and its record for plans.
    package struct Answer: Sendable, Equatable {
        package let graph: UpdateGraph
        package let record: GraphRecord
    }

    private struct Key: Hashable {
        let product: ReleaseChannelType
        let channel: String
        let architecture: ReleaseArchitecture
    }

    /// The maximum size of an answer; those of the largest channels have one or two million bytes.
    private static let answerLimit = 16 << 20

    private let downloader: Downloader
    private let endpoints: UpdateEndpoints
    private let cache: DiskCache
    private let pinned: [GraphRecord]?
    /// The folder of the archive that contained the pinned answers.
    private let archive: String?
    /// Whether the service is asked for answers that are not pinned, or that the cache lost.
    private let asksForOthers: Bool
    /// The answers so far; errors are remembered too, because the service was tried often enough.
    private let answers = RememberedWork<Key, Result<Answer, UpdateServiceError>>()

    /// Makes a client; with `pinned`, nothing is requested and exactly these answers are taken from the cache.
    ///
    /// They are the answers of a plan that is made again, or those of the archive in the given folder. With
    /// `asksForOthers` they only take precedence over the service's answers.
    package init(
        downloader: Downloader,
        endpoints: UpdateEndpoints,
        cache: DiskCache,
        pinned: [GraphRecord]? = nil,
        archive: String? = nil,
        asksForOthers: Bool = false
    ) {
        self.downloader = downloader
        self.endpoints = endpoints
        self.cache = cache
        self.pinned = pinned
        self.archive = archive
        self.asksForOthers = asksForOthers
    }

    /// The cache's name for an answer.
    package static func cacheName(of digest: Digest) -> String {
        "graphs/\(digest.algorithm.rawValue)/\(digest.hex).json"
    }

    /// Returns the graph of a channel; it has no nodes if the service does not know the channel.
    ///
    /// Throws `UpdateServiceError`, or `CancellationError`.
    package func answer(
        _ product: ReleaseChannelType,
        channel: String,
        _ architecture: ReleaseArchitecture
    ) async throws -> Answer {
        let key = Key(product: product, channel: channel, architecture: architecture)
        let result = try await answers.value(for: key) {
            do {
                return .success(try await known(key))
            } catch let error as UpdateServiceError {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func known(_ key: Key) async throws -> Answer {
        guard let pinned else { return try await fetched(key) }
        do {
            return try await recorded(key, pinned)
        } catch let error as UpdateServiceError {
            guard asksForOthers else { throw error }
            return try await fetched(key)
        }
    }

    private func fetched(_ key: Key) async throws -> Answer {
        func fail(_ found: String, _ remedy: String? = nil) -> UpdateServiceError {
            UpdateServiceError(key.channel, key.architecture, found: found, remedy: remedy)
        }
        let endpoint = endpoints.name(of: key.product)
        let url = endpoints.url(of: key.product, channel: key.channel, key.architecture)
        let message: HTTPMessage?
        do {
            message = try await downloader.get(url, headers: ["Accept": "application/json"], limit: Self.answerLimit)
        } catch let error as DownloadError {
            throw UpdateServiceError(key.channel, key.architecture, error)
        }
        guard let message else {
            throw fail("GET \(endpoint): the server answered 404", "check that this is the URL of an update service")
        }
        let graph: UpdateGraph
        do {
            graph = try UpdateGraph(json: message.body)
        } catch {
            throw fail("GET \(endpoint): \(error)", "check that this is the URL of an update service")
        }
        let digest = Digest(of: message.body)
        let cache = cache
        do {
            try await blocking { try cache.store(message.body, as: Self.cacheName(of: digest)) }
        } catch let error as LayoutError {
            throw UpdateServiceError(
                key.channel,
                key.architecture,
                found: error.explanation.summary,
                remedy: error.remedy
            )
        }
        return Answer(graph: graph, record: record(key, endpoint, digest))
    }

    private func record(_ key: Key, _ url: String, _ digest: Digest) -> GraphRecord {
        GraphRecord(url: url, channel: key.channel, architecture: key.architecture.rawValue, digest: digest)
    }

    private func recorded(_ key: Key, _ pinned: [GraphRecord]) async throws -> Answer {
        guard let record = pinnedRecord(key, pinned) else {
            throw UpdateServiceError.notRecorded(key.channel, key.architecture, pinned, archive: archive)
        }
        let cache = cache
        let name = Self.cacheName(of: record.digest)
        let bytes = try await blocking { cache.bytes(of: name, digest: record.digest, limit: Self.answerLimit) }
        guard let bytes else {
            throw UpdateServiceError.notCached(record, key.architecture, path: cache.path(of: name))
        }
        do {
            return Answer(graph: try UpdateGraph(json: bytes), record: record)
        } catch {
            throw UpdateServiceError(key.channel, key.architecture, found: "\(cache.path(of: name)): \(error)")
        }
    }

    /// The plan's answer for a channel: that of our endpoint, or else the only possible one, because the plan may
    /// have been made with another endpoint.
    private func pinnedRecord(_ key: Key, _ pinned: [GraphRecord]) -> GraphRecord? {
        let candidates = pinned.filter { $0.channel == key.channel && $0.architecture == key.architecture.rawValue }
        // The update service of this machine need not be the one that the archive was made from.
        if archive != nil { return candidates.last }
        if let own = candidates.first(where: { $0.url == endpoints.name(of: key.product) }) { return own }
        let others = ReleaseChannelType.allCases.filter { $0 != key.product }.map(endpoints.name)
        guard candidates.count == 1, let only = candidates.first, !others.contains(only.url) else { return nil }
        return only
    }
}
