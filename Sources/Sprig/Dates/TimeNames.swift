// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// A month or a day of the week: a number with a name.
final class TimeName: Object {
    static let month = GoType.named("time.Month", .int)
    static let weekday = GoType.named("time.Weekday", .int)

    let type: GoType
    private let number: Int
    private let name: String

    /// Makes a month from 1 to 12.
    init(month: Int) {
        type = Self.month
        number = month
        name = CalendarDate.months[month - 1]
    }

    /// Makes a day of the week; 0 is Sunday.
    init(weekday: Int) {
        type = Self.weekday
        number = weekday
        name = CalendarDate.weekdays[weekday]
    }

    var description: Text? { Text(name) }
    var underlying: Underlying { .value(.int(number)) }

    func method(_ name: String) -> Function? {
        let text = self.name
        return name == "String" ? Function([], result: .string) { _ in .text(text) } : nil
    }

    func equals(_ other: any Object) -> Bool {
        guard let other = other as? TimeName else { return false }
        return type == other.type && number == other.number
    }
}

/// A duration as a value.
final class DurationObject: Object {
    static let goType = GoType.named("time.Duration", .int64)

    let duration: GoDuration

    init(_ duration: GoDuration) { self.duration = duration }

    var type: GoType { Self.goType }
    var description: Text? { Text(duration.description) }
    var underlying: Underlying { .value(.int64(duration.nanoseconds)) }

    func method(_ name: String) -> Function? {
        let duration = duration
        let units: [String: Double] = ["Hours": 3.6e12, "Minutes": 6e10, "Seconds": 1e9]
        let parts: [String: Int64] = ["Nanoseconds": 1, "Microseconds": 1000, "Milliseconds": 1_000_000]
        if let unit = units[name] {
            return Function([], result: .float) { _ in .float(Double(duration.nanoseconds) / unit) }
        }
        if let part = parts[name] {
            return Function([], result: .long) { _ in .int64(duration.nanoseconds / part) }
        }
        let changes: [String: (GoDuration) -> GoDuration] = [
            "Round": duration.rounded(to:), "Truncate": duration.truncated(to:),
        ]
        if let change = changes[name] {
            return Function([Self.goType], result: Self.goType) { .object(DurationObject(change($0[0].duration))) }
        }
        switch name {
        case "String": return Function([], result: .string) { _ in .text(duration.description) }
        case "Abs":
            return Function([], result: Self.goType) { _ in
                .object(DurationObject(GoDuration(nanoseconds: Int64(clamping: duration.nanoseconds.magnitude))))
            }
        default: return nil
        }
    }

    func equals(_ other: any Object) -> Bool {
        (other as? DurationObject)?.duration.nanoseconds == duration.nanoseconds
    }
}

/// A time zone as a value.
final class LocationObject: Object {
    static let goType = GoType.named("*time.Location", .ptr)

    let zone: Zone

    init(_ zone: Zone) { self.zone = zone }

    var type: GoType { Self.goType }
    var description: Text? { Text(zone.name) }
    /// The fields of a zone in which nothing ever changes, such as that of the process.
    var underlying: Underlying {
        .fields([
            ("name", .text(zone === Zone.local ? "UTC" : zone.name)), ("zone", .values([])), ("tx", .values([])),
            ("extend", .text("")), ("cacheStart", .int64(0)), ("cacheEnd", .int64(0)), ("cacheZone", .null),
        ])
    }

    func method(_ name: String) -> Function? {
        let zone = zone
        return name == "String" ? Function([], result: .string) { _ in .text(zone.name) } : nil
    }

    func equals(_ other: any Object) -> Bool { (other as? LocationObject)?.zone === zone }
}

extension Value {
    /// The argument for a parameter of type `time.Duration`; an integer constant counts as nanoseconds.
    var duration: GoDuration {
        switch self {
        case .integer(let number, _): GoDuration(nanoseconds: number)
        case .object(let object): (object as? DurationObject)?.duration ?? GoDuration(nanoseconds: 0)
        default: GoDuration(nanoseconds: 0)
        }
    }

    /// The argument for a parameter of type `*time.Location`.
    var zone: Zone {
        if case .object(let object) = self { (object as? LocationObject)?.zone ?? .utc } else { .utc }
    }
}
