// SPDX-License-Identifier: Apache-2.0

/// The dates and times that Go's YAML library knows.
struct YAMLTimestamp {
    private var rest: ArraySlice<UInt8>

    /// Whether a text is `2006-1-2`, `2006-1-2T15:4:5Z07:00` or `2006-1-2 15:4:5`, where seconds may have a fraction.
    static func isTimestamp(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 8, bytes[4] == UInt8(ascii: "-"), bytes.prefix(4).allSatisfy(isDigit) else { return false }
        var text = YAMLTimestamp(rest: bytes[4...])
        let year = bytes.prefix(4).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard text.date(in: year) else { return false }
        if text.rest.isEmpty { return true }
        if text.skip(" ") { return text.time() && text.rest.isEmpty }
        guard text.skip("T") || text.skip("t") else { return false }
        return text.time() && text.zone() && text.rest.isEmpty
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Reads one or two digits.
    private mutating func number(in range: ClosedRange<Int>, digits: ClosedRange<Int> = 1...2) -> Int? {
        let read = rest.prefix(2).prefix(while: Self.isDigit)
        guard digits.contains(read.count) else { return nil }
        rest = rest.dropFirst(read.count)
        let value = read.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return range.contains(value) ? value : nil
    }

    private mutating func date(in year: Int) -> Bool {
        guard skip("-"), let month = number(in: 1...12), skip("-"), let day = number(in: 1...31) else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        switch month {
        case 2: return day <= (isLeap ? 29 : 28)
        case 4, 6, 9, 11: return day <= 30
        default: return true
        }
    }

    private mutating func time() -> Bool {
        guard number(in: 0...23) != nil, skip(":"), number(in: 0...59) != nil, skip(":"), number(in: 0...59) != nil
        else {
            return false
        }
        if rest.count >= 2, rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ","),
            Self.isDigit(rest[rest.startIndex + 1])
        {
            rest = rest.dropFirst().drop(while: Self.isDigit)
        }
        return true
    }

    private mutating func zone() -> Bool {
        if skip("Z") { return true }
        guard skip("+") || skip("-") else { return false }
        return number(in: 0...24, digits: 2...2) != nil && skip(":") && number(in: 0...60, digits: 2...2) != nil
    }
}
