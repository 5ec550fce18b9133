// SPDX-License-Identifier: Apache-2.0

package import Cache
import Diagnostics
package import Downloads
import Foundation
import HTTPTransport
package import MirrorConfiguration
package import OCI
import Scheduling

/// A store of release signatures: `<base>sha256=<hex>/signature-1`, `signature-2` and so on.
package struct SignatureStore: Sendable {
    /// The maximum number of signatures that are checked for a release.
    static let countLimit = 10
    /// The maximum size of a signature in bytes.
    static let sizeLimit = 64 << 10

    /// A stored signature, not verified yet.
    struct Stored: Sendable, Hashable {
        /// The URL or the path.
        let place: String
        let message: [UInt8]
    }

    /// A URL that replaces each product's own, with a slash at the end.
    private let override: String?
    private let downloader: Downloader
    private let cache: DiskCache
    /// The folder of the archive whose signatures are in the cache, if there is no other source.
    let archive: String?

    /// Uses the store of `OCP_SIGNATURE_URL`, a URL or a folder as `file:///…`, or else that of each product.
    ///
    /// With an archive, no server is asked.
    package init(
        environment: [String: String],
        downloader: Downloader,
        cache: DiskCache,
        archive: String? = nil
    ) throws(SignatureStoreError) {
        self.downloader = downloader
        self.cache = cache
        self.archive = archive
        override = try environment["OCP_SIGNATURE_URL"].flatMap { text throws(SignatureStoreError) in
            text.isEmpty ? nil : try Self.base(text)
        }
    }

    /// The folder with the signatures of a release, safe to show.
    package func location(_ digest: Digest, _ product: ReleaseChannelType) -> String {
        Self.shown(address(digest, product))
    }

    private func address(_ digest: Digest, _ product: ReleaseChannelType) -> String {
        let standard =
            switch product {
            case .ocp: "https://mirror.openshift.com/pub/openshift-v4/signatures/openshift/release/"
            case .okd: "https://storage.googleapis.com/openshift-ci-release/releases/signatures/openshift/release/"
            }
        return "\(override ?? standard)\(digest.algorithm.rawValue)=\(digest.hex)"
    }

    /// The signatures that an earlier run stored.
    func cached(_ digest: Digest) async throws -> [Stored] {
        try await blocking { [cache] in
            var signatures: [Stored] = []
            for number in 1...Self.countLimit {
                let name = Self.cacheName(digest, number)
                guard let message = cache.bytes(of: name, limit: Self.sizeLimit) else { break }
                signatures.append(Stored(place: cache.path(of: name), message: message))
            }
            return signatures
        }
    }

    /// The answer to a request for signatures.
    struct Answer: Sendable {
        var signatures: [Stored] = []
        /// The error that ended the requests, if they did not end because there are no more signatures.
        var failure: (any Error)?
    }

    /// Returns the signatures of the store, up to the first one that it fails to deliver.
    func fetched(_ digest: Digest, _ product: ReleaseChannelType) async throws(CancellationError) -> Answer {
        var answer = Answer()
        guard archive == nil || address(digest, product).hasPrefix("file:") else { return answer }
        for number in 1...Self.countLimit {
            let url = "\(address(digest, product))/signature-\(number)"
            do {
                guard let message = try await message(at: url) else { break }
                answer.signatures.append(Stored(place: Self.shown(url), message: message))
            } catch {
                if let error = error as? CancellationError { throw error }
                answer.failure = error
                break
            }
        }
        return answer
    }

    /// Replaces the signatures of a release in the cache, for later runs.
    func keep(_ messages: [[UInt8]], of digest: Digest) async throws {
        try await blocking { [cache] in
            for (index, message) in messages.enumerated() {
                try cache.store(message, as: Self.cacheName(digest, index + 1))
            }
            for number in 1...Self.countLimit where number > messages.count {
                try cache.remove(Self.cacheName(digest, number))
            }
        }
    }

    /// The cache's name for a signature of a release, counted from 1.
    package static func cacheName(_ digest: Digest, _ number: Int) -> String {
        "signatures/\(digest.algorithm.rawValue)-\(digest.hex)/signature-\(number)"
    }

    /// The release of a signature by its name in the cache; `nil` for any other name.
    static func digest(ofCached name: String) -> Digest? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "signatures",
            let digest = try? Digest(String(parts[1]).replacing("-", with: ":", maxReplacements: 1)),
            (1...countLimit).contains(where: { cacheName(digest, $0) == name })
        else { return nil }
        return digest
    }

    private static func base(_ text: String) throws(SignatureStoreError) -> String {
        let parts = URLComponents(string: text)
        let isFolder = parts?.scheme == "file" && parts?.path.hasPrefix("/") == true && (parts?.host ?? "").isEmpty
        // The path is appended, so it would become part of a query or a fragment.
        guard isFolder || WebAddress(text) != nil, !text.contains("?"), !text.contains("#") else {
            throw SignatureStoreError()
        }
        return text.hasSuffix("/") ? text : "\(text)/"
    }

    /// The part of a URL that may be shown; for a folder that is all of it, however long.
    private static func shown(_ url: String) -> String {
        url.hasPrefix("file:") ? url : DownloadAddress.redacted(url)
    }

    private func message(at url: String) async throws -> [UInt8]? {
        guard url.hasPrefix("file:") else { return try await downloader.get(url, limit: Self.sizeLimit)?.body }
        return try await blocking { try Self.content(of: URL(string: url)?.path(percentEncoded: false) ?? url) }
    }

    private static func content(of path: String) throws(SignatureFileError) -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let bytes: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            bytes = try file.read(upToCount: sizeLimit + 1) ?? Data()
        } catch {
            throw SignatureFileError(path: path, found: "it cannot be read: \(error.fileProblem)")
        }
        guard bytes.count <= sizeLimit else {
            throw SignatureFileError(path: path, found: "it has more than \(sizeLimit) bytes, too many for a signature")
        }
        return [UInt8](bytes)
    }
}
