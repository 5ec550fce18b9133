// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import HTTPTransport

/// A request before it is known where it goes to and what it is authorized by.
struct RegistryRequest: Sendable {
    /// What the request is sent to.
    enum Target: Sendable {
        /// A path below `/v2/` of the endpoint.
        case base
        /// A path below `/v2/<repository>/` of the endpoint.
        case repository(String)
        /// A URL that the registry gave us.
        case absolute(WebAddress)
    }

    /// What a token has to allow in the repository.
    enum Access: Sendable {
        case pull
        case push
        /// What registries want to see for that differs; they say it.
        case delete
    }

    var method: HTTPRequest.Method
    var target: Target
    var headers: HTTPHeaders = [:]
    var body: HTTPRequest.Body = .none
    /// What the token must allow in the repository: no more than the request needs.
    var access: Access
    /// What the token must allow beside that.
    var additionalScopes: Set<TokenScope> = []
    /// Whether the request goes without any credential.
    var isAnonymous = false
    /// The statuses after which the caller has another way, so that the request is not sent again.
    var finalStatuses: Set<Int> = []
    /// The statuses outside 200...299 that are no failures.
    var alsoAccepts: Set<Int> = []
    /// How long the body of the answer may take; `nil` for blobs.
    var bodyTimeout: Duration? = HTTPRequest.documentTimeout

    init(_ method: HTTPRequest.Method, _ target: Target) {
        self.method = method
        self.target = target
        access =
            switch method {
            case .get, .head: .pull
            case .delete: .delete
            default: .push
            }
    }

    /// Whether the request may be sent again.
    var isReplayable: Bool {
        if case .stream = body { false } else { true }
    }
}

/// An answer, with where it came from.
struct RegistryAnswer: Sendable {
    let response: HTTPResponse
    /// Where the answer came from, after redirects.
    let address: WebAddress
    /// The request, for messages.
    let request: String

    var headers: HTTPHeaders { response.headers }

    /// Reads the whole body.
    func body(limit: Int) async throws -> [UInt8] {
        do {
            return try await response.body.collect(limit: limit)
        } catch let error as StreamLimitExceeded {
            throw RegistryError(kind: .tooLarge, request: request, details: ["the answer is \(error)"])
        }
    }
}
