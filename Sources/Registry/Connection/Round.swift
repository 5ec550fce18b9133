// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// What asking all places of a repository once came to.
struct Round {
    /// The places in their order; the registry itself is last.
    let endpoints: [Endpoint]
    var tried: [String] = []
    /// Whether a place says that it has no such content.
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

    /// What is worth waiting for; `hasAnswered` tells of a server whether it was there before in this run.
    ///
    /// Where one place says that it has no such content, that is the registry itself while it answers, and servers that
    /// were there before and are gone now: every disconnected network has a registry that is never there.
    func troubles(_ hasAnswered: (String) -> Bool) -> [Trouble] {
        guard isKnownAbsent else { return found.map(\.trouble) }
        return found.filter { endpoint, trouble in
            let answers = trouble.request != nil || trouble.kind == .flawed
            return answers ? endpoint == endpoints.last : hasAnswered(trouble.server)
        }.map(\.trouble)
    }

    /// The error of the registry itself, with what the mirrors said.
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
