// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// Explains a problem with a single token: a quote, an escape, an anchor, a tag or a directive.
struct TokenExplanation {
    let source: SourceText
    /// Where libyaml stopped.
    let position: YAMLPosition
    /// The position where the token begins.
    let start: YAMLPosition

    func explanation(of error: YAMLSyntaxError) -> SyntaxExplanation {
        switch (error.problem, error.context?.text) {
        case ("found character that cannot start any token", _): unusableCharacter()
        case ("found a tab character that violates indentation", _),
            ("found a tab character where an indentation space is expected", _):
            tab
        case ("found unexpected end of stream", _), ("found unexpected document indicator", _): openQuote()
        case ("found unknown escape character", _), ("did not find expected hexdecimal number", _),
            ("found invalid Unicode character escape code", _):
            escape()
        case ("found unexpected ':'", _), ("mapping keys are not allowed in this context", _): unusableCharacter()
        case (_, "while scanning a block scalar"):
            explain(
                "a block of text (`|` or `>`) has something else on its first line",
                "begin the text on the next line"
            )
        case (_, "while scanning an alias"): mark("*", "an alias such as `*name`")
        case (_, "while scanning an anchor"): mark("&", "an anchor such as `&name`")
        case (_, "while scanning a tag"), (_, "while parsing a tag"), ("found undefined tag handle", _):
            mark("!", "a tag such as `!!str`")
        case (_, let context?) where context.contains("directive"): directive
        case ("found incompatible YAML document", _), ("found duplicate %YAML directive", _),
            ("found duplicate %TAG directive", _):
            directive
        default: explain("the text is not valid YAML here", "compare this line and the one before with an example")
        }
    }

    private func explain(_ summary: String, _ remedy: String?, at place: YAMLPosition? = nil) -> SyntaxExplanation {
        SyntaxExplanation(summary, remedy, at: place ?? position)
    }

    private var tab: SyntaxExplanation { explain("there is a tab where YAML requires spaces", "indent with spaces") }

    private var directive: SyntaxExplanation {
        explain("a line that begins with `%` is a directive, but this one is unknown", "remove the line", at: start)
    }

    private func unusableCharacter() -> SyntaxExplanation {
        let character = source.character(at: position)
        if character == "\t" { return tab }
        let name = character.map { "`\($0)`" } ?? "this character"
        return explain("a value cannot begin with \(name)", quoting(position), at: position)
    }

    private func openQuote() -> SyntaxExplanation {
        let quote = source.character(at: start).map(String.init) ?? "\""
        return explain(
            "the quote `\(quote)` is not closed",
            "put `\(quote)` after the text; a `\(quote)` inside it is written \(quote == "'" ? "`''`" : "`\\\"`")",
            at: start
        )
    }

    private func escape() -> SyntaxExplanation {
        explain(
            "a `\\` between double quotes begins an escape, but this one is unknown",
            "put the text in single quotes, where `\\` means itself",
        )
    }

    private func mark(_ character: String, _ meaning: String) -> SyntaxExplanation {
        explain(
            "`\(character)` at the beginning of a value means \(meaning), but this is not one",
            quoting(start),
            at: start
        )
    }

    private func quoting(_ place: YAMLPosition) -> String {
        SourceLine(place.line, of: source).quotingValue ?? "put the value in quotes"
    }
}
