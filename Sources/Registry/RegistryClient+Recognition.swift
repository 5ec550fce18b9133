// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import HTTPTransport
package import OCI
import Scheduling

extension RegistryClient {
    /// Checks that a host is a registry before anything is planned for it.
    ///
    /// Only `/v2/` is requested and, in case of doubt, a list of tags. No credential is sent. Throws `noRegistry`
    /// with the answer if it is something else.
    package func requireRegistry(at repository: Repository) async throws {
        let endpoint = try connection.settings.registries.destination(repository)
        let base = try await firstAnswer(at: endpoint)
        guard !base.isRegistry else { return }
        // Proxies and some registries answer in unusual ways but are registries.
        let list = try await answer(.repository("tags/list?n=1"), at: endpoint)
        guard !list.isRegistry else { return }
        throw RegistryError(
            kind: .noRegistry,
            request: base.request,
            details: ["this is not a registry but \(base.description)"],
            remedy: "check the host and the port of the target `\(repository.host)`; a registry answers `/v2/` with"
                + " status 200, or with 401 and a way to log in"
        )
    }

    /// Asks for `/v2/`, if nobody has asked yet.
    private func firstAnswer(at endpoint: Endpoint) async throws -> FirstAnswer {
        let contact = try await connection.contact(endpoint)
        if let known = connection.memory.withLock({ $0.firstAnswers[contact.base.origin] }) { return known }
        let answer = try await answer(.base, at: endpoint)
        connection.remember(answer, of: contact)
        return answer
    }

    private func answer(_ target: RegistryRequest.Target, at endpoint: Endpoint) async throws -> FirstAnswer {
        var request = RegistryRequest(.get, target)
        request.isAnonymous = true
        // Temporary failures are retried.
        request.alsoAccepts = Set(400..<600).subtracting([408, 425, 429, 502, 503, 504])
        return try await connection.exchange(request, at: endpoint) { answer in
            let body = await answer.response.body.beginning(limit: RegistryError.bodyLimit)
            return FirstAnswer(answer.response.status, answer.headers, body, request: answer.request)
        }
    }
}

/// A host's answer to a request without credentials.
struct FirstAnswer: Sendable {
    /// Whether only a registry answers like this.
    let isRegistry: Bool
    /// The answer in a few words.
    let description: String
    let request: String
    let status: Int
    /// The way to log in that it asks for.
    let challenge: AuthenticationChallenge?

    init(_ status: Int, _ headers: HTTPHeaders, _ body: [UInt8], request: String) {
        let type = headers["Content-Type"].map { $0.prefix { $0 != ";" }.lowercased() }
        let text = body.drop { $0 <= 0x20 }
        let isPage = type?.hasSuffix("json") != true && !text.isEmpty && text.first != UInt8(ascii: "{")
        let isVersioned = headers["Docker-Distribution-Api-Version"] != nil
        challenge = .strongest(of: headers.values("WWW-Authenticate"))
        let error = RegistryError(HTTPMessage(status: status, headers: headers, body: body), request: request)
        isRegistry =
            isVersioned || status == 401 && challenge != nil || !error.codes.isEmpty
            || (200..<300).contains(status) && !isPage
        let server = headers["Server"].map { " (\($0.oneLine(limit: 100)))" } ?? ""
        description = "a server\(server) with status \(status) and \(type?.oneLine(limit: 60) ?? "no Content-Type")"
        self.request = request
        self.status = status
    }
}
