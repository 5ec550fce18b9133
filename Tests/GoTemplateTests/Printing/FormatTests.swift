// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct FormatTests {
    private static var list: Value { .list(List([.string("a"), .float(1), .null, .bool(true)])) }
    private static var map: Value { .map(Map(["b": .int(2), "a": .string("x")])) }
    private static var bytes: Value {
        .list(List([.integer(97, .uint8), .integer(255, .uint8)], of: .integer(.uint8)))
    }

    @Test func formatsOtherValues() {
        let table: [(String, Value, String)] = [
            ("%v", Self.list, "[a 1 <nil> true]"),
            ("%s", Self.list, "[a %!s(float64=1) <nil> %!s(bool=true)]"),
            ("%d", Self.list, "[%!d(string=a) %!d(float64=1) <nil> %!d(bool=true)]"),
            ("%q", Self.list, "[\"a\" %!q(float64=1) <nil> %!q(bool=true)]"),
            ("%#v", Self.list, "[]interface {}{\"a\", 1, interface {}(nil), true}"),
            ("%+v", Self.list, "[a 1 <nil> true]"),
            ("%3v", Self.list, "[  a   1 <nil> true]"),
            ("%T", Self.list, "[]interface {}"),
            ("%v", Self.map, "map[a:x b:2]"),
            ("%s", Self.map, "map[a:x b:%!s(int=2)]"),
            ("%#v", Self.map, "map[string]interface {}{\"a\":\"x\", \"b\":2}"),
            ("%d", Self.map, "map[%!d(string=a):%!d(string=x) %!d(string=b):2]"),
            ("%T", Self.map, "map[string]interface {}"),
            ("%v", Self.bytes, "[97 255]"),
            ("%d", Self.bytes, "[97 255]"),
            ("%s", .list(List([.integer(97, .uint8)], of: .integer(.uint8))), "a"),
            ("%x", Self.bytes, "61ff"),
            ("% X", Self.bytes, "61 FF"),
            ("%q", Self.bytes, "\"a\\xff\""),
            ("%#v", Self.bytes, "[]byte{0x61, 0xff}"),
            ("%T", Self.bytes, "[]uint8"),
            ("%03d", Self.bytes, "[097 255]"),
            ("%c", Self.bytes, "[a ÿ]"),
            ("%v", .list(List([], of: .string, isNil: true)), "[]"),
            ("%#v", .list(List([], of: .string, isNil: true)), "[]string(nil)"),
            ("%#v", .map(Map([:], isNil: true)), "map[string]interface {}(nil)"),
            ("%#v", .list(List([.string("a")], of: .string)), "[]string{\"a\"}"),
            ("%x", .list(List([.string("ab"), .int(10)])), "[6162 a]"),
            ("%v", .bool(true), "true"),
            ("%t", .bool(false), "false"),
            ("%6t|", .bool(true), "  true|"),
            ("%-6t|", .bool(true), "true  |"),
            ("%s", .bool(true), "%!s(bool=true)"),
            ("%#v", .bool(true), "true"),
            ("%v", .null, "<nil>"),
            ("%s", .null, "%!s(<nil>)"),
            ("%d", .null, "%!d(<nil>)"),
            ("%T", .null, "<nil>"),
            ("%5v|", .null, "<nil>|"),
            ("%8v|", .null, "   <nil>|"),
            ("%#v", .null, "<nil>"),
            ("%p", .null, "%!p(<nil>)"),
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
            ("%", "%!(NOVERB)"),
            ("%%", "%"),
            ("100%", "100%!(NOVERB)"),
            ("%5%", "%"),
            ("%-+%", "%"),
            ("a%%b%%c", "a%b%c"),
            ("%!", "%!!(MISSING)"),
            ("%d", "%!d(MISSING)"),
            ("%s %s", "%!s(MISSING) %!s(MISSING)"),
            ("% d", "%!d(MISSING)"),
            ("%5", "%!(NOVERB)"),
            ("%.", "%!.(MISSING)"),
            ("%5.", "%!.(MISSING)"),
            ("%.5", "%!(NOVERB)"),
            ("%*d", "%!(BADWIDTH)%!d(MISSING)"),
            ("%[1]d", "%!d(BADINDEX)"),
            ("%[", "%!(NOVERB)"),
            ("%[]d", "%!d(BADINDEX)"),
            ("é%d", "é%!d(MISSING)"),
            ("", ""),
        ]
    )
    func formatsWithoutArguments(format: String, text: String) {
        #expect(formatted(Text(format), []).string == text)
    }

    @Test func takesArgumentsByTheirNumbers() {
        let table: [(String, [Value], String)] = [
            ("%[2]*[1]d", [.int(2), .int(5)], "    2"),
            ("%[3]*.[2]*[1]f", [.float(12), .int(2), .int(6)], " 12.00"),
            ("%[1]*.[2]*[3]f", [.int(6), .int(2), .float(12)], " 12.00"),
            ("%[1]*[3]f", [.int(10), .int(99), .float(12)], " 12.000000"),
            ("%.[1]*[3]f", [.int(6), .int(99), .float(12)], "12.000000"),
            ("%[1]*.[3]f", [.int(6), .int(3), .float(12)], "    12"),
            ("%d %d %d %#[1]o %#o %#o", [.int(11), .int(12), .int(13)], "11 12 13 013 014 015"),
            ("%[d", [.int(2), .int(1)], "%!d(BADINDEX)"),
            ("%]d", [.int(2), .int(1)], "%!](int=2)d%!(EXTRA int=1)"),
            ("%[]d", [.int(2), .int(1)], "%!d(BADINDEX)"),
            ("%[-3]d", [.int(2), .int(1)], "%!d(BADINDEX)"),
            ("%[99]d", [.int(2), .int(1)], "%!d(BADINDEX)"),
            ("%[3]", [.int(2), .int(1)], "%!(NOVERB)"),
            ("%[1].2d", [.int(5), .int(6)], "%!d(BADINDEX)"),
            ("%[1]2d", [.int(2), .int(1)], "%!d(BADINDEX)"),
            ("%3.[2]d", [.int(7)], "%!d(BADINDEX)"),
            ("%.[2]d", [.int(7)], "%!d(BADINDEX)"),
            ("%d %d %d %#[1]o %#o %#o %#o", [.int(11), .int(12), .int(13)], "11 12 13 013 014 015 %!o(MISSING)"),
            ("%[5]d %[2]d %d", [.int(1), .int(2), .int(3)], "%!d(BADINDEX) 2 3"),
            ("%d %[3]d %d", [.int(1), .int(2)], "1 %!d(BADINDEX) 2"),
            ("%.[]", [], "%!](BADINDEX)"),
            ("%.-3d", [.int(42)], "%!-(int=42)3d"),
            ("%s %.2", [.string("hello")], "hello %!(NOVERB)"),
            ("%010.2", [.string("12345")], "%!(NOVERB)%!(EXTRA string=12345)"),
        ]
        for (format, arguments, text) in table {
            #expect(formatted(Text(format), arguments).string == text, "\(format)")
        }
    }

    @Test func takesArguments() {
        let table: [(String, [Value], String)] = [
            ("%d %s", [Value.int(1), .string("a")], "1 a"),
            ("%d", [.int(1), .int(2)], "1%!(EXTRA int=2)"),
            ("x", [.null, .string("a"), .bool(true)], "x%!(EXTRA <nil>, string=a, bool=true)"),
            ("%[2]d %[1]d", [.int(1), .int(2)], "2 1"),
            ("%[2]d", [.int(1), .int(2)], "2"),
            ("%[1]d %d", [.int(1), .int(2)], "1 2"),
            ("%[3]d", [.int(1)], "%!d(BADINDEX)"),
            ("%[0]d", [.int(1)], "%!d(BADINDEX)"),
            ("%[x]d", [.int(1)], "%!d(BADINDEX)"),
            ("%[-1]d", [.int(1)], "%!d(BADINDEX)"),
            ("%[1]*d|", [.int(5), .int(2)], "    2|"),
            ("%*d|", [.int(5), .int(2)], "    2|"),
            ("%-*d|", [.int(5), .int(2)], "2    |"),
            ("%*d|", [.int(-5), .int(2)], "2    |"),
            ("%0*d", [.int(5), .int(2)], "00002"),
            ("%*d", [.string("x"), .int(2)], "%!(BADWIDTH)2"),
            ("%*d", [.float(5), .int(2)], "%!(BADWIDTH)2"),
            ("%*d", [.int(2_000_000), .int(2)], "%!(BADWIDTH)2"),
            ("%.*f", [.int(1), .float(2.55)], "2.5"),
            ("%.*f", [.int(-1), .float(2.5)], "%!(BADPREC)2.500000"),
            ("%.*d", [.string("x"), .int(7)], "%!(BADPREC)7"),
            ("%*.*f|", [.int(7), .int(2), .float(1.5)], "   1.50|"),
            ("%[2]*[1]d|", [.int(1), .int(4)], "   1|"),
            ("%[3]*.[2]*[1]f|", [.float(1.5), .int(2), .int(7)], "   1.50|"),
            ("%[1]5d", [.int(1)], "%!d(BADINDEX)"),
            ("%[1].2f", [.float(1)], "%!f(BADINDEX)"),
            ("%[1", [.int(1)], "%!(NOVERB)"),
            ("%[1]", [.int(1)], "%!(NOVERB)"),
            ("%.[2]*[1]f", [.float(1.25), .int(1)], "1.2"),
            ("%d %d %#[1]x %#x", [.int(16), .int(17)], "16 17 0x10 0x11"),
            ("%s%%", [.string("a")], "a%"),
            ("%v %v", [.string("a")], "a %!v(MISSING)"),
            ("%20000000000d", [.int(1)], "%!(NOVERB)%!(EXTRA int=1)"),
            ("%.20000000000d", [.int(1)], "%!(NOVERB)%!(EXTRA int=1)"),
            ("%!", [.int(1)], "%!!(int=1)"),
            ("%\u{1}", [.int(1)], "%!\u{1}(int=1)"),
            ("%w", [.string("a")], "%!w(string=a)"),
        ]
        for (format, arguments, text) in table {
            #expect(formatted(Text(format), arguments).string == text, "\(format)")
        }
    }
}
