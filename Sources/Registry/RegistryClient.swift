// SPDX-License-Identifier: Apache-2.0

package import HTTPTransport
package import Logging
package import OCI
package import Scheduling

/// Speaks the OCI distribution protocol with every registry of one role.
///
/// A request whose body can be sent again is retried here; one that streams its body is not,
/// because only the caller can open the stream anew.
package struct RegistryClient: Sendable {
    /// What the registries are to the run; it decides about mirrors and TLS verification.
    package enum Role: Sendable {
        /// Images are pulled: mirrors of registries.conf apply.
        case source
        /// Images are pushed: the registry itself is meant.
        case destination
    }

    package let role: Role
    let connection: RegistryConnection
    /// Lets one writer at a time at the list of a subject's referrers.
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

    /// What is known of the servers that are spoken with.
    package var outages: Outages { connection.outages }

    /// Asks whether the registry speaks the protocol and takes our credentials.
    package func ping(_ host: RegistryHost) async throws {
        let endpoint = try connection.settings.registries.endpoint(of: host)
        do {
            try await connection.exchange(RegistryRequest(.get, .base), at: endpoint) { _ in }
        } catch let error as RegistryError where error.kind == .notFound {
            throw error.named(
                .invalidAnswer,
                remedy: "`\(host)` answers, but it is no registry; check the host and the port"
            )
        }
    }
}
