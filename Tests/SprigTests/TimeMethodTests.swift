// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@testable import Sprig

@Suite struct TimeMethodTests {
    private static let moment = #"(mustToDate "2006-01-02T15:04:05.999999999Z07:00" "2021-03-04T05:06:07.089000001Z")"#

    /// Layouts, and the 4th of March 2021 at 05:06:07.089000001 in them.

    @Test(
        arguments: [
            (#"{{ duration "95" }}"#, "1m35s"),
            (#"{{ duration "x" }}"#, "0s"),
            (#"{{ duration "-60" }}"#, "-1m0s"),
            (#"{{ duration (int64 1) }}"#, "1s"),
            (#"{{ duration nil }}"#, "0s"),
            (#"{{ duration "1.5" }}"#, "0s"),
            (#"{{ durationRound "2h10m5s" }}"#, "2h"),
            (#"{{ durationRound "-2h10m5s" }}"#, "2h"),
            (#"{{ durationRound "30d" }}"#, "0s"),
            (#"{{ durationRound "25h" }}"#, "1d"),
            (#"{{ durationRound "721h" }}"#, "1mo"),
            (#"{{ durationRound "61m" }}"#, "1h"),
            (#"{{ durationRound "61s" }}"#, "1m"),
            (#"{{ durationRound "1s" }}"#, "0s"),
            (#"{{ durationRound "1.5s" }}"#, "1s"),
            (#"{{ durationRound 5 }}"#, "0s"),
            (#"{{ durationRound (toDate "2006-01-02" "2023-01-01") }}"#, "1y"),
            (#"{{ durationRound (toDate "2006" "2020") }}"#, "4y"),
        ]
    )
    func areMeasured(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            ("0", "0s"),
            ("+0", "0s"),
            ("1ns", "1ns"),
            ("1500ns", "1.5µs"),
            ("1us", "1µs"),
            ("1µs", "1µs"),
            ("1μs", "1µs"),
            ("1.5ms", "1.5ms"),
            ("100ms", "100ms"),
            ("1s", "1s"),
            ("61s", "1m1s"),
            ("1h", "1h0m0s"),
            ("1h1ns", "1h0m0.000000001s"),
            ("-1.5h", "-1h30m0s"),
            (".5s", "500ms"),
            ("1.s", "1s"),
            ("1h30m", "1h30m0s"),
            ("100h", "100h0m0s"),
            ("2540400h10m10s", "2540400h10m10s"),
            ("-2562047h47m16.854775808s", "-2562047h47m16.854775808s"),
            ("0.3333333333333333333h", "20m0s"),
            ("0.100000000000000000000h", "6m0s"),
            ("0.830103483285477580700h", "49m48.372539827s"),
        ]
    )
    func durationsArePrinted(text: String, printed: String) throws {
        #expect(try GoDuration(Text(text)).description == printed)
    }

    @Test(
        arguments: [
            ("", #"time: invalid duration """#),
            ("x", #"time: invalid duration "x""#),
            ("1", #"time: missing unit in duration "1""#),
            (".s", #"time: invalid duration ".s""#),
            ("-", #"time: invalid duration "-""#),
            ("1d", #"time: unknown unit "d" in duration "1d""#),
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
            (".Year", "2021"),
            (".Month", "March"),
            (".Day", "4"),
            (".Hour", "5"),
            (".Minute", "6"),
            (".Second", "7"),
            (".Nanosecond", "89000001"),
            (".YearDay", "63"),
            (".Weekday", "Thursday"),
            (".Unix", "1614834367"),
            (".UnixMilli", "1614834367089"),
            (".UnixMicro", "1614834367089000"),
            (".UnixNano", "1614834367089000001"),
            (".IsZero", "false"),
            (".String", "2021-03-04 05:06:07.089000001 +0000 UTC"),
            (".UTC.Hour", "5"),
            (".Month | int", "3"),
            (".Month | printf \"%d\"", "3"),
            (".Month.String", "March"),
            (".Weekday | float64", "4"),
            (".Location", "UTC"),
            (".IsDST", "false"),
            (".Month | eq 3", "true"),
            (".Weekday | lt 3", "true"),
            (".Month | list | join \"\"", "March"),
            (".Month | quote", "\"March\""),
            (".Hour | add 1", "6"),
            (" | toJson", #""2021-03-04T05:06:07.089000001Z""#),
            (".Month | toJson", "3"),
            (" | kindOf", "struct"),
            (" | typeOf", "time.Time"),
            (".Month | typeOf", "time.Month"),
            (".Weekday | kindOf", "int"),
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
            (#"$t.Sub $u"#, "10253h6m7.089000001s"),
            (#"$u.Sub $t"#, "-10253h6m7.089000001s"),
            (#"($t.Sub $u).Hours | int"#, "10253"),
            (#"($t.Sub $u).Seconds | int64"#, "36911167"),
            (#"($t.Sub $u).Milliseconds"#, "36911167089"),
            (#"($t.Sub $u).Round 3600000000000"#, "10253h0m0s"),
            (#"($t.Sub $u).Truncate 60000000000"#, "10253h6m0s"),
            (#"($u.Sub $t).Abs"#, "10253h6m7.089000001s"),
            (#"$t.After $u"#, "true"),
            (#"$t.Before $u"#, "false"),
            (#"$t.Equal $t"#, "true"),
            (#"$t.Compare $u"#, "1"),
            (#"$t.Truncate 3600000000000"#, "2021-03-04 05:00:00 +0000 UTC"),
            (#"$t.Round 60000000000"#, "2021-03-04 05:06:00 +0000 UTC"),
            (#"$t.Truncate 86400000000000"#, "2021-03-04 00:00:00 +0000 UTC"),
            (#"$t.Add ($t.Sub $u) | date "2006-01-02""#, "2022-05-05"),
            (#"$t.Local | date "MST""#, "UTC"),
            (#"($t.Sub $u) | toJson"#, "36911167089000001"),
            (#"deepEqual $t $t"#, "true"),
            (#"deepEqual $t $u"#, "false"),
            (#"deepEqual $t.Month $u.Month"#, "false"),
        ]
    )
    func areChanged(expression: String, output: String) {
        #expect(
            Rendering.text(
                "{{ $t := \(Self.moment) }}{{ $u := toDate \"2006-01-02\" \"2020-01-02\" }}{{ \(expression) }}"
            ) == output
        )
    }
}
