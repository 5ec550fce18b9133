// SPDX-License-Identifier: Apache-2.0

/// The mirror set that an image belongs to, in the order of the documents of a file.
package enum MirrorCategory: String, Sendable, Hashable, CaseIterable {
    case release
    case `operator`
    case generic

    /// The category of a type; graph data and catalogs are pulled from the mirror by name and have none.
    package init?(_ type: ImageType) {
        guard let category = type.traits.category else { return nil }
        self = category
    }
}
