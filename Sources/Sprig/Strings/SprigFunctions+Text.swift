// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Parts of texts, and texts put together.
extension SprigFunctions {
    var textFunctions: [String: Function] {
        cuttingFunctions.merging(testingFunctions) { $1 }.merging(joiningFunctions) { $1 }
            .merging(quotingFunctions) { $1 }.merging(splittingFunctions) { $1 }
    }

    private var cuttingFunctions: [String: Function] {
        [
            "hello": Function([], result: .string) { _ in .text("Hello!") },
            "trunc": Function([.whole, .string], result: .string) { .string($0[1].text.truncated(to: $0[0].number)) },
            "substr": Function([.whole, .whole, .string], result: .string) {
                .string(try $0[2].text.part(from: $0[0].number, to: $0[1].number))
            },
            "abbrev": Function([.whole, .string], result: .string) {
                .string($0[1].text.abbreviated(to: $0[0].number))
            },
            "abbrevboth": Function([.whole, .whole, .string], result: .string) {
                .string($0[2].text.abbreviated(from: $0[0].number, to: $0[1].number))
            },
            "trim": Function([.string], result: .string) { .string($0[0].text.trimmed) },
            "trimAll": Function([.string, .string], result: .string) { .string($0[1].text.trimmed(of: $0[0].text)) },
            "trimall": Function([.string, .string], result: .string) { .string($0[1].text.trimmed(of: $0[0].text)) },
            "trimPrefix": Function([.string, .string], result: .string) { arguments in
                let (prefix, text) = (arguments[0].text.bytes, arguments[1].text.bytes)
                return .string(Text(text.starts(with: prefix) ? text.dropFirst(prefix.count) : text[...]))
            },
            "trimSuffix": Function([.string, .string], result: .string) { arguments in
                let (suffix, text) = (arguments[0].text.bytes, arguments[1].text.bytes)
                return .string(Text(text.ends(with: suffix) ? text.dropLast(suffix.count) : text[...]))
            },
            "wrap": Function([.whole, .string], result: .string) { .string($0[1].text.wrapped(at: $0[0].number)) },
            "wrapWith": Function([.whole, .string, .string], result: .string) {
                .string($0[2].text.wrapped(at: $0[0].number, with: $0[1].text.bytes, cutsWords: true))
            },
        ]
    }

    private var testingFunctions: [String: Function] {
        [
            "contains": Function([.string, .string], result: .bool) {
                .bool($0[1].text.bytes.firstRange(of: $0[0].text.bytes, from: 0) != nil)
            },
            "hasPrefix": Function([.string, .string], result: .bool) {
                .bool($0[1].text.bytes.starts(with: $0[0].text.bytes))
            },
            "hasSuffix": Function([.string, .string], result: .bool) {
                .bool($0[1].text.bytes.ends(with: $0[0].text.bytes))
            },
        ]
    }

    private var joiningFunctions: [String: Function] {
        [
            "repeat": Function([.whole, .string], result: .string) {
                .string(try $0[1].text.repeated($0[0].number))
            },
            "replace": Function([.string, .string, .string], result: .string) {
                .string($0[2].text.replacing($0[0].text.bytes, with: $0[1].text.bytes))
            },
            "plural": Function([.string, .string, .whole], result: .string) { $0[2].number == 1 ? $0[0] : $0[1] },
            "indent": Function([.whole, .string], result: .string) { .string(try $0[1].text.indented($0[0].number)) },
            "nindent": Function([.whole, .string], result: .string) {
                .string("\n" + (try $0[1].text.indented($0[0].number)))
            },
            "cat": Function([], rest: .any, result: .string) { arguments in
                let values = arguments.filter { !$0.isNull }
                let format = values.map { _ in "%v" }.joined(separator: " ")
                return .string(formatted(Text(format), values))
            },
            "join": Function([.string, .any], result: .string) { .string($0[1].asTexts.joined(with: $0[0].text)) },
        ]
    }

    private var quotingFunctions: [String: Function] {
        [
            "quote": Function([], rest: .any, result: .string) { arguments in
                .string(arguments.filter { !$0.isNull }.map(\.asText.quoted).joined(with: " "))
            },
            "squote": Function([], rest: .any, result: .string) { arguments in
                .string(arguments.filter { !$0.isNull }.map { formatted("'%v'", [$0]) }.joined(with: " "))
            },
        ]
    }

    private var splittingFunctions: [String: Function] {
        [
            "split": Function([.string, .string], result: .map(.string)) {
                numbered($0[1].text.split(by: $0[0].text.bytes))
            },
            "splitn": Function([.string, .whole, .string], result: .map(.string)) {
                numbered($0[2].text.split(by: $0[0].text.bytes, into: $0[1].number))
            },
            "splitList": Function([.string, .string], result: .texts) {
                .texts($0[1].text.split(by: $0[0].text.bytes))
            },
        ]
    }
}

/// Returns a map with the keys `_0`, `_1` and so on.
private func numbered(_ parts: [Text]) -> Value {
    let entries = parts.enumerated().map { (Text("_\($0.offset)"), Value.string($0.element)) }
    return .map(Map(Dictionary(entries) { $1 }, of: .string))
}
