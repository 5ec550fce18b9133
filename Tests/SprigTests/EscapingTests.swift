// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@testable import Sprig

@Suite struct EscapingTests {
    /// Printable signs of ASCII that stay as they are in each part of a URL, besides letters and digits.
    @Test(
        arguments: [
            (URLPart.path, "-_.~$&+,/:;=@"),
            (.userinfo, "-_.~$&+,;="),
            (.host, "-_.~!$&'()*+,;=:[]<>\""),
            (.zone, "-_.~!$&'()*+,;=:[]<>\""),
            (.fragment, "-_.~$&+,/:;=?@!()*"),
        ]
    )
    func keepsWhatMayStandThere(part: URLPart, kept: String) {
        for byte in UInt8(0x21)...0x7E where !byte.isAlphanumeric {
            #expect(part.escapes(byte) != kept.utf8.contains(byte), "\(Unicode.Scalar(byte))")
        }
        for byte in UInt8(0)...0x20 { #expect(part.escapes(byte)) }
        for byte in UInt8(0x7F)...0xFF { #expect(part.escapes(byte)) }
        #expect("azAZ09".utf8.allSatisfy { !part.escapes($0) })
    }

    @Test(arguments: [URLPart.path, .userinfo, .fragment])
    func whatIsEscapedIsUnescapedAgain(part: URLPart) throws {
        let all = Text((0...255).map { UInt8($0) })
        #expect(try part.unescape(part.escape(all)) == all)
    }

    @Test(
        arguments: [
            ("%41", "A"),
            ("%c3%A9", "é"),
            ("a%2Fb", "a/b"),
            ("+", "+"),
            ("%25", "%"),
            ("", ""),
        ]
    )
    func unescapesPaths(text: String, meaning: String) throws {
        #expect(try URLPart.path.unescape(Text(text)) == Text(meaning))
    }

    @Test(
        arguments: [
            (URLPart.path, "%", #"invalid URL escape "%""#),
            (.path, "a%4", #"invalid URL escape "%4""#),
            (.path, "%zz9", #"invalid URL escape "%zz""#),
            (.host, "%41", #"invalid URL escape "%41""#),
            (.host, "a b", #"invalid character " " in host name"#),
            (.host, "a/b", #"invalid character "/" in host name"#),
            (.zone, "%2F", #"invalid URL escape "%2F""#),
        ]
    )
    func refusesWhatMeansNothing(part: URLPart, text: String, message: String) {
        let error = #expect(throws: FunctionError.self) { try part.unescape(Text(text)) }
        #expect(error?.message == Text(message))
    }

    @Test func hostsKeepWhatIsNotASCII() throws {
        #expect(try URLPart.host.unescape("é%C3%A9") == "éé")
        #expect(try URLPart.host.unescape("a%25b") == "a%b")
        #expect(try URLPart.zone.unescape("%25en%200") == "%en 0")
    }

    /// Hosts, and their names without port and brackets.
    @Test(
        arguments: [
            ("h", "h"),
            ("h:80", "h"),
            ("h:", "h"),
            ("h:x", "h:x"),
            ("[::1]", "::1"),
            ("[::1]:80", "::1"),
            ("", ""),
            (":80", ""),
            ("[", "["),
        ]
    )
    func hostsHaveNames(host: String, name: String) { #expect(URLHost.name(Text(host)) == Text(name)) }
}

@Suite struct ReplacementTests {
    /// Templates with the groups `x` and `y`, and what stands for a match of "ab" with "a" and "b" in them.
    @Test(
        arguments: [
            ("", ""),
            ("z", "z"),
            ("$0", "ab"),
            ("$1$2", "ab"),
            ("${2}${1}", "ba"),
            ("$x-$y", "a-b"),
            ("${x}y", "ay"),
            ("$xy", ""),
            ("$3", ""),
            ("$none", ""),
            ("$$", "$"),
            ("$$1", "$1"),
            ("$", "$"),
            ("a$", "a$"),
            ("${", "${"),
            ("${x", "${x"),
            ("${}", "${}"),
            ("${x y}", "${x y}"),
            ("$-", "$-"),
            ("$1é", ""),
            ("$1-é", "a-é"),
            ("$01", ""),
            ("$999999999", ""),
            ("$9999999999", ""),
        ]
    )
    func templatesAreFilled(template: String, result: String) throws {
        let expression = try CompiledExpression("(?P<x>a)(?P<y>b)")
        let text = ExpressionText.replacing(expression, in: Array("<ab>".utf8), template: Array(template.utf8))
        #expect(text == Text("<\(result)>"))
    }

    @Test(
        arguments: [
            ("a*", "baaac", [0..<0, 1..<4, 5..<5]),
            ("", "ab", [0..<0, 1..<1, 2..<2]),
            ("", "é", [0..<0, 2..<2]),
            ("b", "abcb", [1..<2, 3..<4]),
            ("x", "abc", []),
            ("$", "ab", [2..<2]),
            ("", "", [0..<0]),
        ]
    )
    func matchesAreCountedAsGoDoes(pattern: String, text: String, ranges: [Range<Int>]) throws {
        let expression = try CompiledExpression(Text(pattern))
        let bytes = Array(text.utf8)
        #expect(expression.matches(in: bytes, count: -1) == ranges)
        for count in 0...ranges.count {
            #expect(expression.matches(in: bytes, count: count) == Array(ranges.prefix(count)))
        }
    }

    @Test func errorsAreKeptAsWellAsExpressions() {
        let cache = ExpressionCache()
        for _ in 0..<3 {
            let error = #expect(throws: FunctionError.self) { try cache.expression("(") }
            #expect(error?.message == "error parsing regexp: missing closing ): `(`")
            let required = #expect(throws: FunctionError.self) { try cache.requiredExpression("(") }
            #expect(required?.message == "regexp: Compile(`(`): error parsing regexp: missing closing ): `(`")
        }
    }
}
