// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Logging
package import OCI
import Scheduling

extension RegistryClient {
    /// The maximum number of referrers of a manifest; each of them is read.
    static let mostReferrers = 5000

    /// Lists the manifests whose subject is `digest`, from the API or else from the fallback tag.
    ///
    /// For copying, an API that does not answer with a list is skipped with a warning. With `proving`, any doubt is
    /// an error.
    package func referrers(
        _ repository: Repository,
        of digest: Digest,
        proving: Bool = false
    ) async throws -> [Descriptor] {
        try await looking(into: repository, proving: proving) {
            try await connection.reading(repository, for: .digest) { endpoint, patience in
                let found = try await referrers(endpoint, patience, digest, proving: proving)
                // A mirror without referrers does not prove that there are none.
                guard !found.isEmpty else { throw RegistryError(kind: .notFound, request: "referrers of \(digest)") }
                return found
            }
        } ?? []
    }

    /// Whether the registry of a repository lists referrers itself, without the fallback tag.
    package func listsReferrers(_ repository: Repository) async throws -> Bool {
        _ = try await referrers(repository, of: Digest(of: []))
        let habits = connection.habits(of: repository.host)
        // A registry that does not know the repository yet may still have the API.
        return habits.hasReferrersAPI != false && !habits.hasUnusableReferrersAPI
    }

    private func referrers(
        _ endpoint: Endpoint,
        _ patience: RetryPolicy,
        _ digest: Digest,
        proving: Bool
    ) async throws -> [Descriptor] {
        let habits = connection.habits(of: endpoint.host)
        if habits.hasReferrersAPI != false, proving || !habits.hasUnusableReferrersAPI {
            do {
                let referrers = try await referrersByAPI(endpoint, patience, digest, proving: proving)
                connection.learn(of: endpoint.host) { $0.hasReferrersAPI = true }
                return referrers
            } catch let error as RegistryError where [400, 404, 405, 501].contains(error.status) {
                // A registry that has the API answers an empty list with status 200.
                guard !proving || habits.hasReferrersAPI != true else {
                    throw error.named(
                        .invalidAnswer,
                        remedy: "this registry listed referrers before, so this does not prove that there are none"
                    )
                }
                // An unknown repository says nothing about the API.
                if habits.hasReferrersAPI == nil, !error.codes.contains("NAME_UNKNOWN") {
                    connection.learn(of: endpoint.host) { $0.hasReferrersAPI = false }
                }
            } catch let error as RegistryError
                where !proving && error.isUnusableAnswer && !(role == .destination && error.hasToken)
            {
                passOver(error, of: endpoint.host)
            }
        }
        if !proving, let name = endpoint.repository,
            try await knownPresence(of: Tag(referrersOf: digest), in: Repository(host: endpoint.host, name: name))
                == .unlisted(isBelieved: true)
        {
            return []
        }
        do {
            return try await referrersByTag(endpoint, patience, digest)?.descriptors ?? []
        } catch let error as RegistryError where error.kind == .referrersTagTaken {
            return []
        }
    }

    /// Continues without an API whose answers are not lists, and says so once.
    private func passOver(_ error: RegistryError, of host: RegistryHost) {
        let isFirst = connection.learn(of: host) { habits in
            habits.referrersFailures += 1
            // A server that fails may answer for the next image.
            habits.hasUnusableReferrersAPI = error.status != 500 || habits.referrersFailures > 2
            return habits.referrersFailures == 1
        }
        guard isFirst else { return }
        connection.logger?.warning(
            """
            \(host) does not list the referrers of its images, such as signatures; only those with tags are found: \
            \(error.request): \(error.reason)
            """
        )
    }

    private func referrersByAPI(
        _ endpoint: Endpoint,
        _ patience: RetryPolicy,
        _ digest: Digest,
        proving: Bool
    ) async throws -> [Descriptor] {
        var first = RegistryRequest(.get, .repository("referrers/\(digest)"))
        // Old versions of some registries always answer like this. Copying does not wait for them.
        first.finalStatuses = proving ? [] : [500]
        var attempt = 1
        while true {
            do {
                var referrers: [Descriptor] = []
                try await pages(first, at: endpoint, patience) { page, request in
                    guard let page = try? JSONDecoder().decode(ReferrersIndex.self, from: Data(page)),
                        let manifests = page.manifests ?? (proving ? nil : [])
                    else { throw RegistryError.invalid(request, "the answer is not an index of referrers") }
                    referrers += manifests
                    guard referrers.count <= Self.mostReferrers else {
                        throw RegistryError.beyondBounds(
                            request,
                            "\(digest) has more than the \(Self.mostReferrers) referrers that are read"
                        )
                    }
                    return manifests.count
                }
                return referrers
            } catch let error as RegistryError where error.isFinalAnswer && error.status == 500 && attempt < 3 {
                try await patience.time.sleep(patience.delay(afterAttempt: attempt))
                attempt += 1
            }
        }
    }
}

extension RegistryError {
    /// Whether a server answered, with something that is neither a list nor a temporary failure.
    fileprivate var isUnusableAnswer: Bool { isFinalAnswer || kind == .invalidAnswer }
}
