// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import OCI
package import Plans

/// Gives the resources of each image that has some of its own, such as a catalog, a valid, unique and permanent name.
///
/// A name tells people which image it is: `redhat-operator-index-v4-18` consists of the last part of the repository
/// and the beginning of the tag. If that is not unique, digits of the destination's hash are added.
package struct ResourceNames: Sendable {
    /// How a catalog without a name gets one.
    package enum Naming: Sendable {
        case repositoryAndTag
        /// As oc-mirror v1 did it, at a target whose host and namespace are `root`; if that is not unique, a number is added.
        case versionOne(root: String)
    }

    /// The maximum length of a tag in a name; the rest of a long tag seldom distinguishes versions.
    private static let tagLength = 12
    /// The number of hexadecimal digits that distinguish destinations, few enough to be read out.
    private static let digestLength = 6

    private let known: [PlacedName: String]
    private let naming: Naming

    /// Takes the names that were given before, by destination; invalid ones are ignored.
    package init(known: [PlacedName: String] = [:], naming: Naming = .repositoryAndTag) {
        self.known = known.filter { CatalogFacts.isName($0.value) }
        self.naming = naming
    }

    /// Returns a name for each destination, such as `mirror.example:5000/redhat/redhat-operator-index:v4.18`.
    ///
    /// A destination that has a name keeps it. The order of the others does not matter.
    package func names(of destinations: some Sequence<PlacedName>) -> [PlacedName: String] {
        var owners: [String: PlacedName] = [:]
        for (destination, name) in known.sorted(by: { $0.key < $1.key }) where owners[name] == nil {
            owners[name] = destination
        }
        var names: [PlacedName: String] = [:]
        for destination in Set(destinations).sorted() {
            if let name = known[destination], owners[name] == destination {
                names[destination] = name
                continue
            }
            let name = newName(of: destination) { owners[$0] != nil }
            owners[name] = destination
            names[destination] = name
        }
        return names
    }

    private func newName(of destination: PlacedName, isTaken: (String) -> Bool) -> String {
        switch naming {
        case .repositoryAndTag:
            // The last candidate has enough digits to be unique.
            guard let name = Self.candidates(destination).first(where: { !isTaken($0) }) else {
                preconditionFailure("\(destination) has the hash of another destination")
            }
            return name
        case .versionOne(let root):
            let name = VersionOneCatalogName(of: destination, below: root)
            var number = 0
            while isTaken(name.numbered(number)) { number += 1 }
            return name.numbered(number)
        }
    }

    /// Tells which catalogs would have had the same name by the rules of oc-mirror v1, and what they are called instead.
    package func findings(about destinations: some Sequence<PlacedName>) -> [Finding] {
        guard case .versionOne(let root) = naming else { return [] }
        let names = names(of: destinations)
        let alike = Dictionary(grouping: names.keys) { VersionOneCatalogName(of: $0, below: root).text }
        return alike.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { name, catalogs in
            let spelled = catalogs.sorted().map { "\($0) is `cs-\(names[$0] ?? name)`" }
            return Finding(
                .warning,
                .catalogName,
                "\(catalogs.count) catalogs would have the CatalogSource `cs-\(name)`: \(spelled.joined(separator: ", "))",
                remedy: "Give all but one a `targetCatalog` of its own, and point their Subscriptions to its name."
            )
        }
    }

    /// The possible names of a destination, the most readable one first.
    private static func candidates(_ destination: PlacedName) -> [String] {
        let wish = wish(for: destination)
        let hex = Digest(of: Array(destination.description.utf8)).hex
        let distinct = stride(from: digestLength, through: hex.utf8.count * 3 / 4, by: digestLength).map { length in
            let digits = hex.prefix(length)
            let front = trimmed(wish.prefix(CatalogFacts.longestName - digits.count - 1))
            return front.isEmpty ? String(digits) : "\(front)-\(digits)"
        }
        // A name that was cut may be the same as that of another image.
        return (wish.utf8.count <= CatalogFacts.longestName && !wish.isEmpty ? [wish] : []) + distinct
    }

    /// The preferred name of a destination, of any length.
    private static func wish(for destination: PlacedName) -> String {
        let repository = destination.repository.description
        let tag = destination.description.dropFirst(repository.count + 1).prefix(tagLength)
        let parts = [repository.split(separator: "/").last ?? "", tag].map { trimmed(label($0)) }
        return parts.filter { !$0.isEmpty }.joined(separator: "-")
    }

    /// The text with a dash for each character that a DNS label cannot contain.
    private static func label(_ text: Substring) -> Substring {
        let bytes = text.lowercased().utf8.map { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) ? byte : UInt8(ascii: "-")
        }
        return String(decoding: bytes, as: UTF8.self)[...]
    }

    private static func trimmed(_ text: some BidirectionalCollection<Character>) -> String {
        let front = text.drop { $0 == "-" }
        return String(front.reversed().drop { $0 == "-" }.reversed())
    }
}
