// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Foundation
import HTTPTransport
import OCI
import Scheduling

/// An answer of a token service (distribution, "Token Authentication Specification").
///
/// Services write the lifetime as a number or as text, and omit or empty the fields that they do not use. A field of
/// another type counts as absent.
struct TokenAnswer: Decodable {
    let token: String?
    /// The lifetime in seconds; a minute if the service states none or an impossible one.
    let life: Double

    private enum CodingKeys: String, CodingKey {
        case token
        case accessToken = "access_token"
        case life = "expires_in"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) -> String? { try? fields.decodeIfPresent(String.self, forKey: key) }
        token = [text(.token), text(.accessToken)].compactMap { $0 }.first { !$0.isEmpty }
        let number = (try? fields.decodeIfPresent(Double.self, forKey: .life)) ?? text(.life).flatMap(Double.init)
        life = number.flatMap { $0.isFinite && $0 > 0 ? max($0, 1) : nil } ?? 60
    }
}

/// A final failure of a token service: the request that needs its token is not tried again.
struct TokenFailure: Error {
    let error: RegistryError
}

extension RegistryConnection {
    /// The maximum size of a token service's answer in bytes.
    private static let tokenLimit = 1 << 20

    /// Requests a token from a token service; tries again if that can help.
    func fetchToken(_ key: TokenKey, _ found: CredentialStore.Found?, _ contact: Contact) async throws -> Token {
        let request = try tokenRequest(key, found?.credential, contact)
        guard let address = WebAddress(request.url) else { throw RegistryError.invalid(key.realm, "no URL") }
        guard !outages.isClosed(address.authority, retry.time) else {
            throw TokenFailure(error: .unanswered("\(request.method.rawValue) \(address.redacted)"))
        }
        var attempts = Attempts(retry, outages)
        while true {
            var error: RegistryError
            // The lifetime of a token begins before it arrives here.
            let asked = retry.time.now()
            do {
                let answer = try await limit(of: address).withSlot { _ in
                    try await transport.send(request, limit: Self.tokenLimit)
                }
                outages.answered(address, request.method, status: answer.status)
                if answer.status == 200 { return try token(answer, found, asked: asked, address) }
                error = refusal(answer, key, found, address, request.method)
                error.serverDelay = answer.headers["Retry-After"].flatMap {
                    RetryAfter.delay($0, now: retry.time.now())
                }
            } catch let failure as HTTPTransportError {
                error = RegistryError(failure, host: address.authority)
            } catch let excess as StreamLimitExceeded {
                error = .invalid(
                    "\(request.method.rawValue) \(address.redacted)",
                    "the answer of the token service is \(excess)"
                )
            }
            guard let trouble = error.trouble, try await attempts.mayTryAgain(after: trouble) else {
                throw TokenFailure(error: error)
            }
        }
    }

    private func tokenRequest(_ key: TokenKey, _ credential: Credential?, _ contact: Contact) throws -> HTTPRequest {
        guard var address = WebAddress(key.realm) else {
            throw RegistryError.invalid(
                "GET \(contact.base.redacted)",
                "the token realm `\(key.realm.oneLine(limit: 200))` is not an http or https URL"
            )
        }
        if credential != nil, address.scheme == "http", contact.base.scheme == "https", contact.security.verifiesPeer {
            throw RegistryError.invalid(
                "GET \(contact.base.redacted)",
                "the token realm `\(address.redacted)` is plain HTTP; the credential is not sent there"
            )
        }
        // A private authority or a lowered security holds for the registry, not for any server that it points to.
        let security = address.host == contact.base.host ? contact.security : try security(of: address)
        let scopes = key.scopes.map(\.description)
        if case .identityToken(let token) = credential {
            var form = [("grant_type", "refresh_token"), ("client_id", "mirror"), ("refresh_token", token.revealed)]
            if let service = key.service { form.append(("service", service)) }
            if !scopes.isEmpty { form.append(("scope", scopes.joined(separator: " "))) }
            let body = form.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&")
            var request = HTTPRequest(
                .post,
                address.description,
                headers: ["Content-Type": "application/x-www-form-urlencoded", "User-Agent": "mirror"],
                body: .bytes(Array(body.utf8)),
                security: security
            )
            request.answerTimeout = Self.firstAnswer
            request.bodyTimeout = HTTPRequest.documentTimeout
            return request
        }
        if let service = key.service { address = address.adding(query: "service", service) }
        for scope in scopes { address = address.adding(query: "scope", scope) }
        var headers: HTTPHeaders = ["User-Agent": "mirror"]
        if case .basic(let user, let password) = credential {
            address = address.adding(query: "account", user)
            headers["Authorization"] = "Basic " + Data("\(user):\(password.revealed)".utf8).base64EncodedString()
        }
        var request = HTTPRequest(.get, address.description, headers: headers, security: security)
        request.answerTimeout = Self.firstAnswer
        request.bodyTimeout = HTTPRequest.documentTimeout
        return request
    }

    private func token(
        _ answer: HTTPMessage,
        _ found: CredentialStore.Found?,
        asked: Date,
        _ address: WebAddress
    ) throws -> Token {
        guard let body = try? JSONDecoder().decode(TokenAnswer.self, from: Data(answer.body)),
            let text = body.token,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
        else {
            throw RegistryError.invalid("GET \(address.redacted)", "the answer of the token service contains no token")
        }
        let life = min(body.life, 1e9)
        memory.withLock { $0.secrets.add(text) }
        return Token(
            authorization: Authorization(header: Secret("Bearer \(text)"), origin: found?.origin, isToken: true),
            usableUntil: asked.addingTimeInterval(life - min(30, life / 5))
        )
    }

    private func refusal(
        _ answer: HTTPMessage,
        _ key: TokenKey,
        _ found: CredentialStore.Found?,
        _ address: WebAddress,
        _ method: HTTPRequest.Method
    ) -> RegistryError {
        let authority = WebAddress(key.origin)?.authority ?? key.origin
        let host = authority == "registry-1.docker.io" ? "docker.io" : authority
        let remedy =
            found.map { "the credential is that of \($0.origin); run `podman login \(host)` to renew it" }
            ?? settings.credentials.remedy(host: host)
        let isRefusal = (400..<404).contains(answer.status)
        return RegistryError(
            answer,
            request: "\(method.rawValue) \(address.redacted)",
            remedy: isRefusal ? remedy : nil
        )
    }
}
