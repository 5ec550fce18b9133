// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What stays of a repository from which something is deleted, as the plan found it.
///
/// The proof of each deletion rests on it, so apply looks again and stops where it is another.
package struct RepositoryState: Sendable, Equatable, Codable {
    package let repository: PlacedRepository
    /// How many tags stay.
    package let tags: Int
    /// The digest of their names and what they name.
    package let digest: Digest

    package init(repository: PlacedRepository, staying tags: [String: Digest]) {
        self.repository = repository
        self.tags = tags.count
        let lines = tags.map { "\($0.key) \($0.value)\n" }.sorted()
        digest = Digest(of: Array(lines.joined().utf8))
    }
}
