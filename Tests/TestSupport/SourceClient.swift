// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
package import OCI
package import Registry
package import Scheduling

extension RegistryClient {
    /// A client for registries on this machine, without TLS and without waits.
    package static func test(
        _ role: Role = .source,
        retry: RetryPolicy = .tries(1)
    ) -> RegistryClient {
        var settings = RegistrySettings()
        settings.sourceVerifiesTLS = false
        settings.destinationVerifiesTLS = false
        return RegistryClient(
            role: role,
            transport: CurlTransport(.init(version: "test")),
            settings: settings,
            policy: RequestPolicy(retry: retry)
        )
    }
}

extension FakeRegistry {
    /// A reference to an image in it, pinned by digest.
    package func reference(_ repository: String, _ image: TestImage) throws -> ImageReference {
        ImageReference(repository: try self.repository(repository), digest: image.digest)
    }
}
