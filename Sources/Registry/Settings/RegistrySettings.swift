// SPDX-License-Identifier: Apache-2.0

/// What the environment says about registries, read once.
package struct RegistrySettings: Sendable {
    package var credentials: CredentialStore
    package var registries: RegistriesConfiguration
    package var certificates: CertificateStore
    /// Whether sources must prove who they are.
    package var sourceVerifiesTLS: Bool
    /// Whether destinations must prove who they are.
    package var destinationVerifiesTLS: Bool

    package init(
        credentials: CredentialStore = CredentialStore(),
        registries: RegistriesConfiguration = RegistriesConfiguration(),
        certificates: CertificateStore = CertificateStore(),
        sourceVerifiesTLS: Bool = true,
        destinationVerifiesTLS: Bool = true
    ) {
        self.credentials = credentials
        self.registries = registries
        self.certificates = certificates
        self.sourceVerifiesTLS = sourceVerifiesTLS
        self.destinationVerifiesTLS = destinationVerifiesTLS
    }

    /// Reads auth files, registries.conf and certificates where the container tools keep them.
    package static func load(
        environment: [String: String],
        authFile: String? = nil,
        sourceVerifiesTLS: Bool = true,
        destinationVerifiesTLS: Bool = true,
        systemDirectory: String = "/etc"
    ) throws -> RegistrySettings {
        RegistrySettings(
            credentials: try CredentialStore(environment: environment, authFile: authFile),
            registries: try RegistriesConfiguration(environment: environment, systemDirectory: systemDirectory),
            certificates: try CertificateStore(environment: environment, systemDirectory: systemDirectory),
            sourceVerifiesTLS: sourceVerifiesTLS,
            destinationVerifiesTLS: destinationVerifiesTLS
        )
    }
}
