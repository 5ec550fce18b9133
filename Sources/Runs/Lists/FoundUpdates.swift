// SPDX-License-Identifier: Apache-2.0

package import Catalogs
package import MirrorConfiguration

/// What was published since a configuration of oc-mirror v1 was mirrored.
package struct FoundUpdates: Sendable, Equatable {
    /// The newer releases of a channel.
    package struct Channel: Sendable, Equatable {
        package let name: String
        package let architecture: ReleaseArchitecture
        /// From the lowest version to the highest.
        package let versions: [SemanticVersion]

        package init(name: String, architecture: ReleaseArchitecture, versions: [SemanticVersion]) {
            self.name = name
            self.architecture = architecture
            self.versions = versions
        }
    }

    /// The bundles of a catalog that the next run would add.
    package struct Catalog: Sendable, Equatable {
        /// The catalog, as the configuration names it.
        package let name: String
        package let bundles: [OfferedBundle]

        package init(name: String, bundles: [OfferedBundle]) {
            self.name = name
            self.bundles = bundles
        }
    }

    package let channels: [Channel]
    package let catalogs: [Catalog]

    package init(channels: [Channel], catalogs: [Catalog]) {
        self.channels = channels
        self.catalogs = catalogs
    }
}
