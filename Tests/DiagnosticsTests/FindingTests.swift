// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@Suite struct DiagnosticTests {
    @Test func showsPlaceLineCaretAndRemedy() {
        let source = SourceText(path: "isc.yaml", bytes: Array("kind: A\nname: ünïx: y\n".utf8))
        let place = SourceLocation(file: "isc.yaml", line: 2, column: 7)
        let finding = Finding(
            .error,
            "syntax",
            "this is wrong",
            remedy: "do it right",
            at: place
        )
        .quoting(source)
        #expect(
            finding.description == """
                isc.yaml:2:7: error: this is wrong
                    2 | name: ünïx: y
                      |       ^
                    do it right
                """
        )
    }

    @Test(arguments: [
        (Finding(.note, "syntax", "s"), ["note: s"], "s"),
        (Finding(.warning, "syntax", "s", remedy: "r"), ["warning: s", "    r"], "s"),
        (Finding(.warning, "syntax", "s", cause: "c\nd"), ["warning: s", "    c", "    d"], "s\nc\nd"),
        (Finding(.error, "syntax", "s", cause: "c", remedy: "q\nr"), ["error: s", "    c", "    q", "    r"], "s\nc"),
        (Finding(.error, "syntax", "s\nc", cause: "d", at: "f:2:1"), ["f:2:1: error: s", "    c", "    d"], "s\nc\nd"),
    ])
    func showsTheCauseAboveTheRemedy(finding: Finding, lines: [String], message: String) {
        #expect(finding.description == lines.joined(separator: "\n"))
        #expect(finding.message == message)
    }

    @Test func isRecordedByTheNameThatPlansHaveForTheFile() {
        let source = SourceText(path: "/home/me/isc.yaml", bytes: Array("a: b\n".utf8))
        let place = SourceLocation(file: source.path, line: 1, column: 4)
        let finding = Finding(
            .warning,
            "syntax",
            "s",
            cause: "c",
            remedy: "r",
            at: place
        )
        .quoting(source)
        let recorded = Finding(.warning, "syntax", "s", cause: "c", remedy: "r", at: "isc.yaml:1:4")
        #expect(finding.recorded(in: "isc.yaml") == recorded)
    }

    @Test(arguments: ["", "f", "f:1", "f:1:", "f:x:1", ":"])
    func readsNoPlaceFromOtherTexts(text: String) { #expect(SourceLocation(text) == nil) }

    @Test(arguments: ["isc.yaml:1:2", "a:b/isc.yaml:30:4"])
    func readsAPlaceAsItIsSpelled(text: String) { #expect(SourceLocation(text)?.description == text) }

    @Test func showsNothingOfAPlaceFarToTheRight() {
        let source = SourceText(path: "f", bytes: Array(repeating: UInt8(ascii: "x"), count: 20_000))
        #expect(source.excerpt(at: SourceLocation(file: "f", line: 1, column: 1001)) == nil)
    }

    @Test func findsTheByteOfAPlaceAndThePlaceOfAByte() {
        let source = SourceText(path: "f", bytes: Array("a é🗝x\r\n\nz\u{2028}ö\n".utf8))
        var scalars = 0
        for (offset, byte) in source.bytes.enumerated() where byte & 0xc0 != 0x80 {
            #expect(source.byteOffset(of: source.location(ofByte: offset)) == offset)
            scalars += 1
        }
        #expect(scalars == 12)
        #expect(source.byteOffset(of: SourceLocation(file: "f", line: 2, column: 9)) == 12)
        #expect(source.byteOffset(of: SourceLocation(file: "f", line: 99, column: 1)) == source.bytes.count)
    }

    @Test func namesAPlaceInTheFileUnderAnotherName() {
        let place = SourceLocation(file: "/home/me/isc.yaml", line: 2, column: 7)
        #expect(place.place(in: "isc.yaml") == "isc.yaml:2:7")
    }

    @Test func cutsALongSummary() {
        let finding = Finding(.note, "syntax", String(repeating: "x", count: 5000))
        #expect(finding.summary == String(repeating: "x", count: 1000) + "…")
    }

    @Test func hasNoPlaceToShowForAWholeFile() {
        #expect(Finding(.warning, "syntax", "so be it").description == "warning: so be it")
    }

    @Test func neverSendsControlCharactersToTheTerminal() {
        let text = "a\u{1b}[2J\nb\u{202e}c\u{2028}"
        let source = SourceText(path: "a\u{7}", bytes: Array("\u{1b}[31mred".utf8))
        let place = SourceLocation(file: source.path, line: 1, column: 2)
        let finding = Finding(
            .note,
            "syntax",
            text,
            remedy: text,
            at: place
        )
        .quoting(source)
        let harmful = finding.description.unicodeScalars.filter {
            $0 != "\n" && [.control, .format, .lineSeparator].contains($0.properties.generalCategory)
        }
        #expect(harmful.isEmpty)
        #expect(finding.summary == "a�[2J")
        #expect(finding.details == ["b�c�", "a�[2J", "b�c�"])
    }

    @Test(arguments: [(1, 0), (100, 99), (101, 51), (1000, 51)])
    func cutsALongLineAroundTheCaret(column: Int, caret: Int) throws {
        let source = SourceText(path: "f", bytes: Array(repeating: UInt8(ascii: "x"), count: 20_000))
        let lines = try #require(source.excerpt(at: SourceLocation(file: "f", line: 1, column: column))?.lines)
        #expect(lines[1] == "      | " + String(repeating: " ", count: caret) + "^")
        #expect(lines[0].count < 120)
    }

    @Test func pointsBehindTheEndOfALine() throws {
        let source = SourceText(path: "f", bytes: Array("ab\n".utf8))
        #expect(
            source.excerpt(at: SourceLocation(file: "f", line: 1, column: 9))?.lines == ["    1 | ab", "      |   ^"]
        )
        #expect(source.excerpt(at: SourceLocation(file: "f", line: 2, column: 1))?.lines == ["    2 | ", "      | ^"])
        #expect(source.excerpt(at: SourceLocation(file: "f", line: 3, column: 1)) == nil)
    }

    @Test(
        arguments: [
            (0, 1, 1), (2, 1, 3), (3, 2, 1), (6, 3, 1), (8, 3, 2), (11, 4, 1), (99, 4, 2),
        ]
    )
    func findsThePlaceOfAByte(offset: Int, line: Int, column: Int) {
        // LF, CRLF and U+2028 break lines; `é` is two bytes and one column.
        let source = SourceText(path: "f", bytes: Array("ab\nc\r\né\u{2028}d".utf8))
        #expect(source.location(ofByte: offset) == SourceLocation(file: "f", line: line, column: column))
    }

    @Test func collectsInTheOrderOfTheFileAndThrowsOnlyForErrors() throws {
        func finding(_ severity: Finding.Severity, line: Int?) -> Finding {
            let place = line.map { SourceLocation(file: "f", line: $0, column: 1) }
            return Finding(severity, "syntax", "s", at: place)
        }
        let collector = FindingCollector()
        collector.report(finding(.warning, line: 7))
        try collector.throwIfErrors()
        collector.report(finding(.error, line: 3))
        collector.report(finding(.error, line: nil))
        let error = try #require(throws: FindingsError.self) { try collector.throwIfErrors() }
        #expect(error.findings.map { $0.place?.line } == [nil, 3, 7])
        #expect(error.errors.count == 2)
        #expect(collector.warnings.map { $0.place?.line } == [7])
    }

    @Test func keepsSoManyDiagnosticsAndCountsTheRest() throws {
        let collector = FindingCollector()
        for _ in 0..<1500 { collector.report(Finding(.warning, "syntax", "s")) }
        collector.report(Finding(.error, "syntax", "the only error"))
        let error = try #require(throws: FindingsError.self) { try collector.throwIfErrors() }
        #expect(error.omitted > 0)
        #expect(error.errors.map(\.summary) == ["the only error"])
        #expect(error.description.hasSuffix("more"))
    }
}

@Suite struct NearestNameTests {
    private static let names = ["name", "type", "minVersion", "maxVersion", "shortestPath", "full"]

    @Test(
        arguments: [
            ("minVerison", "minVersion"), ("maxversion", "maxVersion"), ("shortestpath", "shortestPath"),
            ("nmae", "name"), ("tpye", "type"), ("ful", "full"), ("shortest_path", "shortestPath"),
            ("mxVersion", "maxVersion"),
        ]
    )
    func findsWhatWasMeant(typed: String, meant: String) {
        #expect(nearestName(to: typed, among: Self.names) == meant)
    }

    @Test(arguments: ["", "x", "storageConfig", "graph", String(repeating: "n", count: 100_000)])
    func suggestsNothingFarOff(typed: String) {
        #expect(nearestName(to: typed, among: Self.names) == nil)
    }

    @Test func prefersTheFirstOfEquals() {
        #expect(nearestName(to: "axVersion", among: ["bxVersion", "cxVersion"]) == "bxVersion")
    }
}
