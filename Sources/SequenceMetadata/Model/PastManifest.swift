// SPDX-License-Identifier: Apache-2.0

/// A manifest that a generation before v1alpha2 packed; a text that is not given is empty.
package struct PastManifest: Sendable, Hashable {
    /// The digest, or a tag.
    package let name: String
    package let image: String
    /// The repository without registry.
    package let repository: String
    /// A field of the oldest generation.
    package let namespace: String

    package init(name: String, image: String, repository: String, namespace: String = "") {
        self.name = name
        self.image = image
        self.repository = repository
        self.namespace = namespace
    }
}
