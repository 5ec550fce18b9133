// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Scheduling

extension FakeRegistryAnswer {
    /// Refuses a request without the right credential or token.
    func authorize() throws {
        switch options.authentication {
        case .none: return
        case .basic:
            guard exchange.headers["Authorization"] == Self.basic else {
                throw Refusal(
                    status: 401,
                    code: "UNAUTHORIZED",
                    headers: ["WWW-Authenticate": #"Basic realm="fake", charset="UTF-8""#]
                )
            }
        case .token:
            let parts = exchange.path.split(separator: "/").map(String.init)
            let end = parts.firstIndex { ["manifests", "blobs", "tags", "referrers"].contains($0) } ?? parts.count
            let repository = parts.count > 1 ? parts[1..<end].joined(separator: "/") : ""
            let action =
                switch exchange.method {
                case "GET" where exchange.path.contains("/uploads/"): "push"
                case "GET", "HEAD": "pull"
                case "DELETE" where !exchange.path.contains("/uploads/"): "delete"
                default: "push"
                }
            guard isAllowed(repository, action) else {
                throw Refusal(status: 401, code: "UNAUTHORIZED", headers: challenge(repository, action))
            }
        }
    }

    /// Whether the request's token allows something; without a repository any token does.
    func isAllowed(_ repository: String, _ action: String) -> Bool {
        guard let header = exchange.headers["Authorization"], header.hasPrefix("Bearer ") else { return false }
        let token = state.withLock { $0.tokens[String(header.dropFirst("Bearer ".count))] }
        guard let token, token.expiry > options.now() else { return false }
        return repository.isEmpty || token.scopes["repository:\(repository)"]?.contains(action) == true
    }

    func challenge(_ repository: String, _ action: String) -> HTTPHeaders {
        let realm = options.realm ?? "http://\(exchange.headers["Host"] ?? "")\(FakeRegistry.tokenPath)"
        let actions = action == "push" ? "pull,push" : action
        let scope = repository.isEmpty ? "" : #",scope="repository:\#(repository):\#(actions)""#
        return ["WWW-Authenticate": #"Bearer realm="\#(realm)",service="fake"\#(scope)"#]
    }

    /// Answers as a token service: to GET with a password, to POST with a refresh token.
    func giveToken(_ body: [UInt8]) throws {
        var isKnown = exchange.headers["Authorization"] == Self.basic
        var wanted =
            URLComponents(string: exchange.target)?.queryItems?.filter { $0.name == "scope" }
            .compactMap(\.value) ?? []
        if exchange.method == "POST" {
            let form = URLComponents(string: "/?" + String(decoding: body, as: UTF8.self))?.queryItems ?? []
            isKnown = form.contains { $0.name == "refresh_token" && $0.value == FakeRegistry.identityToken }
            wanted = form.first { $0.name == "scope" }?.value?.split(separator: " ").map(String.init) ?? []
        } else if exchange.headers["Authorization"] != nil, !isKnown {
            return try exchange.respond(401, text: #"{"details":"incorrect username or password"}"#)
        }
        guard isKnown || options.letsEverybodyPull else {
            return try exchange.respond(401, text: #"{"details":"who are you?"}"#)
        }
        var scopes: [String: Set<String>] = [:]
        for scope in wanted {
            guard let colon = scope.lastIndex(of: ":") else { continue }
            let actions = Set(scope[scope.index(after: colon)...].split(separator: ",").map(String.init))
            // Fewer rights than asked for are no error.
            scopes[String(scope[..<colon])] = isKnown ? actions : actions.intersection(["pull"])
        }
        let life = options.tokenLife ?? 60
        let token = state.withLock { [scopes] state in
            state.counter += 1
            let token = options.tokensTellRights ? Self.telling(scopes, state.counter) : "token-\(state.counter)"
            state.tokens[token] = .init(scopes: scopes, expiry: options.now().addingTimeInterval(life))
            return token
        }
        let expiry = options.tokenLife.map { #","expires_in":\#($0)"# } ?? ""
        try exchange.respond(200, text: #"{"token":"\#(token)"\#(expiry)}"#)
    }

    /// A token in the form of a JSON Web Token; nobody checks its signature.
    private static func telling(_ scopes: [String: Set<String>], _ number: Int) -> String {
        let access = scopes.sorted { $0.key < $1.key }.map { resource, actions in
            let parts = resource.split(separator: ":", maxSplits: 1).map(String.init)
            let list = actions.sorted().map { "\"\($0)\"" }.joined(separator: ",")
            return #"{"type":"\#(parts.first ?? "")","name":"\#(parts.last ?? "")","actions":[\#(list)]}"#
        }
        let claims = Data(#"{"access":[\#(access.joined(separator: ","))]}"#.utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        return "e30.\(claims).signature\(number)"
    }

    private static let basic =
        "Basic " + Data("\(FakeRegistry.user):\(FakeRegistry.password)".utf8).base64EncodedString()
}
