// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// Finds traces of pasting and templates in a text, and replaces them so that the rest can be checked too.
///
/// Each one is an error: a guess is good enough for finding more mistakes, but never for using the text.
struct TextRepair {
    private let source: SourceText
    private let findings: FindingCollector
    private var characters = PastedCharacterReport()
    private var foreign = ForeignLineReport()
    private var values = ValuesOfCharts()
    /// The text to read, with the same lines and columns.
    private(set) var text: SourceText
    /// Whether the rest cannot be checked: a file that a program still has to write may contain anything.
    private(set) var endsCheck = false
    /// Whether columns may differ from what they look like, so that errors of the structure follow from that.
    private(set) var hasShiftedColumns = false

    /// Reports the findings, in the order of their kinds.
    init(_ source: SourceText, reportingTo findings: FindingCollector) {
        self.source = source
        self.findings = findings
        text = source
        // A file that is not text is reported when it is read.
        guard
            source.bytes.contains(where: {
                $0 >= 0x80 || "{<$`~@%_.>=T".utf8.contains($0) || (0x41...0x5a).contains($0)
            }),
            String(validating: source.bytes, as: UTF8.self) != nil
        else { return }
        var lines: [Int: [Unicode.Scalar]] = [:]
        for number in 1...source.lineCount {
            let written = Array(source.line(number).unicodeScalars)
            let start = values.start(in: written)
            if start == 0 { continue }
            let repaired = repaired(written, number, until: start ?? written.count)
            if repaired != written { lines[number] = repaired }
        }
        for finding in foreign.findings(in: source) + characters.findings(in: source) {
            findings.report(finding)
        }
        if !lines.isEmpty { text = source.replacing(lines) }
    }

    private mutating func repaired(_ written: [Unicode.Scalar], _ number: Int, until end: Int) -> [Unicode.Scalar] {
        if let kind = ForeignLine(written) {
            foreign.add(kind, line: number)
            if kind == .conflict { endsCheck = true }
            return Array(repeating: " ", count: written.count)
        }
        var line = WrittenLine(written, isFirst: number == 1)
        for index in line.odd where index < end { repair(&line, at: index, number) }
        line.separateComment()
        let placeholders = Placeholder.all(in: line.scalars[..<min(line.end, end)])
        for placeholder in placeholders {
            findings.report(
                source.finding(
                    .error,
                    .placeholder,
                    placeholder.summary,
                    remedy: placeholder.remedy,
                    at: YAMLPosition(line: number, column: placeholder.range.lowerBound + 1)
                )
            )
            if placeholder.kind == .statement { endsCheck = true }
            line.mask(placeholder.range)
        }
        if !placeholders.isEmpty, line.isOnlyMasked { line.blank() }
        return line.scalars
    }

    /// Replaces a character that looks like another one.
    private mutating func repair(_ line: inout WrittenLine, at index: Int, _ number: Int) {
        guard let found = PastedCharacter(line.scalars[index]) else { return }
        characters.add(found, at: YAMLPosition(line: number, column: index + 1))
        switch found.kind {
        case .blank: line.scalars[index] = " "
        case .invisible:
            hasShiftedColumns = hasShiftedColumns || line.isIndentation(before: index)
            line.scalars[index] = line.isBesideBlank(index) ? " " : YAMLScalar.mask
        case .quote(let plain): line.scalars[index] = line.delimits(index) ? plain : YAMLScalar.mask
        case .dash: line.scalars[index] = line.beginsElement(index) ? "-" : YAMLScalar.mask
        case .mark(let plain): line.scalars[index] = plain
        case .reserved: line.scalars[index] = YAMLScalar.mask
        }
    }
}

extension SourceText {
    /// The text with some lines replaced; line breaks stay as they are.
    fileprivate func replacing(_ lines: [Int: [Unicode.Scalar]]) -> SourceText {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(self.bytes.count)
        for number in 1...lineCount {
            let start = byteOffset(of: SourceLocation(file: path, line: number, column: 1))
            let end =
                number < lineCount
                ? byteOffset(of: SourceLocation(file: path, line: number + 1, column: 1)) : self.bytes.count
            guard let scalars = lines[number] else {
                bytes += self.bytes[start..<end]
                continue
            }
            let width = line(number).utf8.count
            bytes += String(String.UnicodeScalarView(scalars)).utf8
            bytes += self.bytes[(start + width)..<end]
        }
        return SourceText(path: path, bytes: bytes)
    }
}
