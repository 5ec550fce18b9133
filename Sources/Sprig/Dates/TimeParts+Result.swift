// SPDX-License-Identifier: Apache-2.0

/// What the parts of a time come to.
extension TimeParts {
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
