// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import HelmCases
import Testing

@testable import Sprig

@Suite struct DateTests {
    private static let moment = #"(mustToDate "2006-01-02T15:04:05.999999999Z07:00" "2021-03-04T05:06:07.089000001Z")"#

    /// Layouts, and the 4th of March 2021 at 05:06:07.089000001 in them.
    @Test(
        arguments: [
            ("2006-01-02", "2021-03-04"), ("06/1/2", "21/3/4"), ("January Jan 1 01", "March Mar 3 03"),
            ("Monday Mon", "Thursday Thu"),
            ("2 _2 02", "4  4 04"), ("002 __2", "063  63"), ("15 3 03", "05 5 05"), ("4 04", "6 06"), ("5 05", "7 07"),
            ("PM pm", "AM am"),
            ("MST", "UTC"), ("-0700 -07:00 -07 -070000 -07:00:00", "+0000 +00:00 +00 +000000 +00:00:00"),
            ("Z0700 Z07:00 Z07 Z070000 Z07:00:00", "Z Z Z Z Z"),
            (".000", ".089"), (".999", ".089"), (",000000000", ",089000001"), (".0", ".0"), (".9", ""),
            ("05.000000", "07.089000"), ("05.999999999", "07.089000001"),
            (".0002", ".0063"), ("Janet", "Janet"), ("Month", "Month"), ("_2006", "_2021"), ("", ""), ("week", "week"),
            ("20060102T150405Z", "20210304T050607Z"),
            ("Mon, 02 Jan 2006 15:04:05 MST", "Thu, 04 Mar 2021 05:06:07 UTC"), ("3:04PM", "5:06AM"),
            ("2006-01-02T15:04:05Z07:00", "2021-03-04T05:06:07Z"), ("é2", "é4"),
        ]
    )
    func areFormatted(layout: String, output: String) {
        #expect(Rendering.text("{{ date \"\(layout)\" \(Self.moment) }}") == output)
        #expect(Rendering.text("{{ \(Self.moment).Format \"\(layout)\" }}") == output)
    }

    /// Layouts, texts, and the times they are.
    @Test(
        arguments: [
            ("2006-01-02", "2020-02-29", "2020-02-29 00:00:00 +0000 UTC"),
            ("2006", "0001", "0001-01-01 00:00:00 +0000 UTC"), ("06", "68", "2068-01-01 00:00:00 +0000 UTC"),
            ("06", "69", "1969-01-01 00:00:00 +0000 UTC"),
            ("Jan 2 2006", "feb 3 2004", "2004-02-03 00:00:00 +0000 UTC"),
            ("January", "MARCH", "0000-03-01 00:00:00 +0000 UTC"),
            ("Monday 2006", "sunday 2020", "2020-01-01 00:00:00 +0000 UTC"),
            ("3:04PM", "12:30AM", "0000-01-01 00:30:00 +0000 UTC"),
            ("3:04pm", "1:30pm", "0000-01-01 13:30:00 +0000 UTC"),
            ("2006 002", "2020 366", "2020-12-31 00:00:00 +0000 UTC"),
            ("2006 __2", "2021  60", "2021-03-01 00:00:00 +0000 UTC"),
            ("2006-1-_2", "2021-7- 8", "2021-07-08 00:00:00 +0000 UTC"),
            ("15:04:05", "01:02:03.5", "0000-01-01 01:02:03.5 +0000 UTC"),
            ("15:04:05.000", "01:02:03.125", "0000-01-01 01:02:03.125 +0000 UTC"),
            ("15:04:05.9", "01:02:03", "0000-01-01 01:02:03 +0000 UTC"),
            ("2006-01-02 -0700", "2020-01-01 +0100", "2019-12-31 23:00:00 +0000 UTC"),
            ("2006-01-02T15:04Z07:00", "2020-01-01T00:00Z", "2020-01-01 00:00:00 +0000 UTC"),
            ("2006 MST", "2020 UTC", "2020-01-01 00:00:00 +0000 UTC"),
            ("2006 MST", "2020 CEST", "2020-01-01 00:00:00 +0000 CEST"),
            ("2006 MST", "2020 GMT+3", "2019-12-31 21:00:00 +0000 UTC"),
            ("2006   01", "2020 12", "2020-12-01 00:00:00 +0000 UTC"),
            ("2006 -07", "2020 -02", "2020-01-01 02:00:00 +0000 UTC"),
        ]
    )
    func areRead(layout: String, text: String, output: String) {
        let print = output.hasSuffix("UTC") ? ".UTC" : ""
        #expect(Rendering.text("{{ $t := mustToDate \"\(layout)\" \"\(text)\" }}{{ $t\(print) }}") == output)
    }

