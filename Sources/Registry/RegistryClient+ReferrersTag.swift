// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import Scheduling

/// An index in the form of the referrers API and the fallback tag.
struct ReferrersIndex: Codable {
    var schemaVersion = 2
    var mediaType = MediaType.ociIndex
    /// The entries; some registries write `null` for an empty list.
    var manifests: [Descriptor]?
}

/// The fallback list of referrers in a tag, for registries without an API (distribution-spec, "Referrers Tag
/// Schema").
extension RegistryClient {
    /// Reads the list in the fallback tag; `nil` if the repository has no such tag.
    ///
    /// The same tag may name an image that was mirrored by digest. An image is not a list, whatever it contains, and
    /// overwriting the tag would remove the image's name.
    func referrersByTag(
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
                remedy: "this registry has no referrers API, and the fallback needs that tag; use a registry with the"
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

    /// Removes a manifest from the list of its subject's referrers.
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
                    // A registry that does not allow deletions keeps an empty list.
                }
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let index = ReferrersIndex(manifests: changed)
            let manifest = try Manifest([UInt8](encoder.encode(index)), mediaType: .ociIndex)
            try await put(manifest, to: repository, as: .tag(Tag(referrersOf: subject)))
        }
    }

    /// Returns the subject of a manifest that is about to be deleted, if its list is ours to update.
    func subjectToUnlist(_ repository: Repository, _ reference: ManifestReference) async throws -> Digest? {
        guard case .digest = reference, connection.habits(of: repository.host).hasReferrersAPI != true else {
            return nil
        }
        // A manifest that cannot be read is deleted anyway.
        guard let subject = try? await manifest(repository, reference).subject?.digest else { return nil }
        _ = try await referrers(repository, of: subject, proving: true)
        return connection.habits(of: repository.host).hasReferrersAPI == false ? subject : nil
    }
}
