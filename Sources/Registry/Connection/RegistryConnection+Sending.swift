// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import HTTPTransport
import Logging
import OCI
import Scheduling

/// An error that a registry redirects a request whose stream was opened for the first place.
struct StreamRedirected: Error {
    let location: WebAddress
}

extension RegistryConnection {
    /// The result of sending a request once.
    enum Sent<Result: Sendable>: Sendable {
        case done(Result)
        /// A refusal, with the request that was refused; only the registry itself may ask for credentials.
        case refused(HTTPMessage, request: String, isRegistry: Bool)
    }

    /// The maximum time until a server answers that has not answered in this run: it may be something else than a registry.
    static var firstAnswer: Duration { .seconds(60) }

    private enum Step<Result: Sendable>: Sendable {
        case done(Result)
        case refused(HTTPMessage)
        case redirected(String)
    }

    /// Sends a request and follows redirects; they get no credentials unless they stay at the origin.
    func send<Result: Sendable>(
        _ request: RegistryRequest,
        to endpoint: Endpoint,
        _ contact: Contact,
        _ authorization: Authorization?,
        _ handle: (RegistryAnswer) async throws -> Result
    ) async throws -> Sent<Result> {
        var address = try address(of: request, at: endpoint, contact)
        for _ in 0...10 {
            let name = "\(request.method.rawValue) \(address.redacted)"
            let current = address
            let step = try await step(request, to: current, contact, authorization, name, handle)
            switch step {
            case .done(let result): return .done(result)
            case .refused(let answer):
                return .refused(answer, request: name, isRegistry: current.origin == contact.base.origin)
            case .redirected(let location):
                guard let next = current.resolving(location) else {
                    throw RegistryError.invalid(name, "redirected to something other than an http or https URL")
                }
                memory.withLock { $0.secrets.add(queryOf: location) }
                guard request.isReplayable else { throw StreamRedirected(location: next) }
                address = next
            }
        }
        throw RegistryError.invalid("\(request.method.rawValue) \(address.redacted)", "redirected more than 10 times")
    }

    private func step<Result: Sendable>(
        _ request: RegistryRequest,
        to address: WebAddress,
        _ contact: Contact,
        _ authorization: Authorization?,
        _ name: String,
        _ handle: (RegistryAnswer) async throws -> Result
    ) async throws -> Step<Result> {
        let isAtOrigin = address.origin == contact.base.origin
        var message = HTTPRequest(request.method, address.description, headers: request.headers, body: request.body)
        if case .stream(let stream, let length) = request.body {
            message.body = .stream(CallerStream(stream: stream), length: length)
        }
        message.headers["User-Agent"] = "mirror"
        message.bodyTimeout = request.bodyTimeout
        message.mayShareConnection = !request.isTransfer
        if !outages.hasAnswered(address.authority) { message.answerTimeout = Self.firstAnswer }
        if isAtOrigin, let authorization { message.headers["Authorization"] = authorization.header.revealed }
        message.security = isAtOrigin ? contact.security : try security(of: address)
        logger?.trace("\(name)")
        return try await limit(of: address, isTransfer: request.isTransfer).withSlot { slot in
            do {
                return try await transport.exchange(message) { response in
                    try await take(response, to: request, at: address, name, slot, handle)
                }
            } catch let error as HTTPTransportError where error.isOverload {
                slot.slowDown()
                throw error
            }
        }
    }

    /// Reads an answer: its result, or where it leads.
    private func take<Result: Sendable>(
        _ response: HTTPResponse,
        to request: RegistryRequest,
        at address: WebAddress,
        _ name: String,
        _ slot: ConcurrencyLimit.Slot,
        _ handle: (RegistryAnswer) async throws -> Result
    ) async throws -> Step<Result> {
        let status = response.status
        outages.answered(address, request.method, status: status)
        report(response.headers.values("Warning"), of: address)
        if status == 429 || status == 503 {
            slot.slowDown()
        } else if status < 500 {
            slot.speedUp()
        }
        if (200..<300).contains(status) || request.alsoAccepts.contains(status) {
            return .done(try await handle(RegistryAnswer(response: response, address: address, request: name)))
        }
        if let location = response.headers["Location"], (300..<400).contains(status) {
            guard !request.follows(status) else { return .redirected(location) }
            throw RegistryError(
                kind: .server,
                request: name,
                refusal: .init(status: status),
                details: ["redirected to `\(address.resolving(location)?.redacted ?? "no URL")`"],
                remedy: "a write is not sent again after this status; use the registry that it redirects to"
            )
        }
        let body = await response.body.beginning(limit: RegistryError.bodyLimit)
        return .refused(HTTPMessage(status: status, headers: response.headers, body: body))
    }

    private func address(
        of request: RegistryRequest,
        at endpoint: Endpoint,
        _ contact: Contact
    ) throws -> WebAddress {
        switch request.target {
        case .base: return contact.base
        case .repository(let path):
            return contact.base.with(target: "/v2/\(endpoint.repository?.description ?? "")/\(path)")
        case .absolute(let address):
            memory.withLock { $0.secrets.add(queryOf: address.target) }
            return address
        }
    }
}

extension RegistryRequest {
    /// Whether a redirect with this status is followed: only some statuses keep the method of a write (RFC 9110,
    /// section 15.4).
    fileprivate func follows(_ status: Int) -> Bool {
        switch method {
        case .get, .head: [301, 302, 303, 307, 308].contains(status)
        default: [307, 308].contains(status)
        }
    }
}
