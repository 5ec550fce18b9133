// SPDX-License-Identifier: Apache-2.0

package import Plans

/// The role of an image among the requested ones.
package struct ImageRole: Sendable, Hashable {
    package let type: ImageType
    /// The payloads and catalogs that name it, sorted; they are tagged after it.
    package let partOf: [Destination]
    /// Facts about the image beside its content.
    package let facts: ImageFacts?

    package init(_ type: ImageType, partOf: [Destination] = [], facts: ImageFacts? = nil) {
        self.type = type
        self.partOf = partOf
        self.facts = facts
    }
}

/// Facts about an image beside its content, from its section.
package enum ImageFacts: Sendable, Hashable {
    /// The release of a payload.
    case release(ReleaseFacts)
    /// The name and the resources of a catalog in clusters.
    case catalog(CatalogFacts)

    package var release: ReleaseFacts? { if case .release(let facts) = self { facts } else { nil } }

    package var catalog: CatalogFacts? { if case .catalog(let facts) = self { facts } else { nil } }
}
