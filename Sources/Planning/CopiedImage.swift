// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image that a plan copies, with all its manifests.
package struct CopiedImage: Sendable, Equatable {
    package let repository: Repository
    /// The tag; `nil` for a referrer.
    package let tag: Tag?
    package let tree: ImageTree

    package init(repository: Repository, tag: Tag?, tree: ImageTree) {
        self.repository = repository
        self.tag = tag
        self.tree = tree
    }
}
