// SPDX-License-Identifier: Apache-2.0

import Foundation

/// An event for programs, with its time, as one line of JSON.
struct EventLine<Event: Encodable>: Encodable {
    private enum CodingKeys: String, CodingKey {
        case time
    }

    private let event: Event
    private let time: Date

    init(_ event: Event, at time: Date) {
        self.event = event
        self.time = time
    }

    /// The line; the time is in RFC 3339, in UTC.
    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }

    func encode(to encoder: any Encoder) throws {
        try event.encode(to: encoder)
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(time.formatted(.iso8601), forKey: .time)
    }
}
