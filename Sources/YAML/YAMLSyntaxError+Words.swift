// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A problem of a text that is not YAML: the problem, its place, and what to do about it.
struct SyntaxExplanation {
    let summary: String
    let remedy: String?
    let position: YAMLPosition

    init(_ summary: String, _ remedy: String?, at position: YAMLPosition) {
        self.summary = summary
        self.remedy = remedy
        self.position = position
    }
}

extension YAMLSyntaxError {
    /// Translates libyaml's error into helpful words; none of libyaml's own words are shown.
    ///
    /// Messages show the text of `source`.
    func finding(in text: SourceText, shown source: SourceText) -> Finding {
        let explanation = explanation(in: text)
        return source.finding(
            .error,
            .syntax,
            YAMLScalar.withoutMask(explanation.summary),
            remedy: explanation.remedy.map(YAMLScalar.withoutMask),
            at: explanation.position
        )
    }

    private func explanation(in source: SourceText) -> SyntaxExplanation {
        switch place {
        case .byte(let offset): explanation(ofByte: offset, in: source)
        case .position(let position): explanation(at: position, in: source)
        }
    }

    private func explanation(ofByte offset: Int, in source: SourceText) -> SyntaxExplanation {
        let location = source.location(ofByte: offset)
        let position = YAMLPosition(line: location.line, column: location.column)
        guard problem == "control characters are not allowed" else {
            let isUTF16 = source.bytes.starts(with: [0xff, 0xfe]) || source.bytes.starts(with: [0xfe, 0xff])
            let found = isUTF16 ? ": it looks like UTF-16" : ""
            return SyntaxExplanation("the file is not UTF-8\(found)", "save the file as UTF-8", at: position)
        }
        let name = offset < source.bytes.count && source.bytes[offset] == 0 ? "a NUL byte" : "a control character"
        return SyntaxExplanation("\(name) is not allowed in YAML", "remove it", at: position)
    }

    private func explanation(at position: YAMLPosition, in source: SourceText) -> SyntaxExplanation {
        let start = context?.position ?? position
        let structure = StructureExplanation(source: source, position: position, start: start)
        switch (problem, context?.text) {
        case ("mapping values are not allowed in this context", _): return structure.unexpectedColon()
        case ("could not find expected ':'", _): return structure.lineWithoutColon()
        case ("did not find expected key", _): return structure.misplacedLine()
        case ("did not find expected '-' indicator", _): return structure.elementWithoutDash()
        case ("block sequence entries are not allowed in this context", _): return structure.listBesideKey()
        case ("did not find expected ',' or ']'", _), ("did not find expected ',' or '}'", _):
            return structure.unclosed(openedAt: start)
        case ("did not find expected node content", let context):
            return structure.missingValue(isInFlow: context?.contains("flow") == true)
        case ("did not find expected <document start>", _): return structure.textBehindDocument()
        default: return TokenExplanation(source: source, position: position, start: start).explanation(of: self)
        }
    }
}
