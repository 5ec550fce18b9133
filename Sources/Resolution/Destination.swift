// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// The place of an image: a repository of the target and a tag in it.
package struct Destination: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let repository: Repository
    package let tag: Tag

    package init(repository: Repository, tag: Tag) {
        self.repository = repository
        self.tag = tag
    }

    /// Reads a place as plans and ledgers spell it; `nil` if it has no tag, as for a referrer.
    package init?(named name: PlacedName) {
        guard let reference = try? name.reference(), let tag = reference.tag else { return nil }
        self.init(repository: reference.repository, tag: tag)
    }

    /// The place as plans and ledgers spell it.
    package var name: PlacedName { PlacedName(description) }

    package var description: String { "\(repository):\(tag)" }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
