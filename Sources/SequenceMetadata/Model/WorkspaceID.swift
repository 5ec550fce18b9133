// SPDX-License-Identifier: Apache-2.0

/// The identity of a workspace of oc-mirror v1: a UUID, which is also the tag of its metadata at a target.
package struct WorkspaceID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The UUID in lower case, with dashes.
    package let description: String

    /// The UUID of zeros, which stands for a missing one.
    package static let none = Self(checked: "00000000-0000-0000-0000-000000000000")

    /// Takes a UUID such as `d8c4ba92-4653-4f97-bb76-3a1ba8c3d7ae`, in any letter case; `nil` for anything else.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == Self.none.description.utf8.count else { return nil }
        for (index, byte) in bytes.enumerated() {
            let isDash = [8, 13, 18, 23].contains(index)
            guard isDash ? byte == UInt8(ascii: "-") : Self.isHexDigit(byte) else { return nil }
        }
        self.init(checked: text.lowercased())
    }

    private init(checked: String) { description = checked }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
