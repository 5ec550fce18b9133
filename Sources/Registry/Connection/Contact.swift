// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import HTTPTransport
import Logging
import OCI
import Scheduling

/// The address of an endpoint and its security settings.
struct Contact: Sendable, Hashable {
    /// The URL of `/v2/`.
    let base: WebAddress
    let security: TransportSecurity
}

extension Endpoint {
    /// An endpoint without its repository, which is the unit of contact.
    struct Place: Sendable, Hashable {
        let host: RegistryHost
        let isInsecure: Bool
    }

    /// The host of a URL as the settings name it: our own name for an endpoint, or the host of a redirect.
    func nameOfHost(at url: String) -> String {
        guard let address = WebAddress(url), let own = WebAddress("\(address.scheme)://\(host)/") else {
            return host.description
        }
        let isOwn = address.origin == own.origin || (host == .dockerHub && address.host == "registry-1.docker.io")
        return isOwn ? host.description : address.authority
    }

    var place: Place { Place(host: host, isInsecure: isInsecure) }
}

extension RegistryConnection {
    /// Returns how to reach an endpoint.
    ///
    /// An endpoint that may be insecure is first asked whether it speaks TLS at all, and the answer is remembered for
    /// that endpoint only.
    func contact(_ endpoint: Endpoint) async throws -> Contact {
        if let known = memory.withLock({ $0.contacts[endpoint.place] }) { return known }
        return try await contacting.value(for: endpoint.place) {
            if let known = memory.withLock({ $0.contacts[endpoint.place] }) { return known }
            let contact = try await self.firstContact(endpoint)
            memory.withLock { $0.contacts[endpoint.place] = contact }
            return contact
        }
    }

    private func firstContact(_ endpoint: Endpoint) async throws -> Contact {
        let verifies =
            switch role {
            case .source: settings.sourceVerifiesTLS
            case .destination: settings.destinationVerifiesTLS
            }
        let mayFallBack = endpoint.isInsecure || !verifies
        let name = endpoint.host == .dockerHub ? "registry-1.docker.io" : endpoint.host.description
        let security = try settings.certificates.security(
            host: endpoint.host.description,
            verifiesPeer: !mayFallBack
        ) { logger?.warning("\($0)") }
        guard let secure = WebAddress("https://\(name)/v2/"), let plain = WebAddress("http://\(name)/v2/") else {
            throw RegistryError.invalid(name, "this is not a valid host")
        }
        guard mayFallBack else { return Contact(base: secure, security: security) }
        let secureContact = Contact(base: secure, security: security)
        do {
            try await probe(secureContact)
            return secureContact
        } catch let error as HTTPTransportError where error.reason != .nameNotResolved {
            // On the same port, plain HTTP would only wait for the same time limit again.
            guard error.reason != .timedOut || plain.port != secure.port else { throw error }
            let plainContact = Contact(base: plain, security: security)
            do {
                let status = try await probe(plainContact)
                // A server that expects TLS there answers like this (nginx, Go).
                guard status != 400 else { throw error }
            } catch let failure as HTTPTransportError {
                // The server answers but does not speak TLS. The failure of plain HTTP is the real reason, and may be
                // temporary.
                throw error.reason == .tlsFailed && failure.isRetryable ? failure : error
            }
            logger?.notice("\(name) speaks plain HTTP, which its configuration allows")
            return plainContact
        }
    }

    /// Requests `/v2/` and returns the status; any answer will do.
    @discardableResult
    private func probe(_ contact: Contact) async throws -> Int {
        let request = HTTPRequest(
            .get,
            contact.base.description,
            headers: ["User-Agent": "mirror"],
            security: contact.security
        )
        return try await limit(of: contact.base).withSlot { _ in
            try await transport.exchange(request) { response in
                outages.answered(contact.base, request.method, status: response.status)
                let body = await response.body.beginning(limit: RegistryError.bodyLimit)
                let name = "\(request.method.rawValue) \(contact.base.redacted)"
                remember(FirstAnswer(response.status, response.headers, body, request: name), of: contact)
                return response.status
            }
        }
    }

    /// Learns the authentication that an endpoint wants before a request is sent that cannot be repeated.
    func learnChallenge(of contact: Contact, at endpoint: Endpoint) async throws {
        guard memory.withLock({ $0.challenges[contact.base.origin] == nil }) else { return }
        try await probe(contact)
    }

    /// Remembers what `/v2/` was answered with, so that it is asked for once: the authentication that is wanted, and
    /// whether this is a registry at all.
    func remember(_ answer: FirstAnswer, of contact: Contact) {
        memory.withLock { memory in
            if !RetryPolicy.mayPass(status: answer.status) { memory.firstAnswers[contact.base.origin] = answer }
            switch answer.status {
            case 200..<300: memory.challenges[contact.base.origin] = .some(nil)
            case 401: memory.challenges[contact.base.origin] = .some(answer.challenge)
            default: break
            }
        }
    }

    /// Returns the security settings for a place that a registry refers to: the same as for any other registry.
    func security(of address: WebAddress) throws -> TransportSecurity {
        if let known = memory.withLock({ $0.securities[address.authority] }) { return known }
        let isInsecure = settings.registries.entry(for: address.authority)?.isInsecure ?? false
        let security = try settings.certificates.security(
            host: address.authority,
            verifiesPeer: !isInsecure
        ) { logger?.warning("\($0)") }
        memory.withLock { $0.securities[address.authority] = security }
        return security
    }
}
