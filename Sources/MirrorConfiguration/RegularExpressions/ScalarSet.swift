// SPDX-License-Identifier: Apache-2.0

/// A set of characters.
struct ScalarSet: Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isInverted = false
    /// Whether upper and lower case are the same.
    var ignoresCase = false

    init(_ ranges: [ClosedRange<UInt32>]) { self.ranges = ranges }

    init(_ scalar: Unicode.Scalar) { ranges = [scalar.value...scalar.value] }

    static let digit = ScalarSet([0x30...0x39])
    static let word = ScalarSet([0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a])
    static let blank = ScalarSet([0x09...0x0a, 0x0c...0x0d, 0x20...0x20])
    static let any = ScalarSet([0...0x10ffff])
    static let anyButNewline = ScalarSet([0...0x09, 0x0b...0x10ffff])

    /// The classes of POSIX that RE2 knows, such as `[:alpha:]`.
    static let named: [String: ScalarSet] = [
        "alnum": ScalarSet([0x30...0x39, 0x41...0x5a, 0x61...0x7a]),
        "alpha": ScalarSet([0x41...0x5a, 0x61...0x7a]),
        "ascii": ScalarSet([0...0x7f]),
        "blank": ScalarSet([0x09...0x09, 0x20...0x20]),
        "cntrl": ScalarSet([0...0x1f, 0x7f...0x7f]),
        "digit": digit,
        "graph": ScalarSet([0x21...0x7e]),
        "lower": ScalarSet([0x61...0x7a]),
        "print": ScalarSet([0x20...0x7e]),
        "punct": ScalarSet([0x21...0x2f, 0x3a...0x40, 0x5b...0x60, 0x7b...0x7e]),
        "space": ScalarSet([0x09...0x0d, 0x20...0x20]),
        "upper": ScalarSet([0x41...0x5a]),
        "word": word,
        "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66]),
    ]

    /// The characters that are not in this set, as ranges.
    var complement: [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        if next <= 0x10ffff { result.append(next...0x10ffff) }
        return result
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var isInside = ranges.contains { $0.contains(scalar.value) }
        if ignoresCase, !isInside {
            let properties = scalar.properties
            isInside = [properties.lowercaseMapping, properties.uppercaseMapping].contains { mapping in
                guard let other = mapping.unicodeScalars.first, mapping.unicodeScalars.count == 1 else { return false }
                return ranges.contains { $0.contains(other.value) }
            }
        }
        return isInside != isInverted
    }
}
