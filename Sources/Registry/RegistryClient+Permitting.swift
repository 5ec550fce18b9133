// SPDX-License-Identifier: Apache-2.0

package import OCI

extension RegistryClient {
    /// Returns a client for one repository whose registry may have any certificate or speak plain HTTP.
    ///
    /// It reads and writes the registry itself, never a mirror of it. Everything else that the run does verifies as before.
    package func permittingAnyCertificate(of repository: Repository) -> RegistryClient {
        var settings = connection.settings
        settings.registries.permitAnyCertificate(of: repository)
        return RegistryClient(
            role: .destination,
            transport: connection.transport,
            settings: settings,
            policy: connection.policy,
            logger: connection.logger
        )
    }
}

extension RegistriesConfiguration {
    /// Makes a repository insecure, and nothing else; what is blocked stays blocked.
    mutating func permitAnyCertificate(of repository: Repository) {
        let name = repository.description
        var entry = entry(for: name) ?? Entry(prefix: name, file: "storageConfig")
        entry.prefix = name
        entry.isInsecure = true
        entries.append(entry)
    }
}
