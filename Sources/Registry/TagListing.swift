// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Logging
import OCI
import Scheduling

/// Reads all tags of one repository, however the registry leads from page to page.
///
/// If a link leads nowhere (Nexus, proxies) or cannot be parsed, `last=` of the last tag is used instead. That page
/// must have new tags: "the same page again" is never taken for the end.
struct TagListing {
    let connection: RegistryConnection
    let endpoint: Endpoint
    let patience: RetryPolicy
    /// Whether the end is confirmed with one more request if a registry does not say that a page is the last.
    let proving: Bool
    /// The maximum number of pages; more of them are an error.
    var mostPages = RegistryClient.mostPages

    /// One page of `tags/list`.
    private struct Body: Decodable {
        /// The tags; some registries write `null` for none.
        var tags: [String]?
    }

    private struct Page {
        let tags: [String]
        let link: LinkHeader
        let address: WebAddress
        let request: String
        let byteCount: Int
    }

    private enum Question {
        /// Our own request: the tags after one, or from the beginning.
        case after(String?)
        case link(WebAddress)
    }

    /// The number of tags that are requested at once.
    private static let pageLength = 1000

    /// Returns the tags in the registry's order, each once.
    func read() async throws -> [String] {
        var tags: [String] = []
        var seen: Set<String> = []
        var visited: Set<WebAddress> = []
        var question = Question.after(nil)
        // The page before the requested one, if it seemed to be the last.
        var unlinked: Page?
        var budget = ListBudget()
        for _ in 0..<mostPages {
            let page: Page
            do {
                page = try await ask(question)
            } catch let error as RegistryError {
                if let unlinked, unlinked.tags.count < Self.pageLength, error.isFinalAnswer { return tags }
                guard case .link = question, !tags.isEmpty else { throw error }
                connection.logger?.debug("the link to the next tags leads nowhere: \(error.request): \(error.reason)")
                question = .after(tags.last)
                continue
            }
            let fresh = page.tags.filter { seen.insert($0).inserted }
            tags += fresh
            try budget.add(byteCount: page.byteCount, added: fresh.count, page.request)
            if fresh.isEmpty, !page.tags.isEmpty {
                if case .link = question {
                    question = .after(tags.last)
                    continue
                }
                guard let unlinked, try await isWhole(unlinked, of: seen) else { throw standsStill(page) }
                return tags
            }
            if page.tags.isEmpty, case .after(.some) = question { return tags }
            unlinked = nil
            switch page.link {
            case .next(let target):
                let next = page.address.resolving(target)
                // The link may use a name that only a registry behind a proxy believes to be its own.
                if let next, next.origin == page.address.origin, visited.insert(next).inserted {
                    question = .link(next)
                    continue
                }
                guard !tags.isEmpty else { throw unreadableLink(target, page) }
                question = .after(tags.last)
                try requireOrder(page)
            case .unreadable(let link):
                guard !tags.isEmpty else { throw unreadableLink(link, page) }
                question = .after(tags.last)
                try requireOrder(page)
            case .end:
                guard !tags.isEmpty, proving || page.tags.count >= Self.pageLength else { return tags }
                question = .after(tags.last)
                unlinked = page
            }
        }
        throw RegistryError.beyondBounds(
            "GET \(endpoint)",
            "the list of tags has more than the \(mostPages) pages that are read"
        )
    }

    private func ask(_ question: Question, length: Int = pageLength) async throws -> Page {
        let target: RegistryRequest.Target =
            switch question {
            case .link(let address): .absolute(address)
            case .after(nil): .repository("tags/list?n=\(length)")
            case .after(let last?): .repository("tags/list?n=\(length)&last=\(last.percentEncoded)")
            }
        return try await connection.exchange(RegistryRequest(.get, target), at: endpoint, patience: patience) {
            answer in
            let bytes = try await answer.body(limit: RegistryClient.pageLimit)
            guard let body = try? JSONDecoder().decode(Body.self, from: Data(bytes)) else {
                throw RegistryError.invalid(answer.request, "the answer is not a list of tags")
            }
            return Page(
                tags: body.tags ?? [],
                link: LinkHeader(answer.headers.values("Link")),
                address: answer.address,
                request: answer.request,
                byteCount: bytes.count
            )
        }
    }

    /// Whether a page without a link is the whole list, although the registry answers `last=` with the same page.
    ///
    /// That is so if the page is not full. A registry that supports neither `last` nor `n`, such as distribution 2,
    /// always sends everything.
    private func isWhole(_ page: Page, of seen: Set<String>) async throws -> Bool {
        if page.tags.count < Self.pageLength { return true }
        let again = try await ask(.after(nil), length: page.tags.count / 2)
        return Set(again.tags) == seen
    }

    /// Checks that the tags are in order, because `last=` works only then.
    private func requireOrder(_ page: Page) throws {
        guard proving, page.tags != page.tags.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }),
            page.tags.map({ $0.lowercased() }) != page.tags.map({ $0.lowercased() }).sorted()
        else { return }
        throw incomplete(
            page,
            "its link to the next page cannot be followed, and the tags have no order in which to continue"
        )
    }

    private func standsStill(_ page: Page) -> RegistryError {
        incomplete(page, "the list repeats earlier tags, and `last=` does not continue it")
    }

    private func unreadableLink(_ link: String, _ page: Page) -> RegistryError {
        incomplete(page, "the link to the next page cannot be followed: `\(link.oneLine(limit: 200))`")
    }

    private func incomplete(_ page: Page, _ reason: String) -> RegistryError {
        RegistryError(
            kind: .invalidAnswer,
            request: page.request,
            details: [reason],
            remedy: "the list of tags cannot be read to its end, so it proves nothing; check whether a proxy in"
                + " front of the registry changes its answers"
        )
    }
}
