// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// The methods that write a time for programs, and those whose results templates cannot take.
extension TimeObject {
    var writingMethods: [String: Function] {
        let instant = instant
        func bytes(_ text: Text) -> Function {
            Function([], result: .list(.integer(.uint8))) { _ in
                .list(List(bytes: text.bytes))
            }
        }
        return [
            "MarshalText": bytes(instant.standard),
            "MarshalJSON": bytes("\"" + instant.standard + "\""),
            "GoString": Function([], result: .string) { _ in .text(instant.source) },
            "Clock": Function(complaint: "function Clock has 3 return values; should be 1 or 2"),
            "Date": Function(complaint: "function Date has 3 return values; should be 1 or 2"),
            "ISOWeek": Function(complaint: Self.secondResult("ISOWeek", "int")),
            "Zone": Function(complaint: Self.secondResult("Zone", "int")),
            "ZoneBounds": Function(complaint: Self.secondResult("ZoneBounds", "time.Time")),
        ]
    }

    private static func secondResult(_ name: String, _ type: String) -> Text {
        Text("invalid function signature for \(name): second return value should be error; is \(type)")
    }
}

extension Instant {
    /// The time as an expression of Go.
    fileprivate var source: String {
        let place =
            switch zone.name {
            case "UTC", "Local": "time.\(zone.name)"
            default: "time.Location(\(Text(zone.name).quoted.string))"
            }
        let parts = [date.day, clock.hour, clock.minute, clock.second, nanoseconds].map(String.init)
        let month = CalendarDate.months[date.month - 1]
        return "time.Date(\(date.year), time.\(month), \(parts.joined(separator: ", ")), \(place))"
    }
}
