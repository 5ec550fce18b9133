// SPDX-License-Identifier: Apache-2.0

/// Where the bytes of an image come from, and how many they are.
package struct ContentSupply: Sendable, Equatable {
    /// Where the image is read, pinned by digest; `build:<digest>` for one that is built.
    package let source: ContentPlace
    /// How the image is built, for one that is.
    package let recipe: BuildRecipe?
    /// The bytes of the image: manifests and blobs, each once.
    package let size: Int64
    /// The bytes that are moved over the wire; a blob counts in the first action that needs it.
    package let transfer: Int64

    package init(_ source: ContentPlace, recipe: BuildRecipe? = nil, size: Int64, transfer: Int64) {
        self.source = source
        self.recipe = recipe
        self.size = size
        self.transfer = transfer
    }
}
