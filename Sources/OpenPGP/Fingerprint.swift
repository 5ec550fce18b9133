// SPDX-License-Identifier: Apache-2.0

/// A key's name, derived from a hash of the key.
struct Fingerprint: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 40 upper-case hexadecimal digits, or 64 for the keys of RFC 9580.
    let description: String

    /// Reads a fingerprint as people write it: digits in any letter case, in groups, with or without `0x`.
    init?(_ text: String) {
        var digits = text.filter { $0 != " " && $0 != ":" }.uppercased()
        if digits.hasPrefix("0X") { digits.removeFirst(2) }
        let isHexadecimal = digits.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }
        guard isHexadecimal, [40, 64].contains(digits.utf8.count) else { return nil }
        description = digits
    }

    static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
