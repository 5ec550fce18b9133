// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import HelmCases
import Testing

@testable import Sprig

@Suite struct CalendarTests {
    @Test func daysGoThereAndBack() {
        for days in stride(from: Int64(-800_000), to: 800_000, by: 97) {
            let date = CalendarDate(days: days)
            #expect(date.days == days)
            #expect((1...12).contains(date.month) && (1...31).contains(date.day))
            #expect(CalendarDate(days: days + 7).weekday == date.weekday)
        }
        #expect(CalendarDate(days: 0) == CalendarDate(year: 1970, month: 1, day: 1))
        #expect(CalendarDate(year: 2024, month: 2, day: 29).dayOfYear == 60)
        #expect(CalendarDate(year: 1970, month: 1, day: 1).weekday == 4)
    }

    @Test func formattedTimesAreReadAgain() throws {
        let layouts = [
            "2006-01-02T15:04:05.999999999Z07:00", "Mon Jan _2 15:04:05.000000000 2006 -0700",
            "06 002 3:04:05.000000000pm -07:00",
        ]
        for layout in layouts {
            for seconds in stride(from: Int64(0), to: 2_000_000_000, by: 33_333_333) {
                let time = Instant(seconds: seconds, nanoseconds: Int(seconds % 1000), zone: .local)
                let read = try TimeParser.parse(time.formatted(Text(layout)), layout: Text(layout), in: .local)
                #expect(read.isSame(as: time), "\(layout) \(seconds)")
            }
        }
    }

    @Test func theTimeComesFromTheEnvironment() {
        let result = Rendering.render(
            #"{{ now | date "2006-01-02" }}"#,
            environment: SprigEnvironment(now: 951_782_400)
        )
        #expect((try? result.get()) == "2000-02-29")
    }

    /// Rules of POSIX, seconds since 1970, and what is in force.
    @Test(
        arguments: [
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_711_846_799, 3600),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_711_846_800, 7200),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_729_990_799, 7200),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_729_990_800, 3600),
            ("NZST-12NZDT,M9.5.0,M4.1.0/3", 1_704_067_200, 46800),
            ("NZST-12NZDT,M9.5.0,M4.1.0/3", 1_718_000_000, 43200),
            ("<+0330>-3:30", 0, 12600),
            ("EST5EDT4,J60,J300", 1_709_337_600, -14400),
            ("EST5EDT,59/0,J300", 1_709_100_000, -18000),
            ("UTC0", 5, 0),
        ]
    )
    func rulesSayWhatIsInForce(rule: String, time: Int, offset: Int) throws {
        #expect(try #require(ZoneRule(rule)).period(at: Int64(time)).offset == offset)
    }

    @Test(arguments: ["", "5", "CET", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,Mx,My", "<abc"])
    func refusesWhatIsNoRule(text: String) { #expect(ZoneRule(text) == nil) }

    @Test func refusesWhatIsNoZoneFile() {
        #expect(ZoneFile([]).zone(named: "x") == nil)
        #expect(ZoneFile(Array("TZif2".utf8) + [UInt8](repeating: 0, count: 100)).zone(named: "x") == nil)
        #expect(ZoneFile(Array("TZif".utf8) + [UInt8](repeating: 0xFF, count: 60)).zone(named: "x") == nil)
    }
}
