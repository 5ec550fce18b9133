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
            ("2006-01-02", "2021-03-04"),
            ("06/1/2", "21/3/4"),
            ("January Jan 1 01", "March Mar 3 03"),
            ("Monday Mon", "Thursday Thu"),
            ("2 _2 02", "4  4 04"),
            ("002 __2", "063  63"),
            ("15 3 03", "05 5 05"),
            ("4 04", "6 06"),
            ("5 05", "7 07"),
            ("PM pm", "AM am"),
            ("MST", "UTC"),
            ("-0700 -07:00 -07 -070000 -07:00:00", "+0000 +00:00 +00 +000000 +00:00:00"),
            ("Z0700 Z07:00 Z07 Z070000 Z07:00:00", "Z Z Z Z Z"),
            (".000", ".089"),
            (".999", ".089"),
            (",000000000", ",089000001"),
            (".0", ".0"),
            (".9", ""),
            ("05.000000", "07.089000"),
            ("05.999999999", "07.089000001"),
            (".0002", ".0063"),
            ("Janet", "Janet"),
            ("Month", "Month"),
            ("_2006", "_2021"),
            ("", ""),
            ("week", "week"),
            ("20060102T150405Z", "20210304T050607Z"),
            ("Mon, 02 Jan 2006 15:04:05 MST", "Thu, 04 Mar 2021 05:06:07 UTC"),
            ("3:04PM", "5:06AM"),
            ("2006-01-02T15:04:05Z07:00", "2021-03-04T05:06:07Z"),
            ("é2", "é4"),
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
            ("2006", "0001", "0001-01-01 00:00:00 +0000 UTC"),
            ("06", "68", "2068-01-01 00:00:00 +0000 UTC"),
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
            ("2006 MST", "2020 GMT+3", "2020-01-01 00:00:00 +0000 UTC"),
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
            (#"{{ date "2006-01-02 15:04" 0 }}"#, "1970-01-01 00:00"),
            (#"{{ date "2006" (int64 -1) }}"#, "1969"),
            (#"{{ date "2006-01-02" "2020-05-05" }}"#, "2024-01-01"),
            (#"{{ date "2006" 1.5 }}"#, "2024"),
            (#"{{ now | date "2006-01-02 15:04:05" }}"#, "2024-01-01 00:00:00"),
            (#"{{ now | unixEpoch }}"#, "1704067200"),
            (#"{{ now }}"#, "2024-01-01 00:00:00.000000001 +0000 UTC m=+0.000000001"),
            (#"{{ htmlDate 0 }}"#, "1970-01-01"),
            (#"{{ htmlDate nil }}"#, "2024-01-01"),
            (#"{{ htmlDateInZone 0 "America/New_York" }}"#, "1969-12-31"),
            (#"{{ dateInZone "15:04 MST -07" 0 "America/New_York" }}"#, "19:00 EST -05"),
            (#"{{ dateInZone "15:04 MST" 1625000000 "America/New_York" }}"#, "16:53 EDT"),
            (#"{{ dateInZone "MST -0700" 1700000000 "Asia/Kolkata" }}"#, "IST +0530"),
            (#"{{ dateInZone "MST -0700" 4000000000 "Europe/Berlin" }}"#, "CEST +0200"),
            (#"{{ dateInZone "MST" 4102444800 "Europe/Berlin" }}"#, "CET"),
            (#"{{ dateInZone "MST" 4102444800 "Australia/Sydney" }}"#, "AEDT"),
            (#"{{ dateInZone "MST" 4088000000 "Australia/Sydney" }}"#, "AEST"),
            (#"{{ dateInZone "MST -07" 0 "America/Sao_Paulo" }}"#, "-03 -03"),
            (#"{{ dateInZone "MST" 0 "" }}"#, "UTC"),
            (#"{{ dateInZone "MST" 0 "Local" }}"#, "UTC"),
            (#"{{ dateInZone "MST" 0 "../../etc/passwd" }}"#, "UTC"),
            (#"{{ dateInZone "-070000" -5000000000 "Europe/Berlin" }}"#, "+005328"),
            (#"{{ date_in_zone "15:04" 0 "UTC" }}"#, "00:00"),
            (#"{{ dateModify "1h" (toDate "2006" "2020") }}"#, "2020-01-01 01:00:00 +0000 UTC"),
            (#"{{ date_modify "-0.5s" (toDate "2006" "2020") }}"#, "2019-12-31 23:59:59.5 +0000 UTC"),
            (#"{{ dateModify "x" (toDate "2006" "2020") }}"#, "2020-01-01 00:00:00 +0000 UTC"),
            (#"{{ mustDateModify "+24h" (toDate "2006" "2020") | date "02" }}"#, "02"),
            (#"{{ unixEpoch (toDate "2006-01-02" "2001-09-09") }}"#, "999993600"),
            (#"{{ typeOf (unixEpoch now) }}"#, "string"),
            (#"{{ ago now }}"#, "0s"),
            (#"{{ ago 1704067140 }}"#, "1m0s"),
            (#"{{ ago (int64 1704070800) }}"#, "-1h0m0s"),
            (#"{{ ago "x" }}"#, "0s"),
            (#"{{ ago (toDate "2006-01-02" "2023-12-31") }}"#, "24h0m0s"),
        ]
    )
    func areConverted(template: String, output: String) { #expect(Rendering.text(template) == output) }
}
