// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A manifest that oc-mirror v1 believes to be at the target, with what it consists of.
package struct Association: Sendable, Hashable {
    /// The source with its digest; of the child of an index, only the digest.
    ///
    /// A catalog's image that was not pinned has its tag here.
    package let name: String
    /// Where it lies: the repository without registry if it came on disk, else the whole destination.
    ///
    /// The children of an index repeat the path of the index.
    package let path: String
    package let id: DigestText
    /// The tag at the target if it came on disk, else the tag of the source or six digits; empty for children.
    package let tagSymlink: String
    package let type: AssociationType
    /// The children of an index; empty for an image.
    package let manifestDigests: [DigestText]
    /// The layers and the configuration of an image; empty for an index.
    package let layerDigests: [DigestText]

    package init(
        _ type: AssociationType,
        name: String,
        path: String,
        id: DigestText,
        tagSymlink: String = "",
        content: Content
    ) {
        self.type = type
        self.name = name
        self.path = path
        self.id = id
        self.tagSymlink = tagSymlink
        manifestDigests = content.manifests
        layerDigests = content.layers
    }

    /// What a manifest consists of; a file may have both or none, which the checks report.
    package struct Content: Sendable, Hashable {
        package let manifests: [DigestText]
        package let layers: [DigestText]

        package init(manifests: [DigestText] = [], layers: [DigestText] = []) {
            self.manifests = manifests
            self.layers = layers
        }
    }

    /// What distinguishes associations.
    package struct Key: Sendable, Hashable {
        package let name: String
        package let path: String

        package init(name: String, path: String) {
            self.name = name
            self.path = path
        }
    }

    package var key: Key { Key(name: name, path: path) }

    /// The keys of the children of an index.
    var childKeys: [Key] { manifestDigests.map { Key(name: $0.description, path: path) } }

    /// The source, if the name is a reference.
    package var source: ImageReference? {
        name.contains("/") ? try? ImageReference(name) : nil
    }
}
