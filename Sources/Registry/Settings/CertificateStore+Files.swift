// SPDX-License-Identifier: Apache-2.0

package import HTTPTransport

extension CertificateStore {
    /// Returns the security settings for a server whose authorities are in a file beside those that are trusted anyway.
    package func security(
        host: String,
        verifiesPeer: Bool = true,
        authorities file: String?
    ) throws -> TransportSecurity {
        guard let file else { return try security(host: host, verifiesPeer: verifiesPeer) }
        var certificates = self
        let known = trustedRoots ?? Self.systemRoots()
        let added = try TrustedCertificates(file: file).text
        certificates.trustedRoots = ([added] + (known.map { [$0] } ?? [])).joined(separator: "\n")
        return try certificates.security(host: host, verifiesPeer: verifiesPeer)
    }
}
