// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The name of an image at a target, as plans and ledgers spell it: `<repository>:<tag>` or `<repository>@<digest>`.
///
/// The text is kept and taken apart when it is asked for: a plan has tens of thousands of names, and for most questions
/// the text is enough. The validation of a plan parses each one, so that what apply reads is a name.
package struct PlacedName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let description: String

    /// Takes the text of a plan or a ledger, unchecked.
    package init(_ text: String) { description = text }

    /// An image by its tag; the text of a plan is taken as it is.
    package init(_ repository: PlacedRepository, tag: String) { self.init("\(repository):\(tag)") }

    /// An image by its content, as its attachments and its parts name it.
    package init(_ repository: PlacedRepository, _ digest: Digest) { self.init("\(repository)@\(digest)") }

    /// What stands before tag and digest.
    package var repository: PlacedRepository { PlacedRepository(String(ReferenceText(description).repository)) }

    /// Parses the name.
    package func reference() throws(ReferenceError) -> ImageReference { try ImageReference(description) }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

extension PlacedName: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
