// SPDX-License-Identifier: Apache-2.0

/// How one endpoint proves who it is, and how we prove who we are to it.
///
/// It belongs to a request, never to the transport: lowering it for one endpoint
/// leaves every other endpoint as it was.
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

    /// Whether the server's certificate must verify and name the host.
    package var verifiesPeer: Bool
    /// Trusted roots as PEM text, in place of the system's bundle; `nil` leaves the system's.
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
