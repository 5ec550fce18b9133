// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
package import Registry

/// How chart repositories are reached: the credentials of Helm and of the container tools, and certificates.
package struct ChartAccess: Sendable {
    private let credentials: CredentialStore
    private let certificates: CertificateStore
    private let verifiesTLS: Bool
    private let repositories: @Sendable () throws -> HelmRepositories

    /// `repositories` reads what Helm keeps, and is asked only where a repository is reached.
    package init(
        credentials: CredentialStore = CredentialStore(),
        certificates: CertificateStore = CertificateStore(),
        verifiesTLS: Bool = true,
        repositories: @escaping @Sendable () throws -> HelmRepositories = { HelmRepositories() }
    ) {
        self.credentials = credentials
        self.certificates = certificates
        self.verifiesTLS = verifiesTLS
        self.repositories = repositories
    }

    /// Returns how the repository at a URL is reached, and what it names elsewhere.
    ///
    /// The first credential counts: that of the URL itself, that of Helm, that of the container tools for the host.
    func access(to url: String) async throws -> WebAccess {
        guard let address = WebAddress(url) else { throw ChartRepositoryError.invalidURL(url.withoutCredentials) }
        let entry = try repositories().entry(of: address)
        let own = Self.authorization(in: url) ?? entry?.credential?.basicAuthorization
        let found =
            if let own { own } else {
                try await credentials.credential(host: address.authority)?.basicAuthorization
            }
        return WebAccess(
            address: address,
            authorization: found,
            isForAll: entry?.passesCredentialsToAll ?? false,
            security: try security(of: address, entry),
            others: { [self] in
                try certificates.security(host: $0, verifiesPeer: verifiesTLS, authorities: entry?.caFile)
            }
        )
    }

    private func security(of address: WebAddress, _ entry: HelmRepositoryEntry?) throws -> TransportSecurity {
        var security = try certificates.security(
            host: address.authority,
            verifiesPeer: verifiesTLS && entry?.skipsVerification != true,
            authorities: entry?.caFile
        )
        if let certificate = entry?.certificateFile, let key = entry?.keyFile {
            security.clientCertificate = .init(certificatePath: certificate, keyPath: key)
        }
        return security
    }

    /// The credential that is written into a URL.
    private static func authorization(in url: String) -> String? {
        guard let parts = URLComponents(string: url), let user = parts.user, !user.isEmpty else { return nil }
        return Credential.basic(user: user, password: Secret(parts.password ?? "")).basicAuthorization
    }
}

/// How one chart repository is reached.
struct WebAccess: Sendable {
    /// The repository, without credentials.
    let address: WebAddress
    private let authorization: String?
    private let isForAll: Bool
    private let security: TransportSecurity
    /// The settings of other hosts.
    private let others: @Sendable (String) throws -> TransportSecurity

    init(
        address: WebAddress,
        authorization: String?,
        isForAll: Bool,
        security: TransportSecurity,
        others: @escaping @Sendable (String) throws -> TransportSecurity
    ) {
        self.address = address
        self.authorization = authorization
        self.isForAll = isForAll
        self.security = security
        self.others = others
    }

    /// The fields of a request: another host learns no credential unless Helm's file says so.
    func headers(for url: WebAddress) -> HTTPHeaders {
        guard let authorization, isForAll || url.origin == address.origin else { return [:] }
        return ["Authorization": authorization]
    }

    /// The security settings of a request; exceptions for the repository do not apply to other hosts.
    func security(for url: WebAddress) throws -> TransportSecurity {
        url.origin == address.origin || isForAll ? security : try others(url.authority)
    }
}
