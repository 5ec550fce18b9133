// SPDX-License-Identifier: Apache-2.0

/// Takes numbers and names from the front of bytes.
enum TimeDigits {
    /// Takes a number of exactly so many digits.
    static func digits(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> Int? {
        let found = rest.prefix(count).prefix(while: TimeLayout.isDigit)
        guard found.count == count else { return nil }
        rest = rest.dropFirst(count)
        return found.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Takes a number of one or two digits; of two, if it is padded.
    static func number(isPadded: Bool, _ rest: inout ArraySlice<UInt8>) -> Int? {
        let count = rest.prefix(2).prefix(while: TimeLayout.isDigit).count
        return count == 0 || isPadded && count < 2 ? nil : digits(count, &rest)
    }

    /// Takes one of some names, in any case, and returns which one.
    static func named(_ names: [String], _ rest: inout ArraySlice<UInt8>) -> Int? {
        for (index, name) in names.enumerated() where rest.prefix(name.utf8.count).count == name.utf8.count {
            let isSame = zip(rest, name.utf8).allSatisfy { $0 == $1 || $0 ^ $1 == 0x20 && ($0 | 0x20).isLetter }
            if isSame {
                rest = rest.dropFirst(name.utf8.count)
                return index
            }
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
}
