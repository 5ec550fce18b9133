// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@testable import Sprig

@Suite struct LayoutTests {
    /// Layouts, and what stands before their first part, how it is written, and what follows.
    @Test(
        arguments: [
            ("", "", "", ""),
            ("abc", "abc", "", ""),
            ("a2006b", "a", "2006", "b"),
            ("Janx", "Janx", "", ""),
            ("JanX", "", "Jan", "X"),
            ("January", "", "January", ""),
            ("Mond", "Mond", "", ""),
            ("Monday", "", "Monday", ""),
            ("Mon,", "", "Mon", ","),
            ("MST", "", "MST", ""),
            ("_2", "", "_2", ""),
            ("_2006", "_", "2006", ""),
            ("__2", "", "__2", ""),
            ("__", "__", "", ""),
            ("002", "", "002", ""),
            ("00", "00", "", ""),
            ("07", "07", "", ""),
            ("15", "", "15", ""),
            ("10", "", "1", "0"),
            ("3PM", "", "3", "PM"),
            ("PM", "", "PM", ""),
            ("P", "P", "", ""),
            ("pm", "", "pm", ""),
            ("-070000", "", "-070000", ""),
            ("-07:00:00", "", "-07:00:00", ""),
            ("-0700x", "", "-0700", "x"),
            ("-07:00", "", "-07:00", ""),
            ("-07", "", "-07", ""),
            ("-7", "-7", "", ""),
            ("Z07:00", "", "Z07:00", ""),
            ("Z070000", "", "Z070000", ""),
            ("Z0700", "", "Z0700", ""),
            ("Z07", "", "Z07", ""),
            ("Z", "Z", "", ""),
            (".000x", "", ".000", "x"),
            (",999", "", ",999", ""),
            (".0001", ".00", "01", ""),
            (".x", ".x", "", ""),
        ]
    )
    func areCutIntoParts(layout: String, prefix: String, source: String, rest: String) {
        let piece = TimeLayout.next(Array(layout.utf8)[...])
        #expect(Text(piece.prefix) == Text(prefix))
        #expect(Text(piece.source) == Text(source))
        #expect(Text(piece.rest) == Text(rest))
        #expect((piece.part == nil) == source.isEmpty)
    }

    @Test(
        arguments: [
            ("12x", 2, 12, "x"),
            ("123", 2, 12, "3"),
            ("1x", 2, nil, "1x"),
            ("", 1, nil, ""),
            ("007", 3, 7, ""),
        ] as [(String, Int, Int?, String)]
    )
    func digitsAreTaken(text: String, count: Int, number: Int?, rest: String) {
        var bytes = Array(text.utf8)[...]
        #expect(TimeDigits.digits(count, &bytes) == number)
        #expect(Text(bytes) == Text(rest))
    }

    @Test(
        arguments: [
            ("7", false, 7, ""),
            ("7", true, nil, "7"),
            ("07", true, 7, ""),
            ("123", false, 12, "3"),
            ("x", false, nil, "x"),
        ] as [(String, Bool, Int?, String)]
    )
    func numbersAreTaken(text: String, isPadded: Bool, number: Int?, rest: String) {
        var bytes = Array(text.utf8)[...]
        #expect(TimeDigits.number(isPadded: isPadded, &bytes) == number)
        #expect(Text(bytes) == Text(rest))
    }

    @Test(
        arguments: [
            ("March 1", 2, " 1"),
            ("mAy", 4, ""),
            ("decemberX", 11, "X"),
            ("Mar", nil, "Mar"),
            ("", nil, ""),
            ("M\u{1}rch", nil, "M\u{1}rch"),
        ] as [(String, Int?, String)]
    )
    func namesAreTakenInAnyCase(text: String, index: Int?, rest: String) {
        var bytes = Array(text.utf8)[...]
        #expect(TimeDigits.named(CalendarDate.months, &bytes) == index)
        #expect(Text(bytes) == Text(rest))
    }
}

@Suite struct InstantTests {
    private let start = Instant(
        CalendarDate(year: 2024, month: 2, day: 28),
        ClockTime(hour: 23, minute: 59),
        zone: .utc
    )

    @Test(
        arguments: [
            (0, "2024-02-28 23:59:00 +0000 UTC"),
            (60_000_000_000, "2024-02-29 00:00:00 +0000 UTC"),
            (-60_000_000_000, "2024-02-28 23:58:00 +0000 UTC"),
            (1, "2024-02-28 23:59:00.000000001 +0000 UTC"),
            (-1, "2024-02-28 23:58:59.999999999 +0000 UTC"),
            (1_500_000_000, "2024-02-28 23:59:01.5 +0000 UTC"),
            (86_400_000_000_000 * 2, "2024-03-01 23:59:00 +0000 UTC"),
        ]
    )
    func durationsAreAdded(nanoseconds: Int64, text: String) {
        let moved = start.adding(GoDuration(nanoseconds: nanoseconds))
        #expect(moved.description == Text(text))
        #expect(moved.since(start).nanoseconds == nanoseconds)
        #expect(start.since(moved).nanoseconds == -nanoseconds)
        #expect(start.isBefore(moved) == (nanoseconds > 0))
        #expect(start.isSame(as: moved) == (nanoseconds == 0))
    }

    @Test func durationsThatAreTooLongAreTheLongest() {
        let late = Instant(seconds: 1 << 40, nanoseconds: 0, zone: .utc)
        #expect(late.since(.zero).nanoseconds == .max)
        #expect(Instant.zero.since(late).nanoseconds == .min)
    }

    @Test func zonesChangeWhatClocksShow() throws {
        let berlin = try #require(Zone.named("Europe/Berlin"))
        #expect(start.at(berlin).clock.hour == 0)
        #expect(start.at(berlin).date.day == 29)
        #expect(start.at(berlin).isSame(as: start))
        let summer = Instant(CalendarDate(year: 2024, month: 7, day: 1), ClockTime(hour: 12), zone: berlin)
        #expect(summer.period == Zone.Period(offset: 7200, name: "CEST"))
        #expect(summer.seconds == 1_719_828_000)
        #expect(berlin.offset(named: "CEST", near: summer.seconds) == 7200)
        #expect(berlin.offset(named: "XYZ", near: summer.seconds) == nil)
    }

    @Test(arguments: ["", "UTC", "Local", "Europe/Berlin", "Etc/GMT+5", "America/Argentina/Ushuaia"])
    func zonesAreFound(name: String) { #expect(Zone.named(name) != nil) }

    @Test(arguments: [
        "Nowhere", "europe/berlin", "../UTC", "/etc/passwd", "Europe", "a b", "Europe/Berlin\0", "\\", "é",
    ])
    func otherZonesAreNot(name: String) { #expect(Zone.named(name) == nil) }
}
