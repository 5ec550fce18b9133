// SPDX-License-Identifier: Apache-2.0

package import Audit
import MirrorConfiguration
package import Sections

extension NamedConfiguration {
    /// Reads configurations with their names in plans and ledgers.
    package static func load(_ paths: [String], _ trail: AuditTrail) throws -> [NamedConfiguration] {
        try paths.map {
            NamedConfiguration(name: trail.name(of: $0), configuration: try ImageSetConfiguration.load(path: $0))
        }
    }
}
