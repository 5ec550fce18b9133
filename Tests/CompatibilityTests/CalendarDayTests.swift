// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Compatibility

@Suite("A day")
struct CalendarDayTests {
    @Test("is one of the calendar", arguments: ["2026-01-31", "2024-02-29", "2000-02-29", "0001-01-01", "2026-12-31"])
    func days(text: String) {
        #expect(CalendarDay(text)?.description == text)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "2026", "2026-1-31", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00",
            "+026-01-01", "0000-01-01", "2026-01-01-",
        ]
    )
    func others(text: String) {
        #expect(CalendarDay(text) == nil)
    }
}
