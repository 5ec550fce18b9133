// SPDX-License-Identifier: Apache-2.0

/// What a text says of a time, part by part.
struct TimeParts {
    enum Outcome {
        case taken
        case mismatch
        /// The name of what is too large or too small.
        case outOfRange(String)
    }

    /// Why parts do not make a day.
    struct DateError: Error {
        var reason: String
    }

    var year: Int64 = 0
    var month: Int?
    var day: Int?
    var dayOfYear: Int?
    var time = ClockTime()
    /// Whether `PM` or `AM` was said.
    var isAfternoon: Bool?
    var isUTC = false
    var offset: Int?
    var zoneName = ""

    /// Takes a part from the front of bytes.
    mutating func take(
        _ part: TimeLayout.Part,
        from rest: inout ArraySlice<UInt8>,
        nextIsFraction: Bool
    ) -> Outcome {
        switch part {
        case .year, .longYear, .longMonth, .shortMonth, .month, .paddedMonth: return takeMonth(part, &rest)
        case .longWeekday: return TimeDigits.named(CalendarDate.weekdays, &rest) == nil ? .mismatch : .taken
        case .shortWeekday:
            return TimeDigits.named(CalendarDate.weekdays.map { String($0.prefix(3)) }, &rest) == nil
                ? .mismatch : .taken
        case .day, .blankDay, .paddedDay, .blankDayOfYear, .paddedDayOfYear: return takeDay(part, &rest)
        case .hour, .hour12, .paddedHour12, .minute, .paddedMinute, .second, .paddedSecond, .fraction:
            return takeTime(part, &rest, nextIsFraction)
        case .upperHalf, .lowerHalf:
            let isUpper = part == .upperHalf
            if rest.starts(with: (isUpper ? "PM" : "pm").utf8) {
                isAfternoon = true
            } else if rest.starts(with: (isUpper ? "AM" : "am").utf8) {
                isAfternoon = false
            } else {
                return .mismatch
            }
            rest = rest.dropFirst(2)
            return .taken
        case .zoneName: return takeZoneName(&rest)
        case .offset(let style): return takeOffset(style, &rest)
        }
    }

    private mutating func takeMonth(_ part: TimeLayout.Part, _ rest: inout ArraySlice<UInt8>) -> Outcome {
        switch part {
        case .year:
            guard let number = TimeDigits.digits(2, &rest) else { return .mismatch }
            year = Int64(number >= 69 ? number + 1900 : number + 2000)
        case .longYear:
            guard let number = TimeDigits.digits(4, &rest) else { return .mismatch }
            year = Int64(number)
        case .longMonth, .shortMonth:
            let names = part == .longMonth ? CalendarDate.months : CalendarDate.months.map { String($0.prefix(3)) }
            guard let index = TimeDigits.named(names, &rest) else { return .mismatch }
            month = index + 1
        default:
            guard let number = TimeDigits.number(isPadded: part == .paddedMonth, &rest) else { return .mismatch }
            guard (1...12).contains(number) else { return .outOfRange("month") }
            month = number
        }
        return .taken
    }

    private mutating func takeDay(_ part: TimeLayout.Part, _ rest: inout ArraySlice<UInt8>) -> Outcome {
        let blank = UInt8(ascii: " ")
        if part == .blankDay || part == .blankDayOfYear, rest.first == blank { rest = rest.dropFirst() }
        if part == .blankDayOfYear || part == .paddedDayOfYear {
            if part == .blankDayOfYear, rest.first == blank { rest = rest.dropFirst() }
            let found = rest.prefix(3).prefix(while: TimeLayout.isDigit)
            guard !found.isEmpty, part == .blankDayOfYear || found.count == 3 else { return .mismatch }
            dayOfYear = TimeDigits.digits(found.count, &rest)
        } else {
            guard let number = TimeDigits.number(isPadded: part == .paddedDay, &rest) else { return .mismatch }
            day = number
        }
        return .taken
    }

    private mutating func takeTime(
        _ part: TimeLayout.Part,
        _ rest: inout ArraySlice<UInt8>,
        _ nextIsFraction: Bool
    ) -> Outcome {
        if case .fraction(let count, _, let isTrimmed) = part { return takeFraction(isTrimmed ? nil : count, &rest) }
        let isPadded = part == .paddedHour12 || part == .paddedMinute || part == .paddedSecond
        guard let number = TimeDigits.number(isPadded: isPadded, &rest) else { return .mismatch }
        switch part {
        case .hour, .hour12, .paddedHour12:
            guard number < (part == .hour ? 24 : 13) else { return .outOfRange("hour") }
            time.hour = number
        case .minute, .paddedMinute:
            guard number < 60 else { return .outOfRange("minute") }
            time.minute = number
        default:
            guard number < 60 else { return .outOfRange("second") }
            time.second = number
            // A fraction may follow the seconds even if the layout has none.
            if !nextIsFraction { return takeFraction(nil, &rest) }
        }
        return .taken
    }

    /// Takes a point and digits: as many as are asked for, or any number of them, even none.
    private mutating func takeFraction(_ count: Int?, _ rest: inout ArraySlice<UInt8>) -> Outcome {
        let hasSeparator = rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",")
        var found = hasSeparator ? rest.dropFirst().prefix(while: TimeLayout.isDigit) : rest.prefix(0)
        if let count {
            guard hasSeparator, found.count >= count else { return .mismatch }
            found = found.prefix(count)
        } else if found.isEmpty {
            return .taken
        }
        rest = rest[found.endIndex...]
        let digits = found.prefix(9)
        time.nanoseconds = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        for _ in digits.count..<9 { time.nanoseconds *= 10 }
        return .taken
    }
}
