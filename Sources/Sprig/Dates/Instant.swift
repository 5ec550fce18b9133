// SPDX-License-Identifier: Apache-2.0

/// A point in time in the calendar of a place, as Go's `time.Time`.
struct Instant {
    /// Seconds since the start of 1970 in UTC.
    var seconds: Int64
    var nanoseconds: Int
    var zone: Zone
    /// Whether the time was read from a clock, which Go shows when it prints it.
    var isFromClock = false

    /// Go's zero time: the start of year one.
    static let zero = Instant(seconds: -62_135_596_800, nanoseconds: 0, zone: .utc)

    /// Makes a time of what calendars and clocks show; what is too large flows over into the next part.
    init(_ date: CalendarDate, _ clock: ClockTime, zone: Zone) {
        let local = date.days &* 86400 &+ Int64(clock.seconds)
        // The offset at a local time is that of the guess in UTC, or of the time that the guess leads to.
        var seconds = local &- Int64(zone.period(at: local).offset)
        seconds = local &- Int64(zone.period(at: seconds).offset)
        self.init(seconds: seconds, nanoseconds: clock.nanoseconds, zone: zone)
    }

    init(seconds: Int64, nanoseconds: Int, zone: Zone, isFromClock: Bool = false) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.zone = zone
        self.isFromClock = isFromClock
    }

    /// What is in force at the place: the offset from UTC and its name.
    var period: Zone.Period { zone.period(at: seconds) }

    private var local: Int64 { seconds &+ Int64(period.offset) }

    var date: CalendarDate { CalendarDate(days: local.floored(by: 86400)) }

    var clock: ClockTime {
        let second = Int(local &- local.floored(by: 86400) &* 86400)
        return ClockTime(hour: second / 3600, minute: second / 60 % 60, second: second % 60, nanoseconds: nanoseconds)
    }

    func adding(_ duration: GoDuration) -> Instant {
        let total = Int64(nanoseconds) + duration.nanoseconds % 1_000_000_000
        let carry = total.floored(by: 1_000_000_000)
        return Instant(
            seconds: seconds &+ duration.nanoseconds / 1_000_000_000 &+ carry,
            nanoseconds: Int(total - carry * 1_000_000_000),
            zone: zone,
            isFromClock: isFromClock
        )
    }

    /// Returns the duration since another time, or the longest there is.
    func since(_ other: Instant) -> GoDuration {
        let (difference, isTooLong) = seconds.subtractingReportingOverflow(other.seconds)
        let (whole, overflow) = difference.multipliedReportingOverflow(by: 1_000_000_000)
        let (total, carry) = whole.addingReportingOverflow(Int64(nanoseconds - other.nanoseconds))
        if isTooLong || overflow || carry { return GoDuration(nanoseconds: seconds < other.seconds ? .min : .max) }
        return GoDuration(nanoseconds: total)
    }

    func isSame(as other: Instant) -> Bool { seconds == other.seconds && nanoseconds == other.nanoseconds }

    func isBefore(_ other: Instant) -> Bool { (seconds, nanoseconds) < (other.seconds, other.nanoseconds) }

    func at(_ zone: Zone) -> Instant { Instant(seconds: seconds, nanoseconds: nanoseconds, zone: zone) }
}

extension Int64 {
    /// Returns the quotient without its fraction, rounded down.
    func floored(by divisor: Int64) -> Int64 { self / divisor - (self % divisor < 0 ? 1 : 0) }
}

/// What a clock shows.
struct ClockTime {
    var hour = 0
    var minute = 0
    var second = 0
    var nanoseconds = 0

    var seconds: Int { (hour * 60 + minute) * 60 + second }
}
