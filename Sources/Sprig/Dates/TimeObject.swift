// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// A time as a value, with the methods that templates may call of Go's `time.Time`.
final class TimeObject: Object {
    static let goType = GoType.named("time.Time", .struct)

    let instant: Instant

    init(_ instant: Instant) { self.instant = instant }

    var type: GoType { Self.goType }
    var description: Text? { instant.description }
    var underlying: Underlying {
        let start = instant.seconds &- Instant.zero.seconds
        return .fields([
            ("wall", .integer(Int64(instant.nanoseconds), .uint64)), ("ext", .int64(start)),
            ("loc", instant.zone === Zone.utc ? .null : .object(LocationObject(instant.zone))),
        ])
    }
    var json: Underlying { .value(.string(instant.standard)) }

    func equals(_ other: any Object) -> Bool {
        guard let other = other as? TimeObject else { return false }
        return instant.isSame(as: other.instant) && instant.zone === other.instant.zone
    }

    func method(_ name: String) -> Function? {
        partMethods[name] ?? comparisonMethods[name] ?? changeMethods[name] ?? writingMethods[name]
    }

    private var partMethods: [String: Function] {
        let instant = instant
        let numbers: [String: () -> Int] = [
            "Year": { Int(instant.date.year) }, "Day": { instant.date.day }, "YearDay": { instant.date.dayOfYear },
            "Hour": { instant.clock.hour }, "Minute": { instant.clock.minute }, "Second": { instant.clock.second },
            "Nanosecond": { instant.nanoseconds },
        ]
        let longs: [String: () -> Int64] = [
            "Unix": { instant.seconds },
            "UnixMilli": { instant.seconds &* 1000 &+ Int64(instant.nanoseconds / 1_000_000) },
            "UnixMicro": { instant.seconds &* 1_000_000 &+ Int64(instant.nanoseconds / 1000) },
            "UnixNano": { instant.seconds &* 1_000_000_000 &+ Int64(instant.nanoseconds) },
        ]
        var methods: [String: Function] = [
            "Month": Function([], result: TimeName.month) { _ in .object(TimeName(month: instant.date.month)) },
            "Weekday": Function([], result: TimeName.weekday) { _ in .object(TimeName(weekday: instant.date.weekday)) },
            "String": Function([], result: .string) { _ in .string(instant.description) },
            "Format": Function([.string], result: .string) { .string(instant.formatted($0[0].text)) },
            "Location": Function([], result: LocationObject.goType) { _ in .object(LocationObject(instant.zone)) },
            "IsZero": Function([], result: .bool) { _ in .bool(instant.isSame(as: .zero)) },
            "IsDST": Function([], result: .bool) { _ in .bool(instant.isSummer) },
        ]
        for (name, number) in numbers { methods[name] = Function([], result: .whole) { _ in .int(number()) } }
        for (name, number) in longs { methods[name] = Function([], result: .long) { _ in .int64(number()) } }
        return methods
    }

    private var comparisonMethods: [String: Function] {
        let instant = instant
        return [
            "After": Function([Self.goType], result: .bool) { .bool($0[0].instant.isBefore(instant)) },
            "Before": Function([Self.goType], result: .bool) { .bool(instant.isBefore($0[0].instant)) },
            "Equal": Function([Self.goType], result: .bool) { .bool(instant.isSame(as: $0[0].instant)) },
            "Compare": Function([Self.goType], result: .whole) {
                .int(instant.isBefore($0[0].instant) ? -1 : instant.isSame(as: $0[0].instant) ? 0 : 1)
            },
            "Sub": Function([Self.goType], result: DurationObject.goType) {
                .object(DurationObject(instant.since($0[0].instant)))
            },
        ]
    }

    private var changeMethods: [String: Function] {
        let instant = instant
        let changed = { (change: @escaping ([Value]) -> Instant) in
            { (arguments: [Value]) in Value.time(change(arguments)) }
        }
        return [
            "Add": Function([DurationObject.goType], result: Self.goType, changed { instant.adding($0[0].duration) }),
            "AddDate": Function(
                [.whole, .whole, .whole],
                result: Self.goType,
                changed { arguments in
                    let (date, clock) = (instant.date, instant.clock)
                    let months = CalendarDate(
                        year: date.year &+ Int64(arguments[0].number),
                        month: date.month &+ arguments[1].number,
                        day: 1
                    )
                    let days = months.days &+ Int64(date.day &+ arguments[2].number &- 1)
                    return Instant(CalendarDate(days: days), clock, zone: instant.zone)
                }
            ),
            "UTC": Function([], result: Self.goType, changed { _ in instant.at(.utc) }),
            "Local": Function([], result: Self.goType, changed { _ in instant.at(.local) }),
            "In": Function([LocationObject.goType], result: Self.goType, changed { instant.at($0[0].zone) }),
            "Truncate": Function(
                [DurationObject.goType],
                result: Self.goType,
                changed { arguments in
                    instant.adding(GoDuration(nanoseconds: -instant.rest(of: arguments[0].duration)))
                }
            ),
            "Round": Function(
                [DurationObject.goType],
                result: Self.goType,
                changed { arguments in
                    let (unit, rest) = (arguments[0].duration.nanoseconds, instant.rest(of: arguments[0].duration))
                    return instant.adding(
                        GoDuration(nanoseconds: rest < unit &- rest || unit <= 0 ? -rest : unit - rest)
                    )
                }
            ),
        ]
    }
}

extension Instant {
    /// Returns what is more than a multiple of a duration, counted from Go's zero time.
    fileprivate func rest(of unit: GoDuration) -> Int64 {
        guard unit.nanoseconds > 0 else { return 0 }
        // 1e9 times the seconds is too large for 64 bits, its rest is not.
        let size = UInt64(unit.nanoseconds)
        let seconds = UInt64(bitPattern: self.seconds &- Instant.zero.seconds)
        let (high, low) = seconds.multipliedFullWidth(by: 1_000_000_000)
        let rest = size.dividingFullWidth((high % size, low)).remainder
        return Int64((rest + UInt64(nanoseconds) % size) % size)
    }

    /// Whether the offset is not the smallest of the year.
    fileprivate var isSummer: Bool {
        let year = date.year
        let offsets = [1, 7].map {
            Instant(CalendarDate(year: year, month: $0, day: 1), ClockTime(), zone: zone).period.offset
        }
        return period.offset != offsets.min()
    }
}

extension Value {
    static func time(_ instant: Instant) -> Value { .object(TimeObject(instant)) }

    /// The argument for a parameter of type `time.Time`.
    var instant: Instant { asInstant ?? .zero }

    var asInstant: Instant? {
        if case .object(let object) = self { (object as? TimeObject)?.instant } else { nil }
    }
}