    @Test(
        arguments: [
            ("2006-01-02", "2021-02-29", #"parsing time "2021-02-29": day out of range"#),
            ("2006-01-02", "2021-00-01", #"parsing time "2021-00-01": month out of range"#),
            ("2006-01-02", "2021-01-01x", #"parsing time "2021-01-01x": extra text: "x""#),
            ("15:04", "24:00", #"parsing time "24:00": hour out of range"#),
            ("15:04", "1:60", #"parsing time "1:60": minute out of range"#),
            ("05", "60", #"parsing time "60": second out of range"#),
            ("3", "13", #"parsing time "13": hour out of range"#),
            ("2006-01-02", "2021/01/02", #"parsing time "2021/01/02" as "2006-01-02": cannot parse "/01/02" as "-""#),
            ("2006-01-02", "", #"parsing time "" as "2006-01-02": cannot parse "" as "2006""#),
            ("Jan", "Foo", #"parsing time "Foo" as "Jan": cannot parse "Foo" as "Jan""#),
            ("PM", "XM", #"parsing time "XM" as "PM": cannot parse "XM" as "PM""#),
            ("01", "1", #"parsing time "1" as "01": cannot parse "1" as "01""#),
            ("-0700", "*0100", #"parsing time "*0100" as "-0700": cannot parse "*0100" as "-0700""#),
            ("-07:00", "+25:00", #"parsing time "+25:00": time zone offset hour out of range"#),
            ("MST", "abc", #"parsing time "abc" as "MST": cannot parse "abc" as "MST""#),
            (".000", ".12", #"parsing time ".12" as ".000": cannot parse ".12" as ".000""#),
            ("é", "e", #"parsing time "e" as "\xc3\xa9": cannot parse "e" as "\xc3\xa9""#),
            ("2006 002", "2021 366", #"parsing time "2021 366": day-of-year out of range"#),
            ("01 002", "02 001", #"parsing time "02 001": day-of-year does not match month"#),
            ("2 002", "2 001", #"parsing time "2 001": day-of-year does not match day"#),
        ]
    )
    func areRefused(layout: String, text: String, message: String) {
        #expect(
            Rendering.text("{{ mustToDate \"\(layout)\" \"\(text)\" }}").hasSuffix(
                "error calling mustToDate: \(message)"
            )
        )
        #expect(Rendering.text("{{ toDate \"\(layout)\" \"\(text)\" }}") == "0001-01-01 00:00:00 +0000 UTC")
    }

    @Test(
        arguments: [
            (#"{{ date "2006-01-02 15:04" 0 }}"#, "1970-01-01 00:00"), (#"{{ date "2006" (int64 -1) }}"#, "1969"),
            (#"{{ date "2006-01-02" "2020-05-05" }}"#, "2024-01-01"), (#"{{ date "2006" 1.5 }}"#, "2024"),
            (#"{{ now | date "2006-01-02 15:04:05" }}"#, "2024-01-01 00:00:00"),
            (#"{{ now | unixEpoch }}"#, "1704067200"),
            (#"{{ now }}"#, "2024-01-01 00:00:00.000000001 +0000 UTC m=+0.000000001"),
            (#"{{ htmlDate 0 }}"#, "1970-01-01"), (#"{{ htmlDate nil }}"#, "2024-01-01"),
            (#"{{ htmlDateInZone 0 "America/New_York" }}"#, "1969-12-31"),
            (#"{{ dateInZone "15:04 MST -07" 0 "America/New_York" }}"#, "19:00 EST -05"),
            (#"{{ dateInZone "15:04 MST" 1625000000 "America/New_York" }}"#, "16:53 EDT"),
            (#"{{ dateInZone "MST -0700" 1700000000 "Asia/Kolkata" }}"#, "IST +0530"),
            (#"{{ dateInZone "MST -0700" 4000000000 "Europe/Berlin" }}"#, "CEST +0200"),
            (#"{{ dateInZone "MST" 4102444800 "Europe/Berlin" }}"#, "CET"),
            (#"{{ dateInZone "MST" 4102444800 "Australia/Sydney" }}"#, "AEDT"),
            (#"{{ dateInZone "MST" 4088000000 "Australia/Sydney" }}"#, "AEST"),
            (#"{{ dateInZone "MST -07" 0 "America/Sao_Paulo" }}"#, "-03 -03"), (#"{{ dateInZone "MST" 0 "" }}"#, "UTC"),
            (#"{{ dateInZone "MST" 0 "Local" }}"#, "UTC"), (#"{{ dateInZone "MST" 0 "../../etc/passwd" }}"#, "UTC"),
            (#"{{ dateInZone "-070000" -5000000000 "Europe/Berlin" }}"#, "+005328"),
            (#"{{ date_in_zone "15:04" 0 "UTC" }}"#, "00:00"),
            (#"{{ dateModify "1h" (toDate "2006" "2020") }}"#, "2020-01-01 01:00:00 +0000 UTC"),
            (#"{{ date_modify "-0.5s" (toDate "2006" "2020") }}"#, "2019-12-31 23:59:59.5 +0000 UTC"),
            (#"{{ dateModify "x" (toDate "2006" "2020") }}"#, "2020-01-01 00:00:00 +0000 UTC"),
            (#"{{ mustDateModify "+24h" (toDate "2006" "2020") | date "02" }}"#, "02"),
            (#"{{ unixEpoch (toDate "2006-01-02" "2001-09-09") }}"#, "999993600"),
            (#"{{ typeOf (unixEpoch now) }}"#, "string"),
            (#"{{ ago now }}"#, "0s"), (#"{{ ago 1704067140 }}"#, "1m0s"),
            (#"{{ ago (int64 1704070800) }}"#, "-1h0m0s"), (#"{{ ago "x" }}"#, "0s"),
            (#"{{ ago (toDate "2006-01-02" "2023-12-31") }}"#, "24h0m0s"),
        ]
    )
    func areConverted(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ duration "95" }}"#, "1m35s"), (#"{{ duration "x" }}"#, "0s"), (#"{{ duration "-60" }}"#, "-1m0s"),
            (#"{{ duration (int64 1) }}"#, "1s"), (#"{{ duration nil }}"#, "0s"), (#"{{ duration "1.5" }}"#, "0s"),
            (#"{{ durationRound "2h10m5s" }}"#, "2h"), (#"{{ durationRound "-2h10m5s" }}"#, "2h"),
            (#"{{ durationRound "30d" }}"#, "0s"), (#"{{ durationRound "25h" }}"#, "1d"),
            (#"{{ durationRound "721h" }}"#, "1mo"), (#"{{ durationRound "61m" }}"#, "1h"),
            (#"{{ durationRound "61s" }}"#, "1m"),
            (#"{{ durationRound "1s" }}"#, "0s"), (#"{{ durationRound "1.5s" }}"#, "1s"),
            (#"{{ durationRound 5 }}"#, "0s"), (#"{{ durationRound (toDate "2006-01-02" "2023-01-01") }}"#, "1y"),
            (#"{{ durationRound (toDate "2006" "2020") }}"#, "4y"),
        ]
    )
    func areMeasured(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            ("0", "0s"), ("+0", "0s"), ("1ns", "1ns"), ("1500ns", "1.5µs"), ("1us", "1µs"), ("1µs", "1µs"),
            ("1μs", "1µs"), ("1.5ms", "1.5ms"), ("100ms", "100ms"), ("1s", "1s"), ("61s", "1m1s"), ("1h", "1h0m0s"),
            ("1h1ns", "1h0m0.000000001s"), ("-1.5h", "-1h30m0s"),
            (".5s", "500ms"), ("1.s", "1s"), ("1h30m", "1h30m0s"), ("100h", "100h0m0s"),
            ("2540400h10m10s", "2540400h10m10s"), ("-2562047h47m16.854775808s", "-2562047h47m16.854775808s"),
            ("0.3333333333333333333h", "20m0s"), ("0.100000000000000000000h", "6m0s"),
            ("0.830103483285477580700h", "49m48.372539827s"),
        ]
    )
    func durationsArePrinted(text: String, printed: String) throws {
        #expect(try GoDuration(Text(text)).description == printed)
    }

    @Test(
        arguments: [
            ("", #"time: invalid duration """#), ("x", #"time: invalid duration "x""#),
            ("1", #"time: missing unit in duration "1""#), (".s", #"time: invalid duration ".s""#),
            ("-", #"time: invalid duration "-""#), ("1d", #"time: unknown unit "d" in duration "1d""#),
            ("1h 2m", #"time: unknown unit "h " in duration "1h 2m""#),
            ("3000000h", #"time: invalid duration "3000000h""#),
            ("9223372036854775808ns", #"time: invalid duration "9223372036854775808ns""#),
            ("99999999999999999999s", #"time: invalid duration "99999999999999999999s""#),
            ("1é", #"time: unknown unit "\xc3\xa9" in duration "1\xc3\xa9""#),
        ]
    )
    func durationsAreRefused(text: String, message: String) {
        let error = #expect(throws: FunctionError.self) { try GoDuration(Text(text)) }
        #expect(error?.message == Text(message))
    }

    @Test(
        arguments: [
            (".Year", "2021"), (".Month", "March"), (".Day", "4"), (".Hour", "5"), (".Minute", "6"), (".Second", "7"),
            (".Nanosecond", "89000001"), (".YearDay", "63"), (".Weekday", "Thursday"), (".Unix", "1614834367"),
            (".UnixMilli", "1614834367089"),
            (".UnixMicro", "1614834367089000"), (".UnixNano", "1614834367089000001"), (".IsZero", "false"),
            (".String", "2021-03-04 05:06:07.089000001 +0000 UTC"), (".UTC.Hour", "5"), (".Month | int", "3"),
            (".Month | printf \"%d\"", "3"), (".Month.String", "March"),
            (".Weekday | float64", "4"), (".Location", "UTC"), (".IsDST", "false"),
            (" | toJson", #""2021-03-04T05:06:07.089000001Z""#), (".Month | toJson", "3"), (" | kindOf", "struct"),
            (" | typeOf", "time.Time"), (".Month | typeOf", "time.Month"), (".Weekday | kindOf", "int"),
        ]
    )
    func haveMethods(method: String, output: String) {
        #expect(Rendering.text("{{ $t := \(Self.moment) }}{{ $t\(method) }}") == output)
    }

    @Test(
        arguments: [
            (#"$t.AddDate 0 1 -4"#, "2021-03-31 05:06:07.089000001 +0000 UTC"),
            (#"$t.AddDate 1 -12 0"#, "2021-03-04 05:06:07.089000001 +0000 UTC"),
            (#"$t.AddDate 0 11 27"#, "2022-03-03 05:06:07.089000001 +0000 UTC"),
            (#"$t.Add 1000000000"#, "2021-03-04 05:06:08.089000001 +0000 UTC"),
            (#"$t.Sub $u"#, "10253h6m7.089000001s"), (#"$u.Sub $t"#, "-10253h6m7.089000001s"),
            (#"($t.Sub $u).Hours | int"#, "10253"), (#"($t.Sub $u).Seconds | int64"#, "36911167"),
            (#"($t.Sub $u).Milliseconds"#, "36911167089"), (#"($t.Sub $u).Round 3600000000000"#, "10253h0m0s"),
            (#"($t.Sub $u).Truncate 60000000000"#, "10253h6m0s"),
            (#"($u.Sub $t).Abs"#, "10253h6m7.089000001s"), (#"$t.After $u"#, "true"), (#"$t.Before $u"#, "false"),
            (#"$t.Equal $t"#, "true"), (#"$t.Compare $u"#, "1"),
            (#"$t.Truncate 3600000000000"#, "2021-03-04 05:00:00 +0000 UTC"),
            (#"$t.Round 60000000000"#, "2021-03-04 05:06:00 +0000 UTC"),
            (#"$t.Truncate 86400000000000"#, "2021-03-04 00:00:00 +0000 UTC"),
            (#"$t.Add ($t.Sub $u) | date "2006-01-02""#, "2022-05-05"), (#"$t.Local | date "MST""#, "UTC"),
            (#"($t.Sub $u) | toJson"#, "36911167089000001"), (#"deepEqual $t $t"#, "true"),
            (#"deepEqual $t $u"#, "false"), (#"deepEqual $t.Month $u.Month"#, "false"),
        ]
    )
    func areChanged(expression: String, output: String) {
        #expect(
            Rendering.text(
                "{{ $t := \(Self.moment) }}{{ $u := toDate \"2006-01-02\" \"2020-01-02\" }}{{ \(expression) }}"
            ) == output
        )
    }

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
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_711_846_799, 3600), ("CET-1CEST,M3.5.0,M10.5.0/3", 1_711_846_800, 7200),
            ("CET-1CEST,M3.5.0,M10.5.0/3", 1_729_990_799, 7200), ("CET-1CEST,M3.5.0,M10.5.0/3", 1_729_990_800, 3600),
            ("NZST-12NZDT,M9.5.0,M4.1.0/3", 1_704_067_200, 46800),
            ("NZST-12NZDT,M9.5.0,M4.1.0/3", 1_718_000_000, 43200), ("<+0330>-3:30", 0, 12600),
            ("EST5EDT4,J60,J300", 1_709_337_600, -14400), ("EST5EDT,59/0,J300", 1_709_100_000, -18000), ("UTC0", 5, 0),
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
