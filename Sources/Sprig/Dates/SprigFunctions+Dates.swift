// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Dates and times. What the time is, the environment says; the zone of the process is UTC.
extension SprigFunctions {
    var dateFunctions: [String: Function] {
        formattingFunctions.merging(readingFunctions) { $1 }.merging(durationFunctions) { $1 }
    }

    /// The time of the environment; as a clock of Go hardly ever shows a whole second, there is something after it.
    private var now: Instant {
        Instant(seconds: environment.now, nanoseconds: 1, zone: .local, isFromClock: true)
    }

    private var formattingFunctions: [String: Function] {
        let now = now
        let inZone = Function([.string, .any, .string], result: .string) {
            .string(moment($0[1], now: now).at(Zone.named($0[2].text.string) ?? .utc).formatted($0[0].text))
        }
        return [
            "date": Function([.string, .any], result: .string) {
                .string(moment($0[1], now: now).at(.local).formatted($0[0].text))
            },
            "dateInZone": inZone,
            "date_in_zone": inZone,
            "htmlDate": Function([.any], result: .string) {
                .string(moment($0[0], now: now).at(.local).formatted("2006-01-02"))
            },
            "htmlDateInZone": Function([.any, .string], result: .string) {
                .string(moment($0[0], now: now).at(Zone.named($0[1].text.string) ?? .utc).formatted("2006-01-02"))
            },
        ]
    }

    private var readingFunctions: [String: Function] {
        let now = now
        let type = TimeObject.goType
        let lenient = Function([.string, type], result: type) { arguments in
            guard let duration = try? GoDuration(arguments[0].text) else { return arguments[1] }
            return .time(arguments[1].instant.adding(duration))
        }
        let strict = Function([.string, type], result: type) {
            .time($0[1].instant.adding(try GoDuration($0[0].text)))
        }
        return [
            "now": Function([], result: type) { _ in .time(now) },
            "toDate": Function([.string, .string], result: type) {
                .time((try? TimeParser.parse($0[1].text, layout: $0[0].text, in: .local)) ?? .zero)
            },
            "mustToDate": Function([.string, .string], result: type) {
                .time(try TimeParser.parse($0[1].text, layout: $0[0].text, in: .local))
            },
            "dateModify": lenient, "date_modify": lenient, "mustDateModify": strict, "must_date_modify": strict,
            "unixEpoch": Function([type], result: .string) { .text("\($0[0].instant.seconds)") },
        ]
    }

    private var durationFunctions: [String: Function] {
        let now = now
        return [
            "ago": Function([.any], result: .string) { arguments in
                // A 32-bit number is no time here, unlike elsewhere.
                let isSmall = if case .integer(_, .int32) = arguments[0] { true } else { false }
                let time = isSmall ? now : moment(arguments[0], now: now)
                return .text(now.since(time).rounded(to: .second).description)
            },
            "duration": Function([.any], result: .string) { arguments in
                let seconds: Int64
                switch arguments[0] {
                case .string(let text): seconds = NumberTexts.nearest(text.bytes) ?? 0
                case .integer(let number, .int64): seconds = number
                default: seconds = 0
                }
                return .text(GoDuration(nanoseconds: seconds &* 1_000_000_000).description)
            },
            "durationRound": Function([.any], result: .string) { arguments in
                let duration: GoDuration
                switch arguments[0] {
                case .string(let text): duration = (try? GoDuration(text)) ?? GoDuration(nanoseconds: 0)
                case .integer(let number, .int64): duration = GoDuration(nanoseconds: number)
                default: duration = arguments[0].asInstant.map(now.since) ?? GoDuration(nanoseconds: 0)
                }
                return .text(duration.rounded)
            },
        ]
    }
}

/// Returns the time that a value means: a time, or seconds since 1970; now for anything else.
private func moment(_ value: Value, now: Instant) -> Instant {
    switch value {
    case .integer(let number, .int), .integer(let number, .int64), .integer(let number, .int32):
        Instant(seconds: number, nanoseconds: 0, zone: .local)
    default:
        value.asInstant ?? now
    }
}
