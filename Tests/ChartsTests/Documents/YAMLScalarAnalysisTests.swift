// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// In which styles texts can be written.
@Suite struct YAMLScalarAnalysisTests {
    private struct Styles: Equatable {
        let plain: Bool
        let quoted: Bool
        let block: Bool
    }

    private func styles(_ text: String) -> Styles {
        let analysis = YAMLScalarAnalysis(Array(text.utf8))
        return Styles(plain: analysis.allowsPlain, quoted: analysis.allowsSingleQuotes, block: analysis.allowsBlock)
    }

    @Test(arguments: [
        ("", true, true, false),
        ("a", true, true, true),
        ("a b", true, true, true),
        ("a: b", false, true, true),
        ("#a", false, true, true),
        ("a#", true, true, true),
        (" a", false, true, true),
        ("a ", false, true, false),
        ("a\nb", false, true, true),
        ("\na", false, true, true),
        ("a\n", false, true, true),
        ("a \nb", false, false, false),
        ("a\n b", false, false, true),
        ("a\tb", false, false, false),
        ("a\u{7f}", false, false, false),
        ("\u{e9}", true, true, true),
        ("\u{1F600}", false, false, false),
        ("\u{feff}", false, false, false),
        ("a\u{85}b", false, false, false),
        ("a\u{2028}b", false, true, true),
        ("\u{e000}", true, true, true),
        ("\u{fffd}", true, true, true),
        ("---", false, true, true),
        ("...a", false, true, true),
        ("..", true, true, true),
    ])
    func `characters and their places decide`(text: String, plain: Bool, quoted: Bool, block: Bool) {
        #expect(styles(text) == Styles(plain: plain, quoted: quoted, block: block))
    }

    @Test(arguments: [
        ("-", false),
        ("- a", false),
        ("-a", true),
        ("a - b", true),
        ("?", false),
        ("?a", true),
        ("a ? b", true),
        (":", false),
        (":a", true),
        ("a:", false),
        ("a:b", true),
        ("a :b", true),
        ("a : b", false),
        ("a #b", false),
        (",a", false),
        ("a,b", true),
        ("[a", false),
        ("a[b", true),
        ("a]", true),
        ("]a", false),
        ("{a", false),
        ("}a", false),
        ("a{}", true),
        ("&a", false),
        ("a&b", true),
        ("*a", false),
        ("a*b", true),
        ("!a", false),
        ("a!", true),
        ("|a", false),
        ("a|b", true),
        (">a", false),
        ("a>b", true),
        ("'a", false),
        ("a'b", true),
        ("\"a", false),
        ("a\"b", true),
        ("%a", false),
        ("a%b", true),
        ("@a", false),
        ("a@b", true),
        ("`a", false),
        ("a`b", true),
        ("=", true),
        ("<a", true),
        ("~a", true),
        ("$a", true),
        ("/a", true),
        ("\\a", true),
    ])
    func `indicators count where they have a meaning`(text: String, isPlain: Bool) {
        #expect(YAMLScalarAnalysis(Array(text.utf8)).allowsPlain == isPlain)
    }

    @Test(arguments: [("a", 1), ("\u{e9}", 2), ("\u{65e5}", 3), ("\u{1F600}", 4)])
    func `a character has as many bytes as its first one says`(character: String, width: Int) {
        let bytes = Array(character.utf8)
        #expect(bytes.width(at: 0) == width && (Array("x".utf8) + bytes).startOfLast == 1)
    }

    @Test(arguments: [
        ("\n", true),
        ("\r", true),
        ("\u{85}", true),
        ("\u{2028}", true),
        ("\u{2029}", true),
        (" ", false),
        ("\u{a0}", false),
        ("\u{2027}", false),
        ("\u{b}", false),
        ("\u{c}", false),
    ])
    func `five characters break lines`(character: String, isBreak: Bool) {
        #expect(Array(character.utf8).isBreak(at: 0) == isBreak)
    }

    @Test func `the style of a key is that of one line`() {
        func style(_ text: Text, isSimpleKey: Bool) -> YAMLScalarStyle {
            YAMLScalarStyle(text, YAMLScalarAnalysis(text.bytes), isSimpleKey: isSimpleKey)
        }
        #expect(style("a\nb", isSimpleKey: true) == .doubleQuoted && style("a\nb", isSimpleKey: false) == .literal)
        #expect(style("a\u{2028}b", isSimpleKey: true) == .doubleQuoted)
        #expect(style("a\u{2028}b", isSimpleKey: false) == .singleQuoted)
        #expect(style("", isSimpleKey: true) == .doubleQuoted && style("yes", isSimpleKey: true) == .doubleQuoted)
        #expect(style("a b", isSimpleKey: true) == .plain && style("a: b", isSimpleKey: true) == .singleQuoted)
        #expect(style("a \nb", isSimpleKey: false) == .doubleQuoted)
    }
}
