// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// The result of asking all places of a repository once.
struct Round {
    /// The places in their order; the registry itself is last.
    let endpoints: [Endpoint]
    var tried: [String] = []
    /// Whether a place answered that it does not have the content.
    private var isKnownAbsent = false
    private var found: [(endpoint: Endpoint, trouble: Trouble)] = []
    private var errors: [Endpoint: RegistryError] = [:]

    init(_ endpoints: [Endpoint]) { self.endpoints = endpoints }

    mutating func failed(_ error: RegistryError, at endpoint: Endpoint) {
        errors[endpoint] = error
        tried.append("\(endpoint): \(error.reason)")
        if error.kind == .notFound { isKnownAbsent = true }
        var asked = error
        // It was asked as often as others come first, which is once.
        asked.isExhausted = false
        if let trouble = asked.trouble { found.append((endpoint, trouble)) }
    }

    /// The servers worth waiting for; `hasAnswered` tells whether a server has answered before in this run.
    ///
    /// If one place does not have the content, these are the registry itself while it answers, and servers that
    /// answered before and are gone now. Every disconnected network has a registry that is never there.
    func troubles(_ hasAnswered: (String) -> Bool) -> [Trouble] {
        guard isKnownAbsent else { return found.map(\.trouble) }
        return found.filter { endpoint, trouble in
            let answers = trouble.request != nil || trouble.kind == .flawed
            return answers ? endpoint == endpoints.last : hasAnswered(trouble.server)
        }.map(\.trouble)
    }

    /// The error of the registry itself, with the errors of the mirrors.
    var error: RegistryError {
        guard let last = endpoints.last, var error = errors[last] else {
            return RegistryError.invalid(endpoints.last.map { "\($0)" } ?? "", "no place to ask")
        }
        error.tried = tried.filter { $0 != "\(last): \(error.reason)" } + error.tried
        error.isKnownAbsent = isKnownAbsent
        error.isExhausted = true
        return error
    }
}
