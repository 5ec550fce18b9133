// SPDX-License-Identifier: Apache-2.0

package import Plans

/// What an image is among those that are wanted.
package struct ImageRole: Sendable, Hashable {
    package let type: ImageType
    /// The payloads and catalogs that name it: they are tagged after it; sorted.
    package let partOf: [Destination]
    /// What is known of it beside its content.
    package let facts: ImageFacts?

    package init(_ type: ImageType, partOf: [Destination] = [], facts: ImageFacts? = nil) {
        self.type = type
        self.partOf = partOf
        self.facts = facts
    }
}

/// What is known of an image beside its content, as its section tells it.
package enum ImageFacts: Sendable, Hashable {
    /// Which release it is.
    case release(ReleaseFacts)
    /// What clusters are told of a catalog.
    case catalog(CatalogFacts)

    package var release: ReleaseFacts? { if case .release(let facts) = self { facts } else { nil } }

    package var catalog: CatalogFacts? { if case .catalog(let facts) = self { facts } else { nil } }
}
