// SPDX-License-Identifier: Apache-2.0

package import Plans

/// The role of an image among the requested ones.
package struct ImageRole: Sendable, Hashable {
    package let type: ImageType
    /// The payloads and catalogs that name it, sorted; they are tagged after it.
    package let partOf: [Destination]
    /// What the section that brings it knows of it beside its content.
    package let facts: SectionFacts?

    package init(_ type: ImageType, partOf: [Destination] = [], facts: SectionFacts? = nil) {
        self.type = type
        self.partOf = partOf
        self.facts = facts
    }
}
