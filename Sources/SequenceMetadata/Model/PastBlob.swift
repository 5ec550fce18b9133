// SPDX-License-Identifier: Apache-2.0

/// A blob that a generation before v1alpha2 packed.
package struct PastBlob: Sendable, Hashable {
    package let id: DigestText
    /// The repository without registry.
    package let repository: String

    package init(id: DigestText, repository: String) {
        self.id = id
        self.repository = repository
    }
}
