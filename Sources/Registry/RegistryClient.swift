// SPDX-License-Identifier: Apache-2.0

package import HTTPTransport
package import Logging
package import OCI
package import Scheduling

/// A client that speaks the OCI distribution protocol with all registries of one role.
///
/// A request whose body can be sent again is retried here. A request that streams its body is not, because only the
/// caller can open the stream again.
package struct RegistryClient: Sendable {
    /// The role of the registries in the run; it decides about mirrors and TLS verification.
    package enum Role: Sendable {
        /// Images are pulled: mirrors of registries.conf apply.
        case source
        /// Images are pushed: only the registry itself is used.
        case destination
    }

    package let role: Role
    let connection: RegistryConnection
    /// Allows one writer at a time to the list of a subject's referrers.
    let referrersWriting = KeyedLock<String>()

    package init(
        role: Role,
        transport: any HTTPTransport,
        settings: RegistrySettings,
        policy: RequestPolicy = RequestPolicy(),
        logger: Logger? = nil
    ) {
        self.role = role
        connection = RegistryConnection(
            role: role,
            transport: transport,
            settings: settings,
            policy: policy,
            logger: logger
        )
    }

    /// The state of the servers that are used.
    package var outages: Outages { connection.outages }

    /// Checks that the registry speaks the protocol and accepts our credentials.
    package func ping(_ host: RegistryHost) async throws {
        let endpoint = try connection.settings.registries.endpoint(of: host)
        do {
            try await connection.exchange(RegistryRequest(.get, .base), at: endpoint) { _ in }
        } catch let error as RegistryError where error.kind == .notFound {
            throw error.named(
                .invalidAnswer,
                remedy: "`\(host)` answers, but it is not a registry; check the host and the port"
            )
        }
    }
}
