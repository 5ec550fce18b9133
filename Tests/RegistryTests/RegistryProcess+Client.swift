// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import OCI
import Registry
import TestSupport

extension RegistryProcess {
    /// A client that writes to real registries.
    static func client(
        _ settings: RegistrySettings = RegistrySettings(destinationVerifiesTLS: false)
    ) -> RegistryClient {
        RegistryClient(role: .destination, transport: CurlTransport(.init(version: "test")), settings: settings)
    }

    /// A repository of the registry.
    func repository(_ name: String) throws -> Repository {
        Repository(host: host, name: try RepositoryName(name))
    }
}
