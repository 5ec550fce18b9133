// SPDX-License-Identifier: Apache-2.0

package import Plans

/// The name that oc-mirror v1 gives the `CatalogSource` of a catalog, without the `cs-` in front.
///
/// It comes from the path of the catalog's repository, without the first component: `redhat/redhat-operator-index` is
/// `redhat-operator-index`. So catalogs that differ in their tag only have the same name.
package struct VersionOneCatalogName: Sendable, Hashable {
    private static let prefix = "cs-"

    /// The name.
    package let text: String

    /// The name of a catalog at a target; `root` is the target's host with its namespace.
    package init(of destination: PlacedName, below root: String) {
        let repository = destination.repository.description
        let path =
            repository.hasPrefix("\(root)/")
            ? repository.dropFirst(root.count + 1) : repository.drop { $0 != "/" }.dropFirst()
        let slash = path.firstIndex(of: "/").map(path.index(after:))
        self.init(spelling: String(path[(slash ?? path.startIndex)...]))
    }

    /// The name for a text of any characters.
    ///
    /// With `cs-` in front it is a label of RFC 1035: other characters become dashes, dashes in a row become one, and a
    /// dash at the end is followed by a zero.
    package init(spelling wish: String) {
        var name = ""
        for scalar in (Self.prefix + wish).lowercased().unicodeScalars {
            let isKept = ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar)
            if isKept || !name.hasSuffix("-") { name.unicodeScalars.append(isKept ? scalar : "-") }
        }
        let longest = CatalogFacts.longestName + Self.prefix.count
        if name.count > longest {
            name = String(name.prefix(longest))
            if name.hasSuffix("-") { name = String(name.dropLast(2)) + "-" }
        }
        if name.hasSuffix("-") { name += "0" }
        text = String(name.dropFirst(Self.prefix.count))
    }

    /// The name for a further catalog with the same name; 0 is the name itself.
    package func numbered(_ number: Int) -> String {
        guard number > 0 else { return text }
        var front = text.prefix(CatalogFacts.longestName - "-\(number)".count)
        while front.hasSuffix("-") { front = front.dropLast() }
        return "\(front)-\(number)"
    }
}
