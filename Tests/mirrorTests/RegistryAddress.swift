// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport

extension FakeRegistry {
    /// The host and port, as they stand in a reference.
    var address: String { "127.0.0.1:\(server.port)" }
}

extension RegistryProcess {
    /// The host and port, as they stand in a reference.
    var address: String { host.description }
}
