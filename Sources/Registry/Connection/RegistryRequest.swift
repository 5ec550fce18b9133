// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import HTTPTransport

/// A request before its address and authorization are known.
struct RegistryRequest: Sendable {
    /// The address of the request.
    enum Target: Sendable {
        /// A path below `/v2/` of the endpoint.
        case base
        /// A path below `/v2/<repository>/` of the endpoint.
        case repository(String)
        /// A URL that the registry gave.
        case absolute(WebAddress)
    }

    /// The access that a token must allow in the repository.
    enum Access: Sendable {
        case pull
        case push
        /// Deleting; the actions for it differ between registries, and the registry names them.
        case delete
    }

    var method: HTTPRequest.Method
    var target: Target
    var headers: HTTPHeaders = [:]
    var body: HTTPRequest.Body = .none
    /// The access that the token must allow in the repository: no more than the request needs.
    var access: Access
    /// The scopes that the token must allow in addition.
    var additionalScopes: Set<TokenScope> = []
    /// Whether the request is sent without credentials.
    var isAnonymous = false
    /// The statuses for which the caller has an alternative, so that the request is not repeated.
    var finalStatuses: Set<Int> = []
    /// The statuses outside 200...299 that are not failures.
    var alsoAccepts: Set<Int> = []
    /// The maximum time for the body of the answer; `nil` for blobs.
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

    /// Whether the request moves a blob, or else is one of many small questions.
    var isTransfer: Bool { !isReplayable || bodyTimeout == nil }

    /// Whether the request may be sent again.
    var isReplayable: Bool {
        if case .stream = body { false } else { true }
    }
}

/// An answer and its origin.
struct RegistryAnswer: Sendable {
    let response: HTTPResponse
    /// The address that answered, after redirects.
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
