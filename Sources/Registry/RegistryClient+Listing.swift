// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
package import OCI
import Scheduling

extension RegistryClient {
    /// The maximum size of one page of a list in bytes.
    static let pageLimit = 16 << 20
    /// The maximum number of pages of a list; a thousand tags per page is usual.
    static let mostPages = 10_000

    /// Lists the tags of a repository, in the registry's order.
    package func tags(_ repository: Repository) async throws -> [String] { try await tags(repository, proving: false) }

    private func tags(_ repository: Repository, proving: Bool) async throws -> [String] {
        try await connection.reading(repository, for: .tag) { endpoint, patience in
            try await TagListing(connection: connection, endpoint: endpoint, patience: patience, proving: proving)
                .read()
        }
    }

    /// Returns the manifests that a repository's tags name, except some tags; a missing repository has none.
    ///
    /// A proof may rest on the result: the list is read to its end, and a tag of `known` that exists but is missing
    /// in the list is an error. At most `limit` requests run at the same time. A tag that disappears meanwhile is
    /// left out.
    package func taggedManifests(
        _ repository: Repository,
        except omitted: Set<String> = [],
        known: Set<String> = [],
        limit: Int
    ) async throws -> [Tag: Descriptor] {
        let listed: Set<String>
        do {
            listed = Set(try await tags(repository, proving: true))
        } catch let error as RegistryError where error.kind == .notFound {
            // An answer that is not from the registry itself, such as a web page, says nothing about a repository.
            guard !error.codes.isEmpty else { throw error }
            listed = []
        }
        let unlisted = try await concurrentMap(known.subtracting(listed).sorted(), limit: limit) { name in
            try await head(repository, .tag(try Tag(name)), proving: true).map { _ in name }
        }
        if let name = unlisted.compactMap(\.self).first {
            throw RegistryError(
                kind: .invalidAnswer,
                request: "GET \(repository)/tags/list",
                details: ["the list of \(listed.count) tags lacks `\(name)`, which exists"],
                remedy: "an incomplete list proves nothing; run the command again, and check whether a"
                    + " proxy in front of the registry changes its answers"
            )
        }
        let found = try await concurrentMap(listed.subtracting(omitted).sorted(), limit: limit) { name in
            let tag = try Tag(name)
            return (tag, try await head(repository, .tag(tag), proving: true))
        }
        return Dictionary(uniqueKeysWithValues: found.compactMap { tag, found in found.map { (tag, $0) } })
    }

    /// The digests of ``taggedManifests(_:except:known:limit:)``.
    package func taggedDigests(
        _ repository: Repository,
        known: Set<String> = [],
        limit: Int
    ) async throws -> [Tag: Digest] {
        try await taggedManifests(repository, known: known, limit: limit).mapValues(\.digest)
    }

    /// Reads a list page by page, along its `Link` fields; `body` returns the number of entries on a page.
    func pages(
        _ first: RegistryRequest,
        at endpoint: Endpoint,
        _ patience: RetryPolicy,
        _ body: ([UInt8], _ request: String) throws -> Int
    ) async throws {
        var question = first
        var visited: Set<WebAddress> = []
        var budget = ListBudget()
        for _ in 0..<Self.mostPages {
            let (page, request, link, address) = try await connection.exchange(
                question,
                at: endpoint,
                patience: patience
            ) { answer in
                let page = try await answer.body(limit: Self.pageLimit)
                return (page, answer.request, LinkHeader(answer.headers.values("Link")), answer.address)
            }
            try budget.add(byteCount: page.count, added: try body(page, request), request)
            let text: String
            switch link {
            case .end: return
            case .unreadable(let field):
                throw RegistryError.invalid(
                    request,
                    "the link to the next page cannot be read: `\(field.oneLine(limit: 200))`"
                )
            case .next(let link): text = link
            }
            guard let next = address.resolving(text) else {
                throw RegistryError.invalid(request, "the link to the next page is not a URL")
            }
            guard visited.insert(next).inserted else {
                throw RegistryError.invalid(request, "the link to the next page leads back to an earlier page")
            }
            question.target = .absolute(next)
        }
        throw RegistryError.beyondBounds(
            "GET \(endpoint)",
            "the list has more than the \(Self.mostPages) pages that are read"
        )
    }
}
