// SPDX-License-Identifier: Apache-2.0

/// A package of a catalog, as a configuration asks for it or as a past run took it; a text that is not given is empty.
package struct IncludedPackage: Sendable, Hashable {
    package let name: String
    package let channels: [Channel]
    package let defaultChannel: String
    package let bounds: Bounds

    package init(name: String, channels: [Channel] = [], defaultChannel: String = "", bounds: Bounds = Bounds()) {
        self.name = name
        self.channels = channels
        self.defaultChannel = defaultChannel
        self.bounds = bounds
    }

    package struct Channel: Sendable, Hashable {
        package let name: String
        package let bounds: Bounds

        package init(name: String, bounds: Bounds = Bounds()) {
            self.name = name
            self.bounds = bounds
        }
    }

    /// The versions to take; a bound that is not given is empty.
    package struct Bounds: Sendable, Hashable {
        package let minVersion: String
        package let maxVersion: String
        /// The name of the lowest bundle.
        package let minBundle: String

        package init(minVersion: String = "", maxVersion: String = "", minBundle: String = "") {
            self.minVersion = minVersion
            self.maxVersion = maxVersion
            self.minBundle = minBundle
        }
    }
}
