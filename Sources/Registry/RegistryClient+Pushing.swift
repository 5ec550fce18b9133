// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
package import OCI

extension RegistryClient {
    /// Writes the exact bytes of a manifest.
    ///
    /// If the registry does not index referrers itself, the fallback tag of the subject is updated too.
    package func put(
        _ manifest: Manifest,
        to repository: Repository,
        as reference: ManifestReference
    ) async throws {
        if case .digest(let digest) = reference {
            let found = Digest(of: manifest.bytes, algorithm: digest.algorithm)
            guard found == digest else {
                throw RegistryError(
                    kind: .digestMismatch,
                    request: "PUT \(repository)@\(digest)",
                    details: ["the manifest to write is \(found)"]
                )
            }
        }
        var request = RegistryRequest(.put, .repository("manifests/\(reference)"))
        request.headers["Content-Type"] = manifest.descriptor.mediaType.rawValue
        request.body = .bytes(manifest.bytes)
        let indexesSubject: Bool
        do {
            indexesSubject = try await connection.write(repository, request) { answer in
                try Self.check(answer, wrote: manifest)
                return answer.headers["OCI-Subject"] != nil
            }
        } catch let error as RegistryError {
            throw error.explained(putting: manifest, reference)
        }
        guard let subject = manifest.subject, !indexesSubject else { return }
        try await addReferrer(manifest.descriptor, to: subject.digest, in: repository)
    }

    private static func check(_ answer: RegistryAnswer, wrote manifest: Manifest) throws {
        guard let text = answer.headers["Docker-Content-Digest"], let digest = try? Digest(text) else { return }
        let written = Digest(of: manifest.bytes, algorithm: digest.algorithm)
        guard digest == written else {
            throw RegistryError(
                kind: .digestMismatch,
                request: answer.request,
                details: ["sent \(written), the registry says that it keeps \(digest)"]
            )
        }
    }

    /// Deletes a tag, or a manifest with all its tags.
    package func delete(_ repository: Repository, _ reference: ManifestReference) async throws {
        // If a tag lists the referrers, the deleted manifest must be removed from the list.
        let subject = try await subjectToUnlist(repository, reference)
        do {
            try await connection.write(
                repository,
                RegistryRequest(.delete, .repository("manifests/\(reference)"))
            ) { _ in }
        } catch let error as RegistryError {
            // Some registries answer "not found" if they cannot delete tags.
            if error.kind == .notFound, case .tag = reference,
                try await head(repository, reference, proving: true) != nil
            {
                throw error.named(
                    .tagDeletionRefused,
                    remedy: "the registry answers \"not found\" when it should delete the tag, but keeps it"
                )
            }
            throw error.explained(deleting: reference)
        }
        if let subject, case .digest(let digest) = reference {
            try await removeReferrer(digest, from: subject, in: repository)
        }
    }
}

extension RegistryError {
    /// Turns the refusal of a manifest into an error with a remedy.
    func explained(putting manifest: Manifest, _ reference: ManifestReference) -> RegistryError {
        let isMissingContent = !Set(codes).isDisjoint(with: [
            "MANIFEST_BLOB_UNKNOWN", "MANIFEST_UNKNOWN", "BLOB_UNKNOWN",
        ])
        if isMissingContent, manifest.descriptor.mediaType.isIndex {
            return named(
                .sparseIndexRefused,
                remedy: "this registry requires every manifest of an index; mirror all platforms, or let it"
                    + " accept sparse indexes (registry 3: `validation.manifests.indexes.platforms: none`)"
            )
        }
        if isMissingContent {
            return named(
                .contentMissing,
                remedy: "content that the manifest names is no longer in the repository; plan again"
            )
        }
        if isDigestRefusal(reference) { return algorithmRefusal }
        if status == 413 {
            return named(
                .tooLarge,
                remedy: "the manifest has \(manifest.bytes.count) bytes; raise the limit of the registry or its proxy"
            )
        }
        return self
    }

    /// Turns the refusal of a deletion into an error with a remedy.
    func explained(deleting reference: ManifestReference) -> RegistryError {
        if isDigestRefusal(reference) { return algorithmRefusal }
        switch (reference, status) {
        case (.tag, 400), (.tag, 405):
            return named(
                .tagDeletionRefused,
                remedy:
                    "this registry deletes manifests only by digest, or deleting must be enabled in its configuration"
                    + " (`storage.delete.enabled: true`)"
            )
        case (.digest, 405):
            return named(
                .deleteDisabled,
                remedy: "deleting is switched off in this registry; its setting is `storage.delete.enabled: true`"
            )
        default: return self
        }
    }

    private func isDigestRefusal(_ reference: ManifestReference) -> Bool {
        guard case .digest(let digest) = reference else { return false }
        return isRefusal(of: digest)
    }

    /// Whether the registry seems not to know the algorithm of a digest.
    func isRefusal(of digest: Digest) -> Bool {
        digest.algorithm != .sha256 && [400, 404, 405].contains(status)
            && (status == 400 || codes.contains("DIGEST_INVALID") || codes.contains("UNSUPPORTED"))
    }

    /// The error that the registry refuses a digest's algorithm.
    var algorithmRefusal: RegistryError {
        named(
            .digestAlgorithmRefused,
            remedy: "this registry accepts sha256 only; the content has a digest of another algorithm, so it needs"
                + " a registry that accepts it, or has to be left out"
        )
    }
}
