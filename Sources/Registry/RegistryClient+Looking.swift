// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import Logging
package import OCI
import Scheduling

/// Checks for content in a repository, by HEAD, or by GET if HEAD is not reliable.
extension RegistryClient {
    /// Returns the descriptor of a manifest without fetching it; `nil` if the registry does not have the manifest.
    ///
    /// With `proving`, GET confirms every absence, and a registry that does not show a repository is an error.
    package func head(
        _ repository: Repository,
        _ reference: ManifestReference,
        proving: Bool = false
    ) async throws -> Descriptor? {
        try await looking(into: repository, proving: proving) {
            guard !connection.habits(of: repository.host).manifestHeads.isFalse else {
                return try await manifest(repository, reference).descriptor
            }
            do {
                return try await connection.reading(repository, for: reference.query) { endpoint, patience in
                    try await head(reference, endpoint, patience)
                }
            } catch let error as RegistryError where error.kind == .notFound {
                // Content missing at a source fails the image. A target lacks most content, and every image lacks
                // most signatures.
                let isUsual = role == .destination || reference.query == .attachment
                let isBelieved = isUsual && connection.habits(of: repository.host).manifestHeads.isBelieved
                guard proving || !isBelieved else { throw error }
                return try await confirming(\.manifestHeads, of: repository) {
                    try await manifest(repository, reference).descriptor
                }
            }
        }
    }

    /// Asks one endpoint by HEAD, and by GET if HEAD is refused or its answer is incomplete.
    private func head(
        _ reference: ManifestReference,
        _ endpoint: Endpoint,
        _ patience: RetryPolicy
    ) async throws -> Descriptor {
        do {
            var request = Self.manifestRequest(.head, reference)
            request.finalStatuses = [500]
            let found = try await connection.exchange(request, at: endpoint, patience: patience) { answer in
                try Self.descriptor(in: answer, reference)
            }
            if let found {
                connection.learn(of: endpoint.host) { $0.manifestHeads.found() }
                return found
            }
        } catch let error as RegistryError where error.leavesToGet {
            // GET gives the answer that HEAD would have given.
        }
        return try await connection.exchange(
            Self.manifestRequest(.get, reference),
            at: endpoint,
            patience: patience
        ) { answer in try await Self.manifest(in: answer, reference).descriptor }
    }

    /// Checks whether a repository has a blob.
    package func blobExists(_ repository: Repository, _ digest: Digest) async throws -> Bool {
        do {
            return try await looking(into: repository, proving: false) { try await findBlob(repository, digest) }
                == true
        } catch let error as RegistryError where error.isRefusal(of: digest) {
            throw error.algorithmRefusal
        }
    }

    private func findBlob(_ repository: Repository, _ digest: Digest) async throws -> Bool {
        let heads = connection.habits(of: repository.host).blobHeads
        guard !heads.isFalse else { return try await getsBlob(repository, digest) }
        do {
            var request = RegistryRequest(.head, .repository("blobs/\(digest)"))
            request.finalStatuses = [500]
            try await connection.read(repository, for: .blob, request) { _ in }
            connection.learn(of: repository.host) { $0.blobHeads.found() }
            return true
        } catch let error as RegistryError where error.leavesToGet {
            return try await getsBlob(repository, digest)
        } catch let error as RegistryError where error.kind == .notFound && !heads.isBelieved {
            return try await confirming(\.blobHeads, of: repository) { try await getsBlob(repository, digest) }
        }
    }

    /// Begins to fetch a blob, of which at most the first byte is needed.
    private func getsBlob(_ repository: Repository, _ digest: Digest) async throws -> Bool {
        var request = RegistryRequest(.get, .repository("blobs/\(digest)"))
        request.headers["Range"] = "bytes=0-0"
        // A blob without bytes has no first one.
        request.alsoAccepts = [416]
        return try await connection.read(repository, for: .blob, request) { _ in true }
    }

    /// Confirms a HEAD's "not found" by GET, and records which of them is right.
    private func confirming<Result: Sendable>(
        _ habit: any WritableKeyPath<RegistryHabits, HeadHabit> & Sendable,
        of repository: Repository,
        _ get: () async throws -> Result
    ) async throws -> Result {
        do {
            let found = try await get()
            connection.learn(of: repository.host) { $0[keyPath: habit].wasWrong() }
            return found
        } catch let error as RegistryError where error.kind == .notFound {
            connection.learn(of: repository.host) { $0[keyPath: habit].agreedOnAbsence() }
            throw error
        }
    }

    /// Runs a check for content; `nil` if the repository does not have the content.
    ///
    /// For copying, a target that refuses a token for pulling counts as having no repository: Quay answers like this
    /// until somebody has pushed. Content that is there anyway is found before a tag moves, with a token for pushing.
    func looking<Result: Sendable>(
        into repository: Repository,
        proving: Bool,
        _ question: () async throws -> Result
    ) async throws -> Result? {
        do {
            return try await question()
        } catch let error as RegistryError where error.kind == .notFound {
            return nil
        } catch let error as RegistryError where role == .destination && !proving && error.hasToken {
            let isFirst = connection.learn(of: repository.host) { habits in
                defer { habits.hasHiddenRepositories = true }
                return !habits.hasHiddenRepositories
            }
            if isFirst {
                connection.logger?.warning(
                    "\(repository) cannot be read, and is treated as missing: \(error.reason)"
                )
            }
            return nil
        }
    }
}

extension RegistryError {
    /// Whether the answer to HEAD says nothing about GET.
    ///
    /// "Not found" is an answer, and so is a demand for credentials that we do not have.
    fileprivate var leavesToGet: Bool {
        isFinalAnswer && kind != .notFound && (kind != .unauthorized || isUnchallenged)
    }
}
