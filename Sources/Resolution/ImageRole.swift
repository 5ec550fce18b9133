// SPDX-License-Identifier: Apache-2.0

package import Plans

/// What an image is among those that are wanted.
package struct ImageRole: Sendable, Hashable {
    package let type: ImageType
    /// The payloads and catalogs that name it: they are tagged after it; sorted.
    package let partOf: [Destination]
    /// What the section that brings it knows of it beside its content.
    package let facts: SectionFacts?

    package init(_ type: ImageType, partOf: [Destination] = [], facts: SectionFacts? = nil) {
        self.type = type
        self.partOf = partOf
        self.facts = facts
    }
}
