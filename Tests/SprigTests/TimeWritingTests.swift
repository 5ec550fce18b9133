// SPDX-License-Identifier: Apache-2.0

import Testing

/// How times are written for programs, and what of them templates cannot call.
@Suite struct TimeWritingTests {
    private static let layout = "2006-01-02T15:04:05.999999999Z07:00"

    private func result(_ time: String, _ rest: String) -> String {
        Rendering.text("{{ $t := toDate \"\(Self.layout)\" \"\(time)\" }}{{ \(rest) }}")
    }

    @Test(arguments: [
        ("2021-03-04T05:06:07+02:00", "2021-03-04 05:06:07 +0200 +0200"),
        ("2020-02-29T00:00:00-08:00", "2020-02-29 00:00:00 -0800 -0800"),
        ("1999-12-31T23:59:59+05:30", "1999-12-31 23:59:59 +0530 +0530"),
    ])
    func `a zone without a name is called by its whole offset`(time: String, text: String) {
        #expect(result(time, "$t") == text)
        #expect(result(time, "$t.Format \"MST\"") == text.split(separator: " ").last.map(String.init))
    }

    @Test func `the offset in the name of a zone does not change the hour that was read`() {
        let template = #"{{ mustToDate "2006-01-02 15 MST" "2021-02-03 04 GMT+3" }}"#
        #expect(Rendering.text(template) == "2021-02-03 07:00:00 +0300 GMT+3")
    }

    @Test(arguments: [
        ("2021-03-04T05:06:07.089Z", "time.Date(2021, time.March, 4, 5, 6, 7, 89000000, time.UTC)"),
        (
            "1999-12-31T23:59:59.123456789+05:30",
            "time.Date(1999, time.December, 31, 23, 59, 59, 123456789, time.Location(\"\"))"
        ),
    ])
    func `a time can be written as an expression`(time: String, text: String) {
        #expect(result(time, "$t.GoString") == text)
    }

    @Test func `a time can be written as bytes`() {
        let time = "0001-01-01T00:00:00Z"
        let numbers = time.utf8.map(String.init).joined(separator: " ")
        #expect(result(time, "$t.MarshalText") == "[\(numbers)]")
        #expect(result(time, "$t.MarshalJSON") == "[34 \(numbers) 34]")
    }

    @Test(arguments: [
        ("$t.Date", "function Date has 3 return values; should be 1 or 2"),
        ("$t.Clock", "function Clock has 3 return values; should be 1 or 2"),
        ("$t.ISOWeek", "invalid function signature for ISOWeek: second return value should be error; is int"),
        ("$t.Zone", "invalid function signature for Zone: second return value should be error; is int"),
        (
            "$t.ZoneBounds",
            "invalid function signature for ZoneBounds: second return value should be error; is time.Time"
        ),
        ("$t.Zone 1", "wrong number of args for Zone: want 0 got 1"),
        ("$t.Nothing", "can't evaluate field Nothing in type time.Time"),
        ("$t.wall", "wall is an unexported field of struct type time.Time"),
        ("(semver \"1.2.3\").major", "major is an unexported field of struct type *semver.Version"),
    ])
    func `a method with other results than a value and an error cannot be called`(call: String, cause: String) {
        #expect(result("2021-03-04T05:06:07Z", call).hasSuffix(">: \(cause)"))
    }

    @Test func `a verb that does not fit shows the fields of a time`() {
        #expect(
            Rendering.text(#"{{ printf "%t" (toDate "2006-01-02" "2021-02-03") }}"#)
                == "{%!t(uint64=0) %!t(int64=63747907200) %!t(*time.Location=&{UTC [] []  0 0 <nil>})}"
        )
    }
}
