// SPDX-License-Identifier: Apache-2.0

/// One version of an operator (`olm.bundle`).
package struct CatalogBundle: Sendable, Hashable {
    package var name: String
    /// The bundle's own image.
    package var image: String
    /// The version in its `olm.package` property, as written; `nil` if the bundle has no such property.
    package var version: String?
    /// The images that it runs, in the order of the catalog; its own is usually among them.
    package var relatedImages: [RelatedImage]
    /// What it needs.
    package var needs: Needs
    /// The interfaces that it offers (`olm.gvk`).
    package var providedAPIs: [CatalogAPI]
    /// The operator's name in user interfaces (`olm.csv.metadata`).
    package var displayName: String?

    /// What a bundle needs before it can be installed.
    package struct Needs: Sendable, Hashable {
        /// Operators (`olm.package.required`).
        package var packages: [RequiredPackage]
        /// Interfaces (`olm.gvk.required`).
        package var apis: [CatalogAPI]
        /// The JSON of the values of its `olm.constraint` properties.
        package var constraints: [String]

        package init(packages: [RequiredPackage] = [], apis: [CatalogAPI] = [], constraints: [String] = []) {
            self.packages = packages
            self.apis = apis
            self.constraints = constraints
        }
    }

    package init(
        name: String,
        image: String,
        version: String?,
        relatedImages: [RelatedImage] = [],
        needs: Needs = Needs(),
        providedAPIs: [CatalogAPI] = []
    ) {
        self.name = name
        self.image = image
        self.version = version
        self.relatedImages = relatedImages
        self.needs = needs
        self.providedAPIs = providedAPIs
    }
}

/// An image that a bundle runs.
package struct RelatedImage: Sendable, Hashable {
    /// The bundle's name for it; often empty.
    package var name: String
    /// The reference as written.
    package var image: String

    package init(name: String, image: String) {
        self.name = name
        self.image = image
    }
}

/// An operator that another one needs.
package struct RequiredPackage: Sendable, Hashable {
    package var name: String
    /// The range of suitable versions, such as `>=1.2.0 <2.0.0`.
    package var versionRange: String

    package init(name: String, versionRange: String) {
        self.name = name
        self.versionRange = versionRange
    }
}

/// An interface of the cluster that an operator offers or needs.
package struct CatalogAPI: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var group: String
    package var version: String
    package var kind: String

    package init(group: String, version: String, kind: String) {
        self.group = group
        self.version = version
        self.kind = kind
    }

    package var description: String { "\(group)/\(version) \(kind)" }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
