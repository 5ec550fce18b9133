// SPDX-License-Identifier: Apache-2.0

package import OCI

/// Where an archive keeps an image: a name in the storage of a registry that has no namespace.
package struct StoredName: Sendable, Hashable {
    package let repository: RepositoryName
    /// `nil` where any tag will do.
    package let tag: Tag?

    package init(repository: RepositoryName, tag: Tag?) {
        self.repository = repository
        self.tag = tag
    }

    /// Whether an image that is kept under `other` is the one that this name means.
    ///
    /// Deep paths may have been joined with dashes when the archive was made (`--max-nested-paths`).
    func means(_ other: StoredName) -> Bool {
        guard tag == nil || tag == other.tag else { return false }
        return repository == other.repository || repository.joined == other.repository.joined
    }
}

extension RepositoryName {
    /// The path as one component.
    fileprivate var joined: String { description.replacing("/", with: "-") }
}
