// SPDX-License-Identifier: Apache-2.0

/// A wanted path that is a link.
package struct OpenLink: Sendable, Hashable {
    /// The path as it is wanted.
    package let name: String
    /// The target of the link.
    package var path: String
    /// The number of layers, from the base, in which it is looked for.
    package var depth: Int

    package init(name: String, path: String, depth: Int) {
        self.name = name
        self.path = path
        self.depth = depth
    }

    func following(_ target: String, from folder: String?) throws(LayerFilesError) -> OpenLink {
        guard let path = ImagePath.target(target, from: folder ?? ".") else {
            throw .link(name, to: target, .leadsOut)
        }
        return OpenLink(name: name, path: path, depth: depth)
    }
}
