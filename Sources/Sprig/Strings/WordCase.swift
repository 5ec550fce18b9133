// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Words of identifiers in other spellings: `someWords`, `some_words`, `SomeWords`.
enum WordCase {
    /// Returns the words together, each with an upper-case letter at its start; of several connectors one goes.
    static func camel(_ text: Text) -> Text {
        let scalars = Runes.scalars(text.bytes)
        guard let start = scalars.firstIndex(where: { !isConnector($0) }) else {
            // Sprig repeats the last of connectors that are alone.
            return Text(Runes.bytes(scalars + scalars.suffix(1)))
        }
        var result = Array(scalars[..<start])
        var current = scalars[start].upper
        for scalar in scalars[(start + 1)...] {
            let previous = current
            current = scalar
            if isConnector(previous), isConnector(current) {
                result.append(previous)
            } else if isConnector(previous) {
                current = current.upper
            } else {
                result.append(previous)
            }
        }
        return Text(Runes.bytes(result + [current]))
    }

    static func isConnector(_ scalar: Unicode.Scalar) -> Bool { scalar == "-" || scalar == "_" || scalar.isSpace }

    /// Returns the words in lower case with a connector between them, and instead of each connector.
    ///
    /// A number belongs to the word before it, unless lower-case letters follow it directly.
    static func separated(_ text: Text, by connector: Unicode.Scalar) -> Text {
        var words = Words(text, connector: connector)
        words.run()
        return Text(Runes.bytes(words.result))
    }
}

/// Puts the words of a text together again.
private struct Words {
    let connector: Unicode.Scalar
    var result: [Unicode.Scalar] = []
    private var scanner: WordScanner
    private var word: WordScanner.Word

    init(_ text: Text, connector: Unicode.Scalar) {
        self.connector = connector
        scanner = WordScanner(text)
        word = scanner.next()
    }

    mutating func run() {
        while !scanner.isAtEnd {
            if word.kind != .connector { append(word) }
            let previous = word
            word = scanner.next()
            switch previous.kind {
            case .number:
                appendTail()
            case .connector:
                append(previous)
            case .punctuation:
                break
            case .upper, .letters, .other, .none:
                followWord()
            }
        }
        append(word)
    }

    /// Decides what stands between a word of letters and what follows it.
    private mutating func followWord() {
        guard word.kind == .number else {
            separate()
            return
        }
        guard !scanner.isAtEnd else { return }
        let number = word
        word = scanner.next()
        if word.kind == .letters {
            result.append(connector)
            append(number)
            appendTail()
        } else {
            append(number)
            separate()
        }
    }

    /// Appends the lower-case letters and numbers that follow a number.
    private mutating func appendTail() {
        while word.kind == .letters || word.kind == .number {
            append(word)
            word = scanner.next()
        }
        if word.kind != .none { separate() }
    }

    /// Appends the connector, unless something stands there already.
    private mutating func separate() {
        if word.kind != .connector, word.kind != .punctuation { result.append(connector) }
    }

    private mutating func append(_ word: WordScanner.Word) {
        switch word.kind {
        case .upper: result += word.scalars.map { $0.isUpper ? $0.lower : $0 }
        case .connector: result += word.scalars.map { WordCase.isConnector($0) ? connector : $0 }
        default: result += word.scalars
        }
    }
}
