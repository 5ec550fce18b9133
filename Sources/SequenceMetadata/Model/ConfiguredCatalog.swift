// SPDX-License-Identifier: Apache-2.0

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
