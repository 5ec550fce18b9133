// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A repository at a target, as plans and ledgers spell it: `host/name`.
///
/// The text is kept and parsed when it is asked for, as with ``PlacedName``.
package struct PlacedRepository: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let description: String

    /// Takes the text of a plan or a ledger, unchecked.
    package init(_ text: String) { description = text }

    package init(_ repository: Repository) { self.init(repository.description) }

    /// Parses host and name.
    package func parsed() throws(ReferenceError) -> Repository { try Repository(description) }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

extension PlacedRepository: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
