// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct IntegerFormatTests {
    @Test func formatsWholeNumbers() {
        let table: [(String, Value, String)] = [
            ("%d", Value.int(42), "42"),
            ("%5d|", .int(42), "   42|"),
            ("%-5d|", .int(42), "42   |"),
            ("%05d", .int(-42), "-0042"),
            ("%+d", .int(42), "+42"),
            ("% d", .int(42), " 42"),
            ("%+05d", .int(42), "+0042"),
            ("% 05d", .int(42), " 0042"),
            ("%-05d|", .int(42), "42   |"),
            ("%.3d", .int(7), "007"),
            ("%8.3d|", .int(-7), "    -007|"),
            ("%08.3d|", .int(7), "     007|"),
            ("%.0d|", .int(0), "|"),
            ("%5.0d|", .int(0), "     |"),
            ("%.d|", .int(0), "|"),
            ("%x", .int(255), "ff"),
            ("%X", .int(255), "FF"),
            ("%#x", .int(255), "0xff"),
            ("%#X", .int(-255), "-0XFF"),
            ("%#08x", .int(255), "0x000000ff"),
            ("%b", .int(5), "101"),
            ("%#b", .int(5), "0b101"),
            ("%o", .int(8), "10"),
            ("%#o", .int(8), "010"),
            ("%O", .int(8), "0o10"),
            ("%#o", .int(0), "0"),
            ("%c", .int(0x65E5), "日"),
            ("%c", .int(-1), "\u{FFFD}"),
            ("%c", .int(0x110000), "\u{FFFD}"),
            ("%5c|", .int(65), "    A|"),
            ("%-5c|", .int(65), "A    |"),
            ("%q", .int(65), "'A'"),
            ("%q", .int(39), "'\\''"),
            ("%q", .int(34), "'\"'"),
            ("%+q", .int(233), "'\\u00e9'"),
            ("%q", .int(10), "'\\n'"),
            ("%U", .int(0x1F600), "U+1F600"),
            ("%#U", .int(233), "U+00E9 'é'"),
            ("%#U", .int(10), "U+000A"),
            ("%10U|", .int(65), "    U+0041|"),
            ("%-10U|", .int(65), "U+0041    |"),
            ("%.6U", .int(65), "U+000041"),
            ("%d", .integer(200, .uint8), "200"),
            ("%v", .int64(-9_223_372_036_854_775_808), "-9223372036854775808"),
            ("%x", .int64(-1), "-1"),
            ("%x", .integer(-1, .uint64), "ffffffffffffffff"),
            ("%#v", .integer(10, .uint), "0xa"),
            ("%#v", .int(10), "10"),
            ("%t", .int(1), "%!t(int=1)"),
            ("%s", .int(1), "%!s(int=1)"),
            ("%e", .int(1), "%!e(int=1)"),
            ("%z", .int64(1), "%!z(int64=1)"),
            ("%5s|", .int(1), "%!s(int=    1)|"),
            ("%p", .int(1), "%!p(int=1)"),
            ("%w", .int(1), "%!w(int=1)"),
            ("%06d", .int(-12), "-00012"),
            ("%+x", .int(10), "+a"),
            ("% x", .int(10), " a"),
            ("%#+x", .int(10), "+0xa"),
            ("%020b", .int(5), "00000000000000000101"),
        ]
        for (format, value, text) in table {
            #expect(formatted(Text(format), [value]).string == text, "\(format)")
        }
    }
}
