// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
package import OCI
import Scheduling

/// One page of `tags/list`.
private struct TagPage: Decodable {
    var tags: [String]?
}

extension RegistryClient {
    /// The most bytes of one page of a list.
    static let pageLimit = 16 << 20
    /// The most pages of a list; a thousand tags to the page is usual.
    private static let mostPages = 10_000

    /// Lists the tags of a repository, in the registry's order.
    package func tags(_ repository: Repository) async throws -> [String] {
        try await connection.reading(repository, for: .tag) { endpoint, patience in
            var tags: [String] = []
            try await pages("tags/list?n=1000", at: endpoint, patience) { page, request in
                guard let page = try? JSONDecoder().decode(TagPage.self, from: Data(page)) else {
                    throw RegistryError.invalid(request, "the answer is no list of tags")
                }
                tags += page.tags ?? []
                return page.tags?.count ?? 0
            }
            return tags
        }
    }

    /// Returns what the tags of a repository name, except some; a repository that does not exist has none.
    ///
    /// At most `limit` questions are asked at the same time. A tag that goes away meanwhile is left out.
    package func taggedDigests(
        _ repository: Repository,
        except omitted: Set<String> = [],
        limit: Int
    ) async throws -> [Tag: Digest] {
        let names: Set<String>
        do {
            names = Set(try await tags(repository)).subtracting(omitted)
        } catch let error as RegistryError where error.kind == .notFound {
            return [:]
        }
        let found = try await concurrentMap(names.sorted(), limit: limit) { name in
            let tag = try Tag(name)
            return (tag, try await head(repository, .tag(tag))?.digest)
        }
        return Dictionary(uniqueKeysWithValues: found.compactMap { tag, digest in digest.map { (tag, $0) } })
    }

    /// Reads a list page by page, as the `Link` fields lead; `body` returns how many entries a page brings.
    func pages(
        _ path: String,
        at endpoint: Endpoint,
        _ patience: RetryPolicy,
        _ body: ([UInt8], _ request: String) throws -> Int
    ) async throws {
        var target = RegistryRequest.Target.repository(path)
        var visited: Set<WebAddress> = []
        var budget = ListBudget()
        for _ in 0..<Self.mostPages {
            let (page, request, next, link) = try await connection.exchange(
                RegistryRequest(.get, target),
                at: endpoint,
                patience: patience
            ) { answer in
                let page = try await answer.body(limit: Self.pageLimit)
                let link = LinkHeader.next(in: answer.headers.values("Link"))
                return (page, answer.request, link.flatMap(answer.address.resolving), link)
            }
            try budget.add(page, added: try body(page, request), request)
            guard link != nil else { return }
            guard let next else { throw RegistryError.invalid(request, "the link to the next page is no URL") }
            guard visited.insert(next).inserted else {
                throw RegistryError.invalid(request, "the link to the next page leads back")
            }
            target = .absolute(next)
        }
        throw RegistryError.invalid(
            "GET \(endpoint)",
            "the list has more than the \(Self.mostPages) pages that are read"
        )
    }
}
