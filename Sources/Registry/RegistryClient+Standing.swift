// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
package import OCI
import Scheduling

extension RegistryClient {
    /// Asks a registry who we are to it, with a token for pushing; nothing is pushed.
    ///
    /// Throws if the registry cannot be reached, or does not accept our credential.
    package func standing(at repository: Repository) async throws -> RegistryStanding {
        let endpoint = try connection.settings.registries.destination(repository)
        var request = RegistryRequest(.get, .repository("tags/list?n=1"))
        request.access = .push
        // A repository that nothing was pushed to yet.
        request.alsoAccepts = [404]
        let date = try await connection.exchange(request, at: endpoint) { answer in
            answer.headers["Date"].flatMap { HTTPDate.parse($0) }
        }
        let resource = "repository:\(repository.name)"
        let (token, isOpen) = connection.memory.withLock { memory in
            let token = memory.tokens.first { key, _ in
                key.scopes.contains { $0.resource == resource && $0.actions.contains("push") }
            }
            return (token?.value, !memory.challenges.values.contains { $0 != nil })
        }
        guard let token else { return RegistryStanding(push: isOpen ? .open : .untold, date: date) }
        guard let claims = TokenClaims(authorization: token.authorization.header.revealed) else {
            return RegistryStanding(push: .untold, date: date)
        }
        let isGranted = claims.allows("push", in: "\(repository.name)")
        return RegistryStanding(push: isGranted ? .granted : .refused, date: date)
    }
}

/// The time in an HTTP header (RFC 9110, 5.6.7).
enum HTTPDate {
    static func parse(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }
}
