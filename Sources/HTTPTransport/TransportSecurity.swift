// SPDX-License-Identifier: Apache-2.0

/// How an endpoint proves its identity, and how we prove ours to it.
///
/// It belongs to a request, never to the transport: lowering it for one endpoint does not affect any other endpoint.
package struct TransportSecurity: Sendable, Hashable {
    /// A certificate and its key, as PEM files.
    package struct ClientCertificate: Sendable, Hashable {
        package let certificatePath: String
        package let keyPath: String

        package init(certificatePath: String, keyPath: String) {
            self.certificatePath = certificatePath
            self.keyPath = keyPath
        }
    }

    /// Whether the server's certificate must be valid and name the host.
    package var verifiesPeer: Bool
    /// Trusted roots as PEM text, instead of the system's bundle; `nil` uses the system's.
    package var trustedRoots: String?
    package var clientCertificate: ClientCertificate?

    /// Full verification against the system's roots.
    package static let standard = Self()

    package init(
        verifiesPeer: Bool = true,
        trustedRoots: String? = nil,
        clientCertificate: ClientCertificate? = nil
    ) {
        self.verifiesPeer = verifiesPeer
        self.trustedRoots = trustedRoots
        self.clientCertificate = clientCertificate
    }
}
