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

    private var year: Int64 = 0
    private var month: Int?
    private var day: Int?
    private var dayOfYear: Int?
    private var time = ClockTime()
    /// Whether `PM` or `AM` was said.
    private var isAfternoon: Bool?
    private(set) var isUTC = false
    private(set) var offset: Int?
    private(set) var zoneName = ""

    /// Takes a part from the front of bytes.
    mutating func take(
        _ part: TimeLayout.Part,
        from rest: inout ArraySlice<UInt8>,
        nextIsFraction: Bool
    ) -> Outcome {
        switch part {
        case .year, .longYear, .longMonth, .shortMonth, .month, .paddedMonth: return takeMonth(part, &rest)
        case .longWeekday: return named(CalendarDate.weekdays, &rest) == nil ? .mismatch : .taken
        case .shortWeekday:
            return named(CalendarDate.weekdays.map { String($0.prefix(3)) }, &rest) == nil ? .mismatch : .taken
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
            guard let number = digits(2, &rest) else { return .mismatch }
            year = Int64(number >= 69 ? number + 1900 : number + 2000)
        case .longYear:
            guard let number = digits(4, &rest) else { return .mismatch }
            year = Int64(number)
        case .longMonth, .shortMonth:
            let names = part == .longMonth ? CalendarDate.months : CalendarDate.months.map { String($0.prefix(3)) }
            guard let index = named(names, &rest) else { return .mismatch }
            month = index + 1
        default:
            guard let number = number(isPadded: part == .paddedMonth, &rest) else { return .mismatch }
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
            dayOfYear = digits(found.count, &rest)
        } else {
            guard let number = number(isPadded: part == .paddedDay, &rest) else { return .mismatch }
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
        guard let number = number(isPadded: isPadded, &rest) else { return .mismatch }
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

extension TimeParts {
    private mutating func takeZoneName(_ rest: inout ArraySlice<UInt8>) -> Outcome {
        if rest.starts(with: "UTC".utf8) {
            isUTC = true
            rest = rest.dropFirst(3)
            return .taken
        }
        guard let count = Self.zoneNameCount(rest) else { return .mismatch }
        zoneName = String(decoding: rest.prefix(count), as: UTF8.self)
        rest = rest.dropFirst(count)
        return .taken
    }

    private mutating func takeOffset(_ style: TimeLayout.Offset, _ rest: inout ArraySlice<UInt8>) -> Outcome {
        if style.hasZ, rest.first == UInt8(ascii: "Z") {
            isUTC = true
            rest = rest.dropFirst()
            return .taken
        }
        let count = 1 + 2 * style.count + (style.hasColons ? style.count - 1 : 0)
        guard rest.count >= count, let sign = rest.first else { return .mismatch }
        var text = rest.dropFirst().prefix(count - 1)
        rest = rest.dropFirst(count)
        var numbers: [Int] = []
        for index in 0..<style.count {
            if index > 0, style.hasColons {
                guard text.first == UInt8(ascii: ":") else { return .mismatch }
                text = text.dropFirst()
            }
            guard let number = digits(2, &text) else { return .mismatch }
            numbers.append(number)
        }
        numbers += [0, 0]
        for (number, limit, name) in zip3(numbers, [24, 60, 60], ["hour", "minute", "second"]) where number > limit {
            return .outOfRange("time zone offset \(name)")
        }
        let seconds = (numbers[0] * 60 + numbers[1]) * 60 + numbers[2]
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return .mismatch }
        offset = sign == UInt8(ascii: "-") ? -seconds : seconds
        return .taken
    }

    /// Returns how many bytes of a text are the name of a zone.
    private static func zoneNameCount(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= 3, let first = bytes.first else { return nil }
        if bytes.starts(with: "ChST".utf8) || bytes.starts(with: "MeST".utf8) { return 4 }
        if bytes.starts(with: "GMT".utf8) { return 3 + signedOffsetCount(bytes.dropFirst(3)) }
        if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            let count = signedOffsetCount(bytes)
            return count > 0 ? count : nil
        }
        let upper = bytes.prefix(6).prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        let endsInT = upper.last == UInt8(ascii: "T")
        return switch upper.count {
        case 5: endsInT ? 5 : nil
        case 4: endsInT || upper.elementsEqual("WITA".utf8) ? 4 : nil
        case 3: 3
        default: nil
        }
    }

    /// Returns how many bytes are a sign and hours; none if there is no sign or there are too many hours.
    private static func signedOffsetCount(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return 0 }
        let digits = bytes.dropFirst().prefix(while: TimeLayout.isDigit)
        guard let hours = Int(String(decoding: digits, as: UTF8.self)), hours <= 23 else { return 0 }
        return 1 + digits.count
    }

    /// The time of day.
    var clock: ClockTime {
        var clock = time
        if isAfternoon == true, clock.hour < 12 { clock.hour += 12 }
        if isAfternoon == false, clock.hour == 12 { clock.hour = 0 }
        return clock
    }

    /// Returns the day.
    func date() throws(DateError) -> CalendarDate {
        var (month, day) = (month, day)
        if let dayOfYear {
            let count = CalendarDate.isLeap(year) ? 366 : 365
            guard (1...count).contains(dayOfYear) else { throw DateError(reason: "day-of-year out of range") }
            let date = CalendarDate(days: CalendarDate(year: year, month: 1, day: 1).days + Int64(dayOfYear) - 1)
            if let month, month != date.month { throw DateError(reason: "day-of-year does not match month") }
            if let day, day != date.day { throw DateError(reason: "day-of-year does not match day") }
            (month, day) = (date.month, date.day)
        }
        let date = CalendarDate(year: year, month: month ?? 1, day: day ?? 1)
        guard (1...CalendarDate.days(in: date.month, of: year)).contains(date.day) else {
            throw DateError(reason: "day out of range")
        }
        return date
    }
}

/// Takes a number of exactly so many digits.
private func digits(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> Int? {
    let found = rest.prefix(count).prefix(while: TimeLayout.isDigit)
    guard found.count == count else { return nil }
    rest = rest.dropFirst(count)
    return found.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
}

/// Takes a number of one or two digits; of two, if it is padded.
private func number(isPadded: Bool, _ rest: inout ArraySlice<UInt8>) -> Int? {
    let count = rest.prefix(2).prefix(while: TimeLayout.isDigit).count
    return count == 0 || isPadded && count < 2 ? nil : digits(count, &rest)
}

/// Takes one of some names, in any case, and returns which one.
private func named(_ names: [String], _ rest: inout ArraySlice<UInt8>) -> Int? {
    for (index, name) in names.enumerated() where rest.prefix(name.utf8.count).count == name.utf8.count {
        let isSame = zip(rest, name.utf8).allSatisfy { $0 == $1 || $0 ^ $1 == 0x20 && ($0 | 0x20).isLetter }
        if isSame {
            rest = rest.dropFirst(name.utf8.count)
            return index
        }
    }
    return nil
}

private func zip3<A, B, C>(_ a: [A], _ b: [B], _ c: [C]) -> [(A, B, C)] { zip(a, zip(b, c)).map { ($0, $1.0, $1.1) } }

extension UInt8 {
    fileprivate var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
}
