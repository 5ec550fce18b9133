// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image's name in an archive: a name in the storage of a registry without a namespace.
package struct StoredName: Sendable, Hashable {
    package let repository: RepositoryName
    /// The tag; `nil` if any tag will do.
    package let tag: Tag?

    package init(repository: RepositoryName, tag: Tag?) {
        self.repository = repository
        self.tag = tag
    }

    /// Whether this name means the image that is kept under `other`.
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
