// SPDX-License-Identifier: Apache-2.0

/// What is in force in every year, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRule: Sendable {
    private let standard: Zone.Period
    private let summer: Zone.Period?
    private let start: Change
    private let end: Change

    /// A moment of every year.
    private struct Change {
        enum Day {
            /// A day of a week of a month; the fifth week is the last one.
            case week(month: Int, week: Int, weekday: Int)
            /// A day of the year from 1, for which the 29th of February does not count.
            case day(Int)
            /// A day of the year from 0.
            case index(Int)
        }

        var day: Day
        /// Seconds since midnight, by the clock that is in force before.
        var time: Int

        /// Returns the seconds from the start of a year, by that clock.
        func seconds(in year: Int64) -> Int64 {
            let first = CalendarDate(year: year, month: 1, day: 1)
            let days: Int64
            switch day {
            case .index(let index): days = Int64(index)
            case .day(let day): days = Int64(day - 1 + (CalendarDate.isLeap(year) && day >= 60 ? 1 : 0))
            case .week(let month, let week, let weekday):
                let start = CalendarDate(year: year, month: month, day: 1)
                var day = 1 + (weekday - start.weekday + 7) % 7 + 7 * (week - 1)
                while day > CalendarDate.days(in: month, of: year) { day -= 7 }
                days = CalendarDate(year: year, month: month, day: day).days - first.days
            }
            return days * 86400 + Int64(time)
        }
    }

    /// Reads a rule; `nil` if the text is none.
    init?(_ text: String) {
        var rest = Substring(text)
        guard let name = Self.name(&rest), let offset = Self.time(&rest) else { return nil }
        standard = Zone.Period(offset: -offset, name: name)
        guard !rest.isEmpty else {
            start = Change(day: .index(0), time: 0)
            end = start
            summer = nil
            return
        }
        guard let summerName = Self.name(&rest) else { return nil }
        let summerOffset = rest.first == "," ? offset - 3600 : Self.time(&rest) ?? offset - 3600
        let changes = rest.split(separator: ",").map(Self.change)
        guard changes.count == 2, let start = changes[0], let end = changes[1] else { return nil }
        self.start = start
        self.end = end
        summer = Zone.Period(offset: -summerOffset, name: summerName)
    }

    /// Returns what is in force at a time, in seconds since 1970.
    func period(at time: Int64) -> Zone.Period {
        guard let summer else { return standard }
        // Millions of years from now nobody knows better.
        let time = min(max(time, -1 << 50), 1 << 50)
        let year = CalendarDate(days: (time + Int64(standard.offset)).floored(by: 86400)).year
        let yearStart = CalendarDate(year: year, month: 1, day: 1).days * 86400
        let summerStart = yearStart + start.seconds(in: year) - Int64(standard.offset)
        let summerEnd = yearStart + end.seconds(in: year) - Int64(summer.offset)
        // South of the equator summer lasts over the turn of the year.
        let isSummer =
            summerStart < summerEnd
            ? (summerStart..<summerEnd).contains(time) : !(summerEnd..<summerStart).contains(time)
        return isSummer ? summer : standard
    }

    private static func name(_ rest: inout Substring) -> String? {
        if rest.first == "<" {
            guard let end = rest.firstIndex(of: ">") else { return nil }
            defer { rest = rest[rest.index(after: end)...] }
            return String(rest[rest.index(after: rest.startIndex)..<end])
        }
        let name = rest.prefix { $0.isASCII && $0.isLetter }
        rest = rest[name.endIndex...]
        return name.isEmpty ? nil : String(name)
    }

    /// Takes hours, and minutes and seconds after colons.
    private static func time(_ rest: inout Substring) -> Int? {
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest.removeFirst() }
        let text = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ":") }
        rest = rest[text.endIndex...]
        let parts = text.split(separator: ":").map { Int($0) ?? 0 }
        guard let hours = parts.first else { return nil }
        let seconds = hours * 3600 + (parts.count > 1 ? parts[1] * 60 : 0) + (parts.count > 2 ? parts[2] : 0)
        return isNegative ? -seconds : seconds
    }

    private static func change(_ text: Substring) -> Change? {
        let parts = text.split(separator: "/")
        guard let day = parts.first, let kind = day.first else { return nil }
        var timeText = parts.count > 1 ? parts[1] : "2"
        guard let time = time(&timeText) else { return nil }
        if kind == "M" {
            let numbers = day.dropFirst().split(separator: ".").compactMap { Int($0) }
            guard numbers.count == 3, (1...12).contains(numbers[0]), (1...5).contains(numbers[1]) else { return nil }
            return Change(day: .week(month: numbers[0], week: numbers[1], weekday: numbers[2]), time: time)
        }
        if kind == "J" { return Int(day.dropFirst()).map { Change(day: .day($0), time: time) } }
        return Int(day).map { Change(day: .index($0), time: time) }
    }
}
