// SPDX-License-Identifier: Apache-2.0

/// Whether a text comes before another if numbers in it are compared as numbers: `4.15.9` before `4.15.11`.
///
/// Versions, tags and names with a version get the order that people expect. Texts that differ only in leading zeros are
/// ordered by their bytes, so that no two are equal.
package func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
    var (rest, other) = (Array(left.utf8)[...], Array(right.utf8)[...])
    while let first = rest.first, let second = other.first {
        if first.isDigit, second.isDigit {
            let (number, against) = (rest.prefix(while: \.isDigit), other.prefix(while: \.isDigit))
            let (digits, others) = (number.drop { $0 == 0x30 }, against.drop { $0 == 0x30 })
            if digits.count != others.count { return digits.count < others.count }
            if !digits.elementsEqual(others) { return digits.lexicographicallyPrecedes(others) }
            rest = rest.dropFirst(number.count)
            other = other.dropFirst(against.count)
        } else if first != second {
            return first < second
        } else {
            rest = rest.dropFirst()
            other = other.dropFirst()
        }
    }
    if rest.isEmpty != other.isEmpty { return rest.isEmpty }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
