// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar, also before there was one.
struct CalendarDate: Equatable {
    var year: Int64
    /// From 1 to 12.
    var month: Int
    /// From 1.
    var day: Int

    /// The days since the start of 1970.
    ///
    /// Years start in March here, so that the day that some years have more is their last one; 400 years repeat.
    var days: Int64 {
        let months = year &* 12 &+ Int64(month &- 1)
        let (year, month) = (months.floored(by: 12), Int(months &- months.floored(by: 12) &* 12) + 1)
        let shifted = month > 2 ? year : year &- 1
        let era = shifted.floored(by: 400)
        let yearOfEra = shifted &- era &* 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era &* 146_097 &+ dayOfEra &- 719_468
    }

    init(year: Int64, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Makes the day that is some days after the start of 1970.
    init(days: Int64) {
        let shifted = days &+ 719_468
        let era = shifted.floored(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
        month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// The day of the week, 0 for Sunday.
    var weekday: Int {
        let days = days
        let shifted = days + 4
        return Int(shifted - shifted.floored(by: 7) * 7)
    }

    /// The day of the year, from 1.
    var dayOfYear: Int { Int(days - CalendarDate(year: year, month: 1, day: 1).days) + 1 }

    static func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    static func days(in month: Int, of year: Int64) -> Int {
        month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
}
