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

/// Asks update services for the graphs of channels, each once in a run, and keeps the answers for later ones.
///
/// The cache names an answer by the digest of its bytes, so what a plan was made from stays what it was.
package final class UpdateService: Sendable {
    /// A graph, and what a plan records of it.
    package struct Answer: Sendable, Equatable {
        package let graph: UpdateGraph
        package let record: GraphRecord
    }

    private struct Key: Hashable {
        let product: ReleaseChannelType
        let channel: String
        let architecture: ReleaseArchitecture
    }

    /// The most bytes of an answer; those of the largest channels have one or two million.
    private static let answerLimit = 16 << 20

    private let downloader: Downloader
    private let endpoints: UpdateEndpoints
    private let cache: DiskCache
    private let pinned: [GraphRecord]?
    /// The folder of the archive that the pinned answers came in.
    private let archive: String?
    /// Whether the service is asked for what was not pinned, or what the cache lost of that.
    private let asksForOthers: Bool
    /// What was asked; an error is remembered too, as the service was tried often enough.
    private let answers = RememberedWork<Key, Result<Answer, UpdateServiceError>>()

    /// Makes a client; with `pinned` given, nothing is asked and exactly these answers are taken from the cache.
    ///
    /// They are those of a plan that is made again, or those of the archive in the given folder. With `asksForOthers`
    /// they only come before what the service says.
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

    /// Where the cache keeps an answer.
    package static func cacheName(of digest: Digest) -> String {
        "graphs/\(digest.algorithm.rawValue)/\(digest.hex).json"
    }

    /// Returns the graph of a channel, which has no nodes where the service does not know the channel.
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
            throw fail("\(error)", "name another folder by \(OptionName.cacheDir)")
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

    /// The plan's answer for a channel: that of our endpoint, or else the only one that can be meant, because the
    /// endpoint may have been another one where the plan was made.
    private func pinnedRecord(_ key: Key, _ pinned: [GraphRecord]) -> GraphRecord? {
        let candidates = pinned.filter { $0.channel == key.channel && $0.architecture == key.architecture.rawValue }
        // Which service this machine would ask says nothing of what an archive was made from.
        if archive != nil { return candidates.last }
        if let own = candidates.first(where: { $0.url == endpoints.name(of: key.product) }) { return own }
        let others = ReleaseChannelType.allCases.filter { $0 != key.product }.map(endpoints.name)
        guard candidates.count == 1, let only = candidates.first, !others.contains(only.url) else { return nil }
        return only
    }
}
