// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import Logging
package import OCI
import Scheduling

/// Questions about what a repository holds, which HEAD answers, or GET where HEAD does not tell the truth.
extension RegistryClient {
    /// Asks what a reference names, without fetching it; `nil` when the registry holds no such manifest.
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
                // What a source lacks fails the image. A target lacks most, and so does every image signatures.
                let isUsual = role == .destination || reference.query == .attachment
                let isBelieved = isUsual && connection.habits(of: repository.host).manifestHeads.isBelieved
                guard proving || !isBelieved else { throw error }
                return try await confirming(\.manifestHeads, of: repository) {
                    try await manifest(repository, reference).descriptor
                }
            }
        }
    }

    /// Asks one endpoint by HEAD, and by GET where that is refused or does not tell enough.
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
            // GET tells what HEAD would have said.
        }
        return try await connection.exchange(
            Self.manifestRequest(.get, reference),
            at: endpoint,
            patience: patience
        ) { answer in try await Self.manifest(in: answer, reference).descriptor }
    }

    /// Asks whether a repository holds a blob.
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

    /// Begins to fetch a blob, of which no more than the first byte is wanted.
    private func getsBlob(_ repository: Repository, _ digest: Digest) async throws -> Bool {
        var request = RegistryRequest(.get, .repository("blobs/\(digest)"))
        request.headers["Range"] = "bytes=0-0"
        // A blob without bytes has no first one.
        request.alsoAccepts = [416]
        return try await connection.read(repository, for: .blob, request) { _ in true }
    }

    /// Asks once more by GET for what HEAD says is not there, and keeps which of them is right.
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

    /// Runs a question about what a repository holds; `nil` where it does not.
    ///
    /// For copying, a target that refuses a token for pulling counts as without the repository: Quay answers like this
    /// as long as nobody has pushed. What is there all the same shows before a tag moves, with a token for pushing.
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
                    "\(repository) cannot be looked into, and counts as not there yet: \(error.reason)"
                )
            }
            return nil
        }
    }
}

extension RegistryError {
    /// Whether HEAD was answered in a way that tells nothing about GET.
    ///
    /// "Not there" is an answer, and so is a wish for credentials that nobody has.
    fileprivate var leavesToGet: Bool {
        isFinalAnswer && kind != .notFound && (kind != .unauthorized || isUnchallenged)
    }
}
