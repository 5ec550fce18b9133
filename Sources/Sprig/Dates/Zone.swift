// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// The time zone of a place: when which offset from UTC is in force.
final class Zone: Sendable {
    /// An offset from UTC in seconds, to the east, and its name, such as `CET`.
    struct Period: Sendable, Equatable {
        var offset: Int
        var name: String
    }

    let name: String
    /// The start of each period in seconds since 1970, in order.
    private let starts: [Int64]
    private let periods: [Period]
    /// What is in force before the first start.
    private let first: Period
    /// What is in force after the last start, by a rule for every year.
    private let rule: ZoneRule?

    static let utc = Zone(fixed: Period(offset: 0, name: "UTC"), name: "UTC")
    /// The zone of the process, which is UTC wherever a chart is rendered.
    static let local = Zone(fixed: Period(offset: 0, name: "UTC"), name: "Local")

    /// Makes a zone in which nothing ever changes.
    init(fixed period: Period, name: String) {
        self.name = name
        starts = []
        periods = []
        first = period
        rule = nil
    }

    init(name: String, starts: [Int64], periods: [Period], first: Period, rule: ZoneRule?) {
        self.name = name
        self.starts = starts
        self.periods = periods
        self.first = first
        self.rule = rule
    }

    /// Returns what is in force at a time, in seconds since 1970.
    func period(at time: Int64) -> Period {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= time { low = middle + 1 } else { high = middle }
        }
        if low == starts.count, let rule { return rule.period(at: time) }
        return low == 0 ? first : periods[low - 1]
    }

    /// Returns the offset that a name stands for near a time; `nil` if the zone has no such name.
    func offset(named name: String, near time: Int64) -> Int? {
        for period in [first] + periods where period.name == name {
            if self.period(at: time - Int64(period.offset)).name == name { return period.offset }
        }
        return ([first] + periods).first { $0.name == name }?.offset
    }

    /// Returns a zone of the system's database; `nil` for a name that it does not have.
    static func named(_ name: String) -> Zone? {
        if name.isEmpty || name == "UTC" { return .utc }
        if name == "Local" { return .local }
        let isSafe = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            default: "/_+-".utf8.contains(byte)
            }
        }
        guard isSafe, !name.hasPrefix("/") else { return nil }
        return known.withLock { known in
            if let zone = known[name] { return zone }
            for folder in ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo"] {
                guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
                if let zone = ZoneFile(Array(data)).zone(named: name) {
                    known[name] = zone
                    return zone
                }
            }
            return nil
        }
    }

    /// The zones that were read: the database does not change while a program runs.
    private static let known = Mutex<[String: Zone]>([:])
}
