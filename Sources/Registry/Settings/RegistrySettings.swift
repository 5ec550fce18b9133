// SPDX-License-Identifier: Apache-2.0

/// The settings for registries from the environment, read once.
package struct RegistrySettings: Sendable {
    package var credentials: CredentialStore
    package var registries: RegistriesConfiguration
    package var certificates: CertificateStore
    /// Whether sources must have valid certificates.
    package var sourceVerifiesTLS: Bool
    /// Whether destinations must have valid certificates.
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

    /// Reads auth files, registries.conf and certificates from the places of the container tools.
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
