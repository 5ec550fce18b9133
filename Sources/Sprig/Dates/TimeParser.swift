// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Reads a time that is written in a layout, with the errors of Go's `time.Parse`.
struct TimeParser {
    private let layout: Text
    private let text: Text
    private var rest: ArraySlice<UInt8>
    private var parts = TimeParts()

    /// Returns the time of a text; without an offset or zone in it, in a given zone.
    static func parse(_ text: Text, layout: Text, in zone: Zone) throws(FunctionError) -> Instant {
        var parser = TimeParser(layout: layout, text: text)
        try parser.run()
        return try parser.result(in: zone)
    }

    private init(layout: Text, text: Text) {
        self.layout = layout
        self.text = text
        rest = text.bytes[...]
    }

    private mutating func run() throws(FunctionError) {
        var remaining = layout.bytes[...]
        while true {
            let piece = TimeLayout.next(remaining)
            guard skip(piece.prefix) else { throw mismatch(piece.prefix, rest) }
            guard let part = piece.part else {
                if !rest.isEmpty { throw failure(": extra text: " + Text(rest).quotedForTime) }
                return
            }
            remaining = piece.rest
            let start = rest
            let nextIsFraction: Bool
            if case .fraction = TimeLayout.next(remaining).part {
                nextIsFraction = true
            } else {
                nextIsFraction = false
            }
            switch parts.take(part, from: &rest, nextIsFraction: nextIsFraction) {
            case .taken: break
            case .mismatch: throw mismatch(piece.source, start)
            case .outOfRange(let name): throw failure(Text(": \(name) out of range"))
            }
        }
    }

    /// Takes what stands between parts; any number of blanks fits any other.
    private mutating func skip(_ prefix: ArraySlice<UInt8>) -> Bool {
        let blank = UInt8(ascii: " ")
        var prefix = prefix
        while let byte = prefix.first {
            if byte == blank {
                if let next = rest.first, next != blank { return false }
                prefix = prefix.drop { $0 == blank }
                rest = rest.drop { $0 == blank }
                continue
            }
            guard rest.first == byte else { return false }
            prefix = prefix.dropFirst()
            rest = rest.dropFirst()
        }
        return true
    }

    private func mismatch(_ source: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> FunctionError {
        FunctionError(
            "parsing time " + text.quotedForTime + " as " + layout.quotedForTime + ": cannot parse "
                + Text(value).quotedForTime + " as " + Text(source).quotedForTime
        )
    }

    private func failure(_ message: Text) -> FunctionError {
        FunctionError("parsing time " + text.quotedForTime + message)
    }

    /// Puts the parts together.
    private func result(in zone: Zone) throws(FunctionError) -> Instant {
        let date: CalendarDate
        do {
            date = try parts.date()
        } catch {
            throw failure(Text(": \(error.reason)"))
        }
        let clock = parts.clock
        if parts.isUTC { return Instant(date, clock, zone: .utc) }
        var time = Instant(date, clock, zone: .utc)
        if let offset = parts.offset {
            time.seconds = time.seconds &- Int64(offset)
            let period = zone.period(at: time.seconds)
            if period.offset == offset, parts.zoneName.isEmpty || parts.zoneName == period.name {
                time.zone = zone
            } else {
                time.zone = Zone(fixed: Zone.Period(offset: offset, name: parts.zoneName), name: parts.zoneName)
            }
            return time
        }
        guard !parts.zoneName.isEmpty else { return Instant(date, clock, zone: zone) }
        if let offset = zone.offset(named: parts.zoneName, near: time.seconds) {
            time.seconds = time.seconds &- Int64(offset)
            time.zone = zone
        } else {
            // The offset of such a name says only how the time is shown; it is read as UTC.
            let hours = parts.zoneName.hasPrefix("GMT") ? Int(parts.zoneName.dropFirst(3)) ?? 0 : 0
            time.zone = Zone(fixed: Zone.Period(offset: hours * 3600, name: parts.zoneName), name: parts.zoneName)
        }
        return time
    }
}
