// SPDX-License-Identifier: Apache-2.0

package import OCI
import Plans
import Resolution
package import Sections

extension KnownTarget {
    /// The repositories that may have payloads of releases.
    package var payloadRepositories: Set<Repository> {
        get throws(ReferenceError) {
            repositories(of: .releasePayload).union([try mapping.payload(of: "any").repository])
        }
    }

    /// The repositories that may have components of releases.
    package var componentRepositories: Set<Repository> {
        get throws(ReferenceError) {
            repositories(of: .releaseComponent).union([try mapping.component("any", of: "any").repository])
        }
    }
}
