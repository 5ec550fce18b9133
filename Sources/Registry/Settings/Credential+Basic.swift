// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Credential {
    /// The `Authorization` of a request to a server that is no registry; `nil` for a token that only registries take.
    package var basicAuthorization: String? {
        guard case .basic(let user, let password) = self else { return nil }
        return "Basic " + Data("\(user):\(password.revealed)".utf8).base64EncodedString()
    }
}

extension CredentialStore {
    /// The credential for a server that is no registry; may run a credential program.
    package func credential(host: String) async throws -> Credential? {
        try await find(host: host, repository: nil)?.credential
    }
}
