// SPDX-License-Identifier: Apache-2.0

package import GoTemplate

/// Values as numbers; zero for what is none.
extension Value {
    /// The value as a whole number: fractions are cut off, texts are read as Go writes its constants.
    package var asWhole: Int64 {
        switch self {
        case .integer(let number, _): number
        case .float(let number): Self.truncated(number)
        case .bool(let flag): flag ? 1 : 0
        case .string(let text): NumberTexts.whole(Self.withoutZeroFraction(text.bytes), base: 0) ?? 0
        case .object(let object):
            // Months and weekdays count; durations are texts of another kind for Go and count as none.
            if let number = object.ordinal { number } else { 0 }
        default: 0
        }
    }

    /// The value as a number with a fraction.
    package var asReal: Double {
        switch self {
        case .integer(let number, let type): type.isSigned ? Double(number) : Double(UInt64(bitPattern: number))
        case .float(let number): number
        case .bool(let flag): flag ? 1 : 0
        case .string(let text): NumberTexts.real(text.bytes) ?? 0
        case .object(let object): object.ordinal.map(Double.init) ?? 0
        default: 0
        }
    }

    /// Cuts the fraction off, as processors do: what is too large is the smallest number.
    static func truncated(_ number: Double) -> Int64 { Int64(exactly: number.rounded(.towardZero)) ?? .min }

    /// Returns the digits before a point that only zeros follow.
    private static func withoutZeroFraction(_ bytes: [UInt8]) -> [UInt8] {
        var index = bytes.count
        while index > 0, bytes[index - 1] == UInt8(ascii: "0") { index -= 1 }
        let hasZeros = index < bytes.count
        while index > 0, bytes[index - 1] == UInt8(ascii: ".") || bytes[index - 1] == UInt8(ascii: "0") {
            if bytes[index - 1] == UInt8(ascii: "."), hasZeros { return Array(bytes[..<(index - 1)]) }
            index -= 1
        }
        return bytes
    }
}

extension Object {
    /// The number of a month or a day of the week.
    var ordinal: Int64? {
        guard case .named(let name, .int) = type, name == "time.Month" || name == "time.Weekday" else { return nil }
        guard case .value(.integer(let number, _)) = underlying else { return nil }
        return number
    }
}
