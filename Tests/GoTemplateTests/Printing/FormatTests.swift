// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct FormatTests {
    private static var list: Value { .list(List([.string("a"), .float(1), .null, .bool(true)])) }
    private static var map: Value { .map(Map(["b": .int(2), "a": .string("x")])) }
    private static var bytes: Value {
        .list(List([.integer(97, .uint8), .integer(255, .uint8)], of: .integer(.uint8)))
    }

    @Test func formatsWholeNumbers() {
        let table: [(String, Value, String)] = [
            ("%d", Value.int(42), "42"), ("%5d|", .int(42), "   42|"), ("%-5d|", .int(42), "42   |"),
            ("%05d", .int(-42), "-0042"), ("%+d", .int(42), "+42"), ("% d", .int(42), " 42"),
            ("%+05d", .int(42), "+0042"), ("% 05d", .int(42), " 0042"), ("%-05d|", .int(42), "42   |"),
            ("%.3d", .int(7), "007"), ("%8.3d|", .int(-7), "    -007|"), ("%08.3d|", .int(7), "     007|"),
            ("%.0d|", .int(0), "|"), ("%5.0d|", .int(0), "     |"), ("%.d|", .int(0), "|"), ("%x", .int(255), "ff"),
            ("%X", .int(255), "FF"), ("%#x", .int(255), "0xff"), ("%#X", .int(-255), "-0XFF"),
            ("%#08x", .int(255), "0x000000ff"), ("%b", .int(5), "101"), ("%#b", .int(5), "0b101"),
            ("%o", .int(8), "10"), ("%#o", .int(8), "010"), ("%O", .int(8), "0o10"), ("%#o", .int(0), "0"),
            ("%c", .int(0x65E5), "日"), ("%c", .int(-1), "\u{FFFD}"), ("%c", .int(0x110000), "\u{FFFD}"),
            ("%5c|", .int(65), "    A|"), ("%-5c|", .int(65), "A    |"), ("%q", .int(65), "'A'"),
            ("%q", .int(39), "'\\''"), ("%q", .int(34), "'\"'"), ("%+q", .int(233), "'\\u00e9'"),
            ("%q", .int(10), "'\\n'"), ("%U", .int(0x1F600), "U+1F600"), ("%#U", .int(233), "U+00E9 'é'"),
            ("%#U", .int(10), "U+000A"), ("%10U|", .int(65), "    U+0041|"), ("%-10U|", .int(65), "U+0041    |"),
            ("%.6U", .int(65), "U+000041"), ("%d", .integer(200, .uint8), "200"),
            ("%v", .int64(-9_223_372_036_854_775_808), "-9223372036854775808"),
            ("%x", .int64(-1), "-1"), ("%x", .integer(-1, .uint64), "ffffffffffffffff"),
            ("%#v", .integer(10, .uint), "0xa"), ("%#v", .int(10), "10"), ("%t", .int(1), "%!t(int=1)"),
            ("%s", .int(1), "%!s(int=1)"),
            ("%e", .int(1), "%!e(int=1)"), ("%z", .int64(1), "%!z(int64=1)"), ("%5s|", .int(1), "%!s(int=    1)|"),
            ("%p", .int(1), "%!p(int=1)"), ("%w", .int(1), "%!w(int=1)"), ("%06d", .int(-12), "-00012"),
            ("%+x", .int(10), "+a"), ("% x", .int(10), " a"), ("%#+x", .int(10), "+0xa"),
            ("%020b", .int(5), "00000000000000000101"),
        ]
        for (format, value, text) in table {
            #expect(formatted(Text(format), [value]).string == text, "\(format)")
        }
    }

    @Test(
        arguments: [
            ("%f", 3.14159265, "3.141593"), ("%.2f", 2.675, "2.67"), ("%.2f", 1.005, "1.00"), ("%.0f", 0.5, "0"),
            ("%.0f", 1.5, "2"), ("%.0f", 2.5, "2"), ("%.f", 2.7, "3"), ("%8.3f|", -3.14159, "  -3.142|"),
            ("%-8.2f|", 3.14159, "3.14    |"), ("%08.2f", -3.14159, "-0003.14"), ("%+.1f", 1.5, "+1.5"),
            ("% .1f", 1.5, " 1.5"), ("%F", 1.5, "1.500000"), ("%e", 123456.789, "1.234568e+05"),
            ("%E", 0.00012, "1.200000E-04"),
            ("%.0e", 15.0, "2e+01"), ("%.3e", 0.0, "0.000e+00"), ("%g", 1e6, "1e+06"), ("%g", 1e-5, "1e-05"),
            ("%g", 100000.0, "100000"), ("%.3g", 1234.5678, "1.23e+03"), ("%.3g", 100.0, "100"),
            ("%.10g", 1234.5678, "1234.5678"),
            ("%G", 1e-10, "1E-10"), ("%.0g", 123.0, "1e+02"), ("%v", 1e20, "1e+20"), ("%.2v", 3.14159, "3.1"),
            ("%6.2v|", 3.14159, "   3.1|"), ("%b", 1.0, "4503599627370496p-52"), ("%x", 1.5, "0x1.8p+00"),
            ("%X", -1.5, "-0X1.8P+00"),
            ("%.1x", 1.99, "0x1.0p+01"), ("%.3x", 1.0, "0x1.000p+00"), ("%x", 0.0, "0x0p+00"), ("%#g", 1.0, "1.00000"),
            ("%#.3g", 1.0, "1.00"), ("%#f", 1.0, "1.000000"), ("%#.0f", 1.0, "1."), ("%#g", 0.0, "0.00000"),
            ("%#v", 1.0, "1"), ("%#v", 1e6, "1e+06"), ("%#g", 1e10, "1.00000e+10"), ("%d", 1.0, "%!d(float64=1)"),
            ("%s", 1.5, "%!s(float64=1.5)"), ("%q", 1.5, "%!q(float64=1.5)"), ("%t", 1.5, "%!t(float64=1.5)"),
            ("%.2d", 1.0, "%!d(float64=1)"),
            ("%f", .infinity, "+Inf"), ("%f", -.infinity, "-Inf"), ("%+f", .infinity, "+Inf"),
            ("% f", .infinity, " Inf"), ("%08f", .infinity, "    +Inf"), ("%f", .nan, "NaN"), ("%+f", .nan, "+NaN"),
            ("%08f", .nan, "     NaN"), ("%-8f|", .nan, "NaN     |"),
            ("%.1f", -0.0, "-0.0"), ("%.20f", 0.1, "0.10000000000000000555"), ("%.15g", 0.1, "0.1"),
            ("%.17g", 0.1, "0.10000000000000001"), ("%.3f", 1e15, "1000000000000000.000"), ("%.1f", 0.05, "0.1"),
            ("%.1f", 0.25, "0.2"), ("%.1f", 0.35, "0.3"),
            ("%6.1f|", 99.95, " 100.0|"), ("%.0f", 1e22, "10000000000000000000000"), ("%.2e", 9.999, "1.00e+01"),
            ("%012.3e", 1.5, "0001.500e+00"), ("%+08.2f", 1.5, "+0001.50"), ("%.50g", 0.5, "0.5"),
            ("%e", .leastNonzeroMagnitude, "4.940656e-324"),
        ]
    )
    func formatsNumbersOfFloatingPoint(format: String, value: Double, text: String) {
        #expect(formatted(Text(format), [.float(value)]).string == text)
    }

    @Test(
        arguments: [
            ("%s", "ab", "ab"), ("%v", "ab", "ab"), ("%5s|", "ab", "   ab|"), ("%-5s|", "ab", "ab   |"),
            ("%05s", "ab", "000ab"), ("%-05s|", "ab", "ab   |"), ("%.1s", "ab", "a"), ("%.0s|", "ab", "|"),
            ("%5.1s|", "ab", "    a|"), ("%.2s", "日本語", "日本"),
            ("%4s|", "日本", "  日本|"), ("%q", "a\"b", "\"a\\\"b\""), ("%+q", "é", "\"\\u00e9\""),
            ("%#q", "a\tb", "`a\tb`"), ("%#q", "a`b", "\"a`b\""), ("%#q", "a\nb", "\"a\\nb\""),
            ("%8q|", "ab", "    \"ab\"|"), ("%-8q|", "ab", "\"ab\"    |"), ("%.1q", "ab", "\"a\""),
            ("%08q", "ab", "0000\"ab\""), ("%x", "hi!", "686921"), ("%X", "hi", "6869"), ("%X", "\u{FF}", "C3BF"),
            ("% x", "abc", "61 62 63"), ("%#x", "abc", "0x616263"), ("%# x", "abc", "0x61 0x62 0x63"),
            ("%.2x", "abc", "6162"), ("%8x|", "ab", "    6162|"),
            ("%-8x|", "ab", "6162    |"), ("%x|", "", "|"), ("%4x|", "", "    |"), ("%08x", "ab", "00006162"),
            ("%#v", "a\"b", "\"a\\\"b\""), ("%#v", "a`b", "\"a`b\""), ("%T", "a", "string"),
            ("%10T|", "a", "    string|"), ("%d", "a", "%!d(string=a)"), ("%f", "a", "%!f(string=a)"),
            ("%.2f", "3.1", "%!f(string=3.)"), ("%t", "true", "%!t(string=true)"), ("%c", "a", "%!c(string=a)"),
            ("%U", "a", "%!U(string=a)"), ("%5d", "a", "%!d(string=    a)"), ("%+s", "a", "a"), ("% s", "a", "a"),
            ("%p", "a", "%!p(string=a)"), ("%é", "a", "%!é(string=a)"),
        ]
    )
    func formatsTexts(format: String, value: String, text: String) {
        #expect(formatted(Text(format), [.string(Text(value))]).string == text)
    }

    @Test func formatsOtherValues() {
        let table: [(String, Value, String)] = [
            ("%v", Self.list, "[a 1 <nil> true]"), ("%s", Self.list, "[a %!s(float64=1) <nil> %!s(bool=true)]"),
            ("%d", Self.list, "[%!d(string=a) %!d(float64=1) <nil> %!d(bool=true)]"),
            ("%q", Self.list, "[\"a\" %!q(float64=1) <nil> %!q(bool=true)]"),
            ("%#v", Self.list, "[]interface {}{\"a\", 1, interface {}(nil), true}"),
            ("%+v", Self.list, "[a 1 <nil> true]"), ("%3v", Self.list, "[  a   1 <nil> true]"),
            ("%T", Self.list, "[]interface {}"), ("%v", Self.map, "map[a:x b:2]"),
            ("%s", Self.map, "map[a:x b:%!s(int=2)]"),
            ("%#v", Self.map, "map[string]interface {}{\"a\":\"x\", \"b\":2}"),
            ("%d", Self.map, "map[%!d(string=a):%!d(string=x) %!d(string=b):2]"),
            ("%T", Self.map, "map[string]interface {}"), ("%v", Self.bytes, "[97 255]"), ("%d", Self.bytes, "[97 255]"),
            ("%s", .list(List([.integer(97, .uint8)], of: .integer(.uint8))), "a"),
            ("%x", Self.bytes, "61ff"), ("% X", Self.bytes, "61 FF"), ("%q", Self.bytes, "\"a\\xff\""),
            ("%#v", Self.bytes, "[]byte{0x61, 0xff}"), ("%T", Self.bytes, "[]uint8"), ("%03d", Self.bytes, "[097 255]"),
            ("%c", Self.bytes, "[a ÿ]"), ("%v", .list(List([], of: .string, isNil: true)), "[]"),
            ("%#v", .list(List([], of: .string, isNil: true)), "[]string(nil)"),
            ("%#v", .map(Map([:], isNil: true)), "map[string]interface {}(nil)"),
            ("%#v", .list(List([.string("a")], of: .string)), "[]string{\"a\"}"),
            ("%x", .list(List([.string("ab"), .int(10)])), "[6162 a]"),
            ("%v", .bool(true), "true"), ("%t", .bool(false), "false"), ("%6t|", .bool(true), "  true|"),
            ("%-6t|", .bool(true), "true  |"), ("%s", .bool(true), "%!s(bool=true)"), ("%#v", .bool(true), "true"),
            ("%v", .null, "<nil>"), ("%s", .null, "%!s(<nil>)"),
            ("%d", .null, "%!d(<nil>)"), ("%T", .null, "<nil>"), ("%5v|", .null, "<nil>|"),
            ("%8v|", .null, "   <nil>|"), ("%#v", .null, "<nil>"), ("%p", .null, "%!p(<nil>)"),
            ("%v", .complex(real: 1.5, imaginary: 2), "(1.5+2i)"),
            ("%.1f", .complex(real: 1, imaginary: -2), "(1.0-2.0i)"),
            ("%+v", .complex(real: 1, imaginary: 2), "(1+2i)"),
            ("%d", .complex(real: 1, imaginary: 2), "%!d(complex128=(1+2i))"),
            ("%e", .complex(real: 1, imaginary: 0), "(1.000000e+00+0.000000e+00i)"),
            ("%6.1f|", .complex(real: 1, imaginary: 2), "(   1.0  +2.0i)|"),
            ("%v", .list(List([.list(List([.string("x")])), .map(Map(["k": .null]))])), "[[x] map[k:<nil>]]"),
        ]
        for (format, value, text) in table {
            #expect(formatted(Text(format), [value]).string == text, "\(format)")
        }
    }

    @Test(
        arguments: [
            ("%", "%!(NOVERB)"), ("%%", "%"), ("100%", "100%!(NOVERB)"), ("%5%", "%"), ("%-+%", "%"),
            ("a%%b%%c", "a%b%c"), ("%!", "%!!(MISSING)"), ("%d", "%!d(MISSING)"),
            ("%s %s", "%!s(MISSING) %!s(MISSING)"), ("% d", "%!d(MISSING)"), ("%5", "%!(NOVERB)"), ("%.", "%!(NOVERB)"),
            ("%.5", "%!(NOVERB)"), ("%*d", "%!(BADWIDTH)%!d(MISSING)"), ("%[1]d", "%!d(BADINDEX)"),
            ("%[", "%!(NOVERB)"), ("%[]d", "%!d(BADINDEX)"), ("é%d", "é%!d(MISSING)"), ("", ""),
        ]
    )
    func formatsWithoutArguments(format: String, text: String) {
        #expect(formatted(Text(format), []).string == text)
    }

    @Test func takesArgumentsByTheirNumbers() {
        let table: [(String, [Value], String)] = [
            ("%[2]*[1]d", [.int(2), .int(5)], "    2"), ("%[3]*.[2]*[1]f", [.float(12), .int(2), .int(6)], " 12.00"),
            ("%[1]*.[2]*[3]f", [.int(6), .int(2), .float(12)], " 12.00"),
            ("%[1]*[3]f", [.int(10), .int(99), .float(12)], " 12.000000"),
            ("%.[1]*[3]f", [.int(6), .int(99), .float(12)], "12.000000"),
            ("%[1]*.[3]f", [.int(6), .int(3), .float(12)], "    12"),
            ("%d %d %d %#[1]o %#o %#o", [.int(11), .int(12), .int(13)], "11 12 13 013 014 015"),
            ("%[d", [.int(2), .int(1)], "%!d(BADINDEX)"), ("%]d", [.int(2), .int(1)], "%!](int=2)d%!(EXTRA int=1)"),
            ("%[]d", [.int(2), .int(1)], "%!d(BADINDEX)"), ("%[-3]d", [.int(2), .int(1)], "%!d(BADINDEX)"),
            ("%[99]d", [.int(2), .int(1)], "%!d(BADINDEX)"), ("%[3]", [.int(2), .int(1)], "%!(NOVERB)"),
            ("%[1].2d", [.int(5), .int(6)], "%!d(BADINDEX)"), ("%[1]2d", [.int(2), .int(1)], "%!d(BADINDEX)"),
            ("%3.[2]d", [.int(7)], "%!d(BADINDEX)"), ("%.[2]d", [.int(7)], "%!d(BADINDEX)"),
            ("%d %d %d %#[1]o %#o %#o %#o", [.int(11), .int(12), .int(13)], "11 12 13 013 014 015 %!o(MISSING)"),
            ("%[5]d %[2]d %d", [.int(1), .int(2), .int(3)], "%!d(BADINDEX) 2 3"),
            ("%d %[3]d %d", [.int(1), .int(2)], "1 %!d(BADINDEX) 2"), ("%.[]", [], "%!](BADINDEX)"),
            ("%.-3d", [.int(42)], "%!-(int=42)3d"), ("%s %.2", [.string("hello")], "hello %!(NOVERB)"),
            ("%010.2", [.string("12345")], "%!(NOVERB)%!(EXTRA string=12345)"),
        ]
        for (format, arguments, text) in table {
            #expect(formatted(Text(format), arguments).string == text, "\(format)")
        }
    }

    @Test func takesArguments() {
        let table: [(String, [Value], String)] = [
            ("%d %s", [Value.int(1), .string("a")], "1 a"), ("%d", [.int(1), .int(2)], "1%!(EXTRA int=2)"),
            ("x", [.null, .string("a"), .bool(true)], "x%!(EXTRA <nil>, string=a, bool=true)"),
            ("%[2]d %[1]d", [.int(1), .int(2)], "2 1"), ("%[2]d", [.int(1), .int(2)], "2"),
            ("%[1]d %d", [.int(1), .int(2)], "1 2"), ("%[3]d", [.int(1)], "%!d(BADINDEX)"),
            ("%[0]d", [.int(1)], "%!d(BADINDEX)"), ("%[x]d", [.int(1)], "%!d(BADINDEX)"),
            ("%[-1]d", [.int(1)], "%!d(BADINDEX)"), ("%[1]*d|", [.int(5), .int(2)], "    2|"),
            ("%*d|", [.int(5), .int(2)], "    2|"),
            ("%-*d|", [.int(5), .int(2)], "2    |"), ("%*d|", [.int(-5), .int(2)], "2    |"),
            ("%0*d", [.int(5), .int(2)], "00002"), ("%*d", [.string("x"), .int(2)], "%!(BADWIDTH)2"),
            ("%*d", [.float(5), .int(2)], "%!(BADWIDTH)2"), ("%*d", [.int(2_000_000), .int(2)], "%!(BADWIDTH)2"),
            ("%.*f", [.int(1), .float(2.55)], "2.5"), ("%.*f", [.int(-1), .float(2.5)], "%!(BADPREC)2.500000"),
            ("%.*d", [.string("x"), .int(7)], "%!(BADPREC)7"), ("%*.*f|", [.int(7), .int(2), .float(1.5)], "   1.50|"),
            ("%[2]*[1]d|", [.int(1), .int(4)], "   1|"),
            ("%[3]*.[2]*[1]f|", [.float(1.5), .int(2), .int(7)], "   1.50|"),
            ("%[1]5d", [.int(1)], "%!d(BADINDEX)"), ("%[1].2f", [.float(1)], "%!f(BADINDEX)"),
            ("%[1", [.int(1)], "%!(NOVERB)"), ("%[1]", [.int(1)], "%!(NOVERB)"),
            ("%.[2]*[1]f", [.float(1.25), .int(1)], "1.2"),
            ("%d %d %#[1]x %#x", [.int(16), .int(17)], "16 17 0x10 0x11"),
            ("%s%%", [.string("a")], "a%"), ("%v %v", [.string("a")], "a %!v(MISSING)"),
            ("%20000000000d", [.int(1)], "%!(NOVERB)%!(EXTRA int=1)"),
            ("%.20000000000d", [.int(1)], "%!(NOVERB)%!(EXTRA int=1)"), ("%!", [.int(1)], "%!!(int=1)"),
            ("%\u{1}", [.int(1)], "%!\u{1}(int=1)"), ("%w", [.string("a")], "%!w(string=a)"),
        ]
        for (format, arguments, text) in table {
            #expect(formatted(Text(format), arguments).string == text, "\(format)")
        }
    }
}
