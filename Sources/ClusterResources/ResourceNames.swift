// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

/// Gives the resources of each image that has some of its own, such as a catalog, a valid, unique and permanent name.
///
/// A name tells people which image it is: `redhat-operator-index-v4-18` consists of the last part of the repository
/// and the beginning of the tag. If that is not unique, digits of the destination's hash are added.
package struct ResourceNames: Sendable {
    /// The maximum length of a tag in a name; the rest of a long tag seldom distinguishes versions.
    private static let tagLength = 12
    /// The number of hexadecimal digits that distinguish destinations, few enough to be read out.
    private static let digestLength = 6

    private let known: [PlacedName: String]

    /// Takes the names that were given before, by destination; invalid ones are ignored.
    package init(known: [PlacedName: String] = [:]) { self.known = known.filter { CatalogFacts.isName($0.value) } }

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
            let name = Self.candidates(destination).first { owners[$0] == nil }
            // The last candidate has enough digits to be unique.
            guard let name else { preconditionFailure("\(destination) has the hash of another destination") }
            owners[name] = destination
            names[destination] = name
        }
        return names
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
