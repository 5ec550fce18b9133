// SPDX-License-Identifier: Apache-2.0

/// Sizes for people, in binary units with one decimal.
package enum ByteCount {
    private static let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]

    /// Spells a size in the largest unit that gives at least 1.
    package static func text(_ bytes: Int64) -> String { text(bytes, unit: unit(of: bytes)) }

    /// Spells two sizes in the unit of the larger one, unless the smaller one would then be 0.
    package static func pair(_ first: Int64, _ second: Int64) -> (String, String) {
        let shared = unit(of: max(first, second))
        func spell(_ bytes: Int64) -> String {
            let isVisible = bytes == 0 || tenths(bytes, unit: shared) > 0
            return text(bytes, unit: isVisible ? shared : unit(of: bytes))
        }
        return (spell(first), spell(second))
    }

    /// Describes a disk with too little space: `371.2 MiB free, 382.0 MiB needed`.
    package static func room(free: Int64, needed: Int64) -> String {
        let (left, wanted) = pair(free, needed)
        // The rounded numbers may be equal.
        return left == wanted ? "\(free) bytes free, \(needed) needed" : "\(left) free, \(wanted) needed"
    }

    private static func unit(of bytes: Int64) -> Int {
        var unit = 0
        while unit + 1 < units.count, bytes >> (10 * (unit + 1)) > 0 { unit += 1 }
        return unit
    }

    private static func tenths(_ bytes: Int64, unit: Int) -> Int64 {
        let size = Int64(1) << (10 * unit)
        return bytes / size * 10 + (bytes % size * 10 + size / 2) / size
    }

    private static func text(_ bytes: Int64, unit: Int) -> String {
        guard unit > 0 else { return "\(bytes) B" }
        let tenths = tenths(bytes, unit: unit)
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }

    /// A bare number means GiB, as in `archiveSize`; a number above this was probably meant as bytes.
    private static let largestBare: Int128 = 1_000_000

    /// Reads a size such as `20GiB`, `300M`, `1.5 GiB` or `500MB`.
    ///
    /// `K`, `M` and `G` are binary like `KiB`, `MiB` and `GiB`; `KB`, `MB` and `GB` are decimal.
    package static func parse(_ text: String) throws(InvalidByteCount) -> Int64 {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(number.count).drop { $0 == " " }.lowercased()
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard let factor = Self.factor(unit), (1...2).contains(parts.count), !parts.contains(""), number.count < 20,
            let value = Int128(parts.joined())
        else {
            throw InvalidByteCount(text: text, message: "expected a number and a unit, such as 20GiB, 300M or 500MB")
        }
        let divisor = (parts.count > 1 ? parts[1] : "").reduce(Int128(1)) { divisor, _ in divisor * 10 }
        guard !unit.isEmpty || value / divisor <= largestBare else {
            throw InvalidByteCount(text: text, message: "a number without a unit is GiB; write \(number)B for bytes")
        }
        guard let bytes = Int64(exactly: value * Int128(factor) / divisor) else {
            throw InvalidByteCount(text: text, message: "no disk has so many bytes")
        }
        return bytes
    }

    private static func factor(_ unit: String) -> Int64? {
        if unit.isEmpty { return 1 << 30 }
        if unit == "b" { return 1 }
        guard let power = units.firstIndex(where: { $0.lowercased().prefix(1) == unit.prefix(1) }), power > 0 else {
            return nil
        }
        switch unit.dropFirst() {
        case "", "i", "ib": return 1 << (10 * power)
        case "b": return (0..<power).reduce(1) { factor, _ in factor * 1000 }
        default: return nil
        }
    }
}

/// An error that a text is not a size.
package struct InvalidByteCount: Error, Equatable, CustomStringConvertible {
    let text: String
    let message: String

    package var description: String { "`\(text)`: \(message)" }
}
