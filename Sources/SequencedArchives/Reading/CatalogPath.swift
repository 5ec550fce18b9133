// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The folder of a catalog in an archive: the parts of its unique name, such as `reg.example/ns/index/v4.12`.
package struct CatalogPath: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The parts, the last of which is the tag or the digest.
    package let description: String

    /// Takes a path below `catalogs/`; `nil` if it has no tag.
    package init?(_ path: some StringProtocol) {
        guard path.contains("/") else { return nil }
        description = String(path)
    }

    /// The folder of a catalog, given its unique name, such as `reg.example/ns/index:v4.12`.
    package init?(uniqueName: String) {
        let text = uniqueName
        guard let end = text.firstIndex(of: "@") ?? text.lastIndex(of: ":"), !text[end...].contains("/") else {
            return nil
        }
        self.init("\(text[..<end])/\(text[text.index(after: end)...])")
    }

    /// The catalog as a reference; `nil` if its name is none, as that of a catalog in a folder may be.
    package var reference: ImageReference? {
        guard let slash = description.lastIndex(of: "/") else { return nil }
        let (name, tag) = (description[..<slash], description[description.index(after: slash)...])
        return try? ImageReference("\(name)\(tag.contains(":") ? "@" : ":")\(tag)")
    }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
