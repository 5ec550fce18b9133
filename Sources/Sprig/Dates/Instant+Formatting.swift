// SPDX-License-Identifier: Apache-2.0

import GoTemplate

extension Instant {
    /// Returns the time in a layout.
    func formatted(_ layout: Text) -> Text {
        var result: [UInt8] = []
        var rest = layout.bytes[...]
        let (date, clock, period) = (date, clock, period)
        while true {
            let piece = TimeLayout.next(rest)
            result += piece.prefix
            guard let part = piece.part else { return Text(result) }
            result += text(of: part, date, clock, period).utf8
            rest = piece.rest
        }
    }

    /// The time as Go prints it.
    var description: Text {
        let text = formatted("2006-01-02 15:04:05.999999999 -0700 MST")
        return isFromClock ? text + " m=+0.000000001" : text
    }

    /// The time as RFC 3339 has it, in which Go writes it as JSON.
    var standard: Text { formatted("2006-01-02T15:04:05.999999999Z07:00") }

    private func text(of part: TimeLayout.Part, _ date: CalendarDate, _ clock: ClockTime, _ period: Zone.Period)
        -> String
    {
        let hour12 = clock.hour % 12 == 0 ? 12 : clock.hour % 12
        switch part {
        case .longYear: return Self.padded(date.year, 4)
        case .year: return Self.padded((date.year % 100).magnitude, 2)
        case .longMonth: return CalendarDate.months[date.month - 1]
        case .shortMonth: return String(CalendarDate.months[date.month - 1].prefix(3))
        case .month: return "\(date.month)"
        case .paddedMonth: return Self.padded(date.month, 2)
        case .longWeekday: return CalendarDate.weekdays[date.weekday]
        case .shortWeekday: return String(CalendarDate.weekdays[date.weekday].prefix(3))
        case .day: return "\(date.day)"
        case .blankDay: return Self.padded(date.day, 2, with: " ")
        case .paddedDay: return Self.padded(date.day, 2)
        case .blankDayOfYear: return Self.padded(date.dayOfYear, 3, with: " ")
        case .paddedDayOfYear: return Self.padded(date.dayOfYear, 3)
        case .hour: return Self.padded(clock.hour, 2)
        case .hour12: return "\(hour12)"
        case .paddedHour12: return Self.padded(hour12, 2)
        case .minute: return "\(clock.minute)"
        case .paddedMinute: return Self.padded(clock.minute, 2)
        case .second: return "\(clock.second)"
        case .paddedSecond: return Self.padded(clock.second, 2)
        case .upperHalf: return clock.hour >= 12 ? "PM" : "AM"
        case .lowerHalf: return clock.hour >= 12 ? "pm" : "am"
        case .zoneName: return period.name.isEmpty ? Self.unnamed(period.offset) : period.name
        case .offset(let offset): return Self.written(period.offset, offset)
        case .fraction(let digits, let separator, let isTrimmed):
            return Self.fraction(clock.nanoseconds, digits, Character(Unicode.Scalar(separator)), isTrimmed)
        }
    }

    private static func padded(_ number: some BinaryInteger, _ width: Int, with pad: String = "0") -> String {
        let digits = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: pad, count: max(0, width - digits.count)) + digits
    }

    /// Returns an offset as it stands for the name of a zone without one.
    private static func unnamed(_ offset: Int) -> String {
        let minutes = (offset / 60).magnitude
        return (offset / 60 < 0 ? "-" : "+") + padded(minutes / 60, 2) + padded(minutes % 60, 2)
    }

    private static func written(_ offset: Int, _ style: TimeLayout.Offset) -> String {
        if style.hasZ, offset == 0 { return "Z" }
        let minutes = (offset / 60).magnitude
        let parts = [minutes / 60, minutes % 60, (offset % 60).magnitude].prefix(style.count)
        let digits = parts.map { padded($0, 2) }.joined(separator: style.hasColons ? ":" : "")
        return (offset / 60 < 0 ? "-" : "+") + digits
    }

    private static func fraction(_ nanoseconds: Int, _ count: Int, _ separator: Character, _ isTrimmed: Bool) -> String
    {
        var digits = padded(nanoseconds, 9).prefix(count)
        if isTrimmed {
            while digits.last == "0" { digits.removeLast() }
            if digits.isEmpty { return "" }
        }
        let zeros = isTrimmed ? 0 : count - digits.count
        return "\(separator)\(digits)\(String(repeating: "0", count: zeros))"
    }
}
