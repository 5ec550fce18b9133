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

/// A catalog as a v1alpha2 configuration asks for it; a text that is not given is empty.
package struct ConfiguredCatalog: Sendable, Hashable {
    /// `nil` stands for every package.
    package let packages: [IncludedPackage]?
    /// The reference as the user wrote it.
    package let catalog: String
    package let target: Target
    package let isFull: Bool
    package let skipsDependencies: Bool
    package let originalRef: String

    package init(
        _ catalog: String,
        packages: [IncludedPackage]? = nil,
        target: Target = Target(),
        isFull: Bool = false,
        skipsDependencies: Bool = false,
        originalRef: String = ""
    ) {
        self.catalog = catalog
        self.packages = packages
        self.target = target
        self.isFull = isFull
        self.skipsDependencies = skipsDependencies
        self.originalRef = originalRef
    }

    /// The name of the catalog at the target; a part that is not given is empty.
    package struct Target: Sendable, Hashable {
        package let name: String
        package let catalog: String
        package let tag: String

        package init(name: String = "", catalog: String = "", tag: String = "") {
            self.name = name
            self.catalog = catalog
            self.tag = tag
        }
    }
}
