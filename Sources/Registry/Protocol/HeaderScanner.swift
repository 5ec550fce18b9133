// SPDX-License-Identifier: Apache-2.0

/// Reads the elements of header fields (RFC 9110, section 5.6).
struct HeaderScanner {
    private var rest: Substring

    init(_ text: String) { rest = Substring(text) }

    var isAtEnd: Bool { rest.isEmpty }

    /// Skips characters as long as they match.
    mutating func skip(while matches: (Character) -> Bool) { rest = rest.drop(while: matches) }

    /// Skips one character; false at the end.
    mutating func advance() -> Bool { rest.popFirst() != nil }

    /// Skips `character` if it is next.
    mutating func skips(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    /// Reads a token, which may be empty.
    mutating func token() -> String {
        let token = rest.prefix { character in
            guard let byte = character.asciiValue else { return false }
            return byte > 0x20 && byte < 0x7f && !"()<>@,;:\\\"/[]?={}".utf8.contains(byte)
        }
        rest = rest[token.endIndex...]
        return String(token)
    }

    /// Reads up to `end` and skips it; `nil` if `end` does not occur.
    mutating func text(until end: Character) -> String? {
        guard let index = rest.firstIndex(of: end) else { return nil }
        let text = rest[..<index]
        rest = rest[rest.index(after: index)...]
        return String(text)
    }

    /// Reads characters as long as they match.
    mutating func text(while matches: (Character) -> Bool) -> String {
        let text = rest.prefix(while: matches)
        rest = rest[text.endIndex...]
        return String(text)
    }

    /// Reads a quoted text without its quotes, or else the text up to the next separator.
    mutating func tokenOrQuotedText() -> String {
        guard skips("\"") else {
            // Some servers send realms and scopes without quotes, so only separators end them.
            let text = rest.prefix { $0 != "," && $0 != ";" && $0 != " " && $0 != "\t" }
            rest = rest[text.endIndex...]
            return String(text)
        }
        var text = ""
        while let character = rest.popFirst(), character != "\"" {
            text.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
        }
        return text
    }
}
