// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// A length of time, as Go's `time.Duration`.
struct GoDuration {
    var nanoseconds: Int64

    static let second = GoDuration(nanoseconds: 1_000_000_000)

    /// The duration as Go prints it: `1h15m30.918s`.
    var description: String {
        if nanoseconds == 0 { return "0s" }
        let sign = nanoseconds < 0 ? "-" : ""
        let magnitude = nanoseconds.magnitude
        if magnitude < 1_000_000_000 {
            let (unit, digits) = magnitude < 1000 ? ("ns", 0) : magnitude < 1_000_000 ? ("µs", 3) : ("ms", 6)
            return sign + Self.decimal(magnitude, digits) + unit
        }
        let seconds = Self.decimal(magnitude % 60_000_000_000, 9) + "s"
        let minutes = magnitude / 60_000_000_000
        if minutes == 0 { return sign + seconds }
        return sign + (minutes < 60 ? "\(minutes)m" : "\(minutes / 60)h\(minutes % 60)m") + seconds
    }

    /// Returns a number whose last digits stand after a point, without zeros at the end.
    private static func decimal(_ number: UInt64, _ digits: Int) -> String {
        let power = (0..<digits).reduce(UInt64(1)) { power, _ in power * 10 }
        var fraction = String(number % power)
        fraction = String(repeating: "0", count: digits - fraction.count > 0 ? digits - fraction.count : 0) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        return fraction.isEmpty ? "\(number / power)" : "\(number / power).\(fraction)"
    }

    /// Returns the nearest multiple of another duration; a half is rounded away from zero.
    func rounded(to unit: GoDuration) -> GoDuration {
        guard unit.nanoseconds > 0 else { return self }
        let rest = nanoseconds % unit.nanoseconds
        let truncated = nanoseconds - rest
        let isUp = rest.magnitude >= unit.nanoseconds.magnitude - rest.magnitude
        guard isUp else { return GoDuration(nanoseconds: truncated) }
        let (result, isTooLarge) = truncated.addingReportingOverflow(
            nanoseconds < 0 ? -unit.nanoseconds : unit.nanoseconds
        )
        return GoDuration(nanoseconds: isTooLarge ? (nanoseconds < 0 ? .min : .max) : result)
    }

    func truncated(to unit: GoDuration) -> GoDuration {
        unit.nanoseconds <= 0 ? self : GoDuration(nanoseconds: nanoseconds - nanoseconds % unit.nanoseconds)
    }

    /// The largest unit of which there is more than one whole one, roughly: a month has 30 days.
    var rounded: String {
        let magnitude = nanoseconds.magnitude
        let hour: UInt64 = 3_600_000_000_000
        let units = [
            (hour * 24 * 365, "y"), (hour * 24 * 30, "mo"), (hour * 24, "d"), (hour, "h"), (hour / 60, "m"),
            (hour / 3600, "s"),
        ]
        guard let (unit, name) = units.first(where: { magnitude > $0.0 }) else { return "0s" }
        return "\(magnitude / unit)\(name)"
    }
}

extension GoDuration {
    private static let units: [String: UInt64] = [
        "ns": 1, "us": 1000, "µs": 1000, "μs": 1000, "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000,
        "h": 3_600_000_000_000,
    ]

    /// Reads a duration such as `-1.5h` or `1h45m`.
    init(_ text: Text) throws(FunctionError) {
        let invalid = FunctionError("time: invalid duration " + text.quotedForTime)
        var rest = text.bytes[...]
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        if rest.elementsEqual("0".utf8) {
            nanoseconds = 0
            return
        }
        guard !rest.isEmpty else { throw invalid }
        var total: UInt64 = 0
        while !rest.isEmpty {
            let part = try Self.part(&rest, of: text, invalid)
            let (sum, isTooLarge) = total.addingReportingOverflow(part)
            guard !isTooLarge, sum <= 1 << 63 else { throw invalid }
            total = sum
        }
        guard isNegative || total < 1 << 63 else { throw invalid }
        nanoseconds = isNegative ? Int64(truncatingIfNeeded: 0 &- total) : Int64(total)
    }

    /// Takes a number and its unit, and returns them in nanoseconds.
    private static func part(
        _ rest: inout ArraySlice<UInt8>,
        of text: Text,
        _ invalid: FunctionError
    ) throws(FunctionError) -> UInt64 {
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        let whole = rest.prefix(while: isDigit)
        rest = rest[whole.endIndex...]
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: isDigit)
            rest = rest[fraction.endIndex...]
        }
        guard !(whole.isEmpty && fraction.isEmpty), let number = UInt64("0" + String(decoding: whole, as: UTF8.self)),
            number <= 1 << 63
        else { throw invalid }
        let name = rest.prefix { !isDigit($0) && $0 != UInt8(ascii: ".") }
        rest = rest[name.endIndex...]
        guard !name.isEmpty else { throw FunctionError("time: missing unit in duration " + text.quotedForTime) }
        guard let unit = units[String(decoding: name, as: UTF8.self)] else {
            throw FunctionError("time: unknown unit " + Text(name).quotedForTime + " in duration " + text.quotedForTime)
        }
        guard number <= 1 << 63 / unit else { throw invalid }
        let extra = Self.nanoseconds(of: fraction, unit)
        guard number * unit + extra <= 1 << 63 else { throw invalid }
        return number * unit + extra
    }
}

extension GoDuration {
    /// Returns how much digits after a point are of a unit; digits that are too many to matter do not count.
    private static func nanoseconds(of digits: ArraySlice<UInt8>, _ unit: UInt64) -> UInt64 {
        var (number, scale) = (UInt64(0), 1.0)
        for digit in digits {
            guard number <= UInt64(Int64.max) / 10 else { break }
            let next = number * 10 + UInt64(digit - UInt8(ascii: "0"))
            guard next <= 1 << 63 else { break }
            number = next
            scale *= 10
        }
        return UInt64(Double(number) * (Double(unit) / scale))
    }
}

extension Text {
    /// The text in quotes as Go's `time` writes it: every byte that is not printable ASCII as `\x..`.
    var quotedForTime: Text {
        let escaped = bytes.flatMap { byte -> [UInt8] in
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return [UInt8(ascii: "\\"), byte] }
            if byte >= 0x80 || byte < 0x20 { return Array("\\x\(hexadecimal([byte]))".utf8) }
            return [byte]
        }
        return Text([UInt8(ascii: "\"")] + escaped + [UInt8(ascii: "\"")])
    }
}
