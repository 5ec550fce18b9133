// SPDX-License-Identifier: Apache-2.0

/// A catalog of a past run.
package struct RecordedCatalog: Sendable, Hashable {
    /// The catalog's unique name: its reference, with the parts that the configuration replaces.
    package let catalog: String
    /// The source with its digest; empty if the configuration already gave a digest.
    package let imagePin: String
    /// The lowest version of each channel that was taken; `nil` if the run did not take the heads only.
    package let packages: [IncludedPackage]?
    /// What the oldest generation keeps of the catalog's index.
    package let oldIndex: OldIndex?

    package init(_ catalog: String, imagePin: String, packages: [IncludedPackage]? = nil, oldIndex: OldIndex? = nil) {
        self.catalog = catalog
        self.imagePin = imagePin
        self.packages = packages
        self.oldIndex = oldIndex
    }

    package struct OldIndex: Sendable, Hashable {
        /// Empty if there is none.
        package let path: String
        package let content: CompactJSON?

        package init(path: String, content: CompactJSON?) {
            self.path = path
            self.content = content
        }
    }
}
