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
    /// What the registries are to the run; it decides about mirrors, scopes and TLS verification.
    package enum Role: Sendable {
        /// Images are pulled: mirrors of registries.conf apply, tokens ask for pull.
        case source
        /// Images are pushed: the registry itself is meant, tokens ask for pull and push.
        case destination
    }

    package let role: Role

    package init(
        role: Role,
        transport: any HTTPTransport,
        settings: RegistrySettings,
        retry: RetryPolicy = .standard,
        logger: Logger? = nil
    ) {
        self.role = role
    }

    /// Asks whether the registry speaks the protocol and takes our credentials.
    package func ping(_ host: RegistryHost) async throws {
        throw Unwritten()
    }
}

struct Unwritten: Error {}
