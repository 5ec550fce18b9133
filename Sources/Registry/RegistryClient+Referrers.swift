// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
package import OCI
import Scheduling

/// An index as the referrers API and the fallback tag have it.
private struct ReferrersIndex: Codable {
    var schemaVersion = 2
    var mediaType = MediaType.ociIndex
    var manifests: [Descriptor]
}

extension RegistryClient {
    /// The most manifests that may refer to one; each of them is read.
    static let mostReferrers = 5000

    /// Lists the manifests whose subject is `digest`, from the API or else from the fallback tag.
    package func referrers(_ repository: Repository, of digest: Digest) async throws -> [Descriptor] {
        do {
            return try await connection.reading(repository, for: .digest) { endpoint, patience in
                let found = try await referrers(endpoint, patience, digest)
                // A mirror without referrers does not mean that there are none.
                guard !found.isEmpty else { throw RegistryError(kind: .notFound, request: "referrers of \(digest)") }
                return found
            }
        } catch let error as RegistryError where error.kind == .notFound {
            return []
        }
    }

    /// Whether the registry of a repository lists referrers itself, without the tag that stands in for that.
    package func listsReferrers(_ repository: Repository) async throws -> Bool {
        _ = try await referrers(repository, of: Digest(of: []))
        // A registry that only says it does not know the repository yet may well have the API.
        return connection.memory.withLock { $0.haveReferrersAPI[repository.host.description] } != false
    }

    private func referrers(
        _ endpoint: Endpoint,
        _ patience: RetryPolicy,
        _ digest: Digest
    ) async throws -> [Descriptor] {
        let host = endpoint.host.description
        if connection.memory.withLock({ $0.haveReferrersAPI[host] }) != false {
            do {
                let referrers = try await referrersByAPI(endpoint, patience, digest)
                connection.memory.withLock { $0.haveReferrersAPI[host] = true }
                return referrers
            } catch let error as RegistryError where [400, 404, 405, 501].contains(error.status) {
                // An unknown repository tells nothing about the API.
                guard !error.codes.contains("NAME_UNKNOWN") else { return [] }
                connection.memory.withLock { $0.haveReferrersAPI[host] = false }
            }
        }
        do {
            return try await referrersByTag(endpoint, patience, digest)?.descriptors ?? []
        } catch let error as RegistryError where error.kind == .referrersTagTaken {
            return []
        }
    }

    private func referrersByAPI(
        _ endpoint: Endpoint,
        _ patience: RetryPolicy,
        _ digest: Digest
    ) async throws -> [Descriptor] {
        var referrers: [Descriptor] = []
        try await pages("referrers/\(digest)", at: endpoint, patience) { page, request in
            guard let page = try? JSONDecoder().decode(ReferrersIndex.self, from: Data(page)) else {
                throw RegistryError.invalid(request, "the answer is no index of referrers")
            }
            referrers += page.manifests
            guard referrers.count <= Self.mostReferrers else {
                throw RegistryError.invalid(
                    request,
                    "\(digest) has more than the \(Self.mostReferrers) referrers that are read"
                )
            }
            return page.manifests.count
        }
        return referrers
    }

    /// Reads the list that the fallback tag keeps; `nil` when there is none.
    ///
    /// The same tag names an image that was mirrored by digest. An image is no list, whatever it
    /// contains, and writing over it would take the image its name.
    private func referrersByTag(
        _ endpoint: Endpoint,
        _ patience: RetryPolicy,
        _ subject: Digest
    ) async throws -> (descriptors: [Descriptor], bytes: [UInt8])? {
        let reference = ManifestReference.tag(Tag(referrersOf: subject))
        let manifest: Manifest
        do {
            manifest = try await connection.exchange(
                Self.manifestRequest(.get, reference),
                at: endpoint,
                patience: patience
            ) { answer in try await Self.manifest(in: answer, reference) }
        } catch let error as RegistryError where error.kind == .notFound {
            return nil
        }
        let isSubject = Digest(of: manifest.bytes, algorithm: subject.algorithm) == subject
        guard case .index(let descriptors) = manifest.content, !isSubject else {
            throw RegistryError(
                kind: .referrersTagTaken,
                request: "GET \(endpoint):\(reference)",
                details: ["the tag that would list the referrers of \(subject) names an image"],
                remedy: "this registry has no referrers API, and its stand-in needs that tag; use a registry with the"
                    + " API, or give the image another tag"
            )
        }
        return (descriptors, manifest.bytes)
    }

    /// Adds a manifest to the list of its subject's referrers.
    func addReferrer(_ descriptor: Descriptor, to subject: Digest, in repository: Repository) async throws {
        try await changeReferrers(of: subject, in: repository) { descriptors in
            guard !descriptors.contains(where: { $0.digest == descriptor.digest }) else { return nil }
            return descriptors + [descriptor]
        }
    }

    /// Takes a manifest from the list of its subject's referrers.
    func removeReferrer(_ digest: Digest, from subject: Digest, in repository: Repository) async throws {
        try await changeReferrers(of: subject, in: repository) { descriptors in
            guard descriptors.contains(where: { $0.digest == digest }) else { return nil }
            return descriptors.filter { $0.digest != digest }
        }
    }

    private func changeReferrers(
        of subject: Digest,
        in repository: Repository,
        _ change: ([Descriptor]) -> [Descriptor]?
    ) async throws {
        let endpoint = try connection.settings.registries.destination(repository)
        try await referrersWriting.withLock("\(repository)@\(subject)") {
            let present = try await referrersByTag(endpoint, connection.retry, subject)
            guard let changed = change(present?.descriptors ?? []) else { return }
            if changed.isEmpty, let present {
                let list = ManifestReference.digest(Digest(of: present.bytes))
                let deletion = RegistryRequest(.delete, .repository("manifests/\(list)"))
                do {
                    return try await connection.exchange(deletion, at: endpoint) { _ in }
                } catch is RegistryError {
                    // A registry that deletes nothing keeps an empty list.
                }
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let index = ReferrersIndex(manifests: changed)
            let manifest = try Manifest([UInt8](encoder.encode(index)), mediaType: .ociIndex)
            try await put(manifest, to: repository, as: .tag(Tag(referrersOf: subject)))
        }
    }

    /// Returns the subject of a manifest that is about to be deleted, where its list is ours to keep.
    func subjectToUnlist(_ repository: Repository, _ reference: ManifestReference) async throws -> Digest? {
        let host = repository.host.description
        guard case .digest = reference, connection.memory.withLock({ $0.haveReferrersAPI[host] }) != true
        else { return nil }
        // What cannot be read is deleted all the same.
        guard let subject = try? await manifest(repository, reference).subject?.digest else { return nil }
        _ = try await referrers(repository, of: subject)
        return connection.memory.withLock({ $0.haveReferrersAPI[host] }) == false ? subject : nil
    }
}
