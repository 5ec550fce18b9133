// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The text with each character of credentials in references and URLs replaced by a star, so that columns stay.
    ///
    /// Credentials are `user:password@` or a token before a host, and the text after the `?` of a query.
    package var hidingCredentials: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "?") }) else { return self }
        var result = ""
        var word = ""
        for character in self {
            if " \t\n\"'`<>(),…".contains(character) {
                result += HiddenCredentials.hide(word)
                result.append(character)
                word = ""
            } else {
                word.append(character)
            }
        }
        return result + HiddenCredentials.hide(word)
    }
}

/// Replaces the credentials in a single word by stars.
private enum HiddenCredentials {
    static func hide(_ word: String) -> String { hideQuery(of: hideUser(of: word)) }

    private static func stars(_ text: Substring) -> String { String(repeating: "*", count: text.count) }

    private static func hideUser(of word: String) -> String {
        guard word.contains("@") else { return word }
        if let scheme = word.ranges(of: "://").last {
            let authority = word[scheme.upperBound...].prefix { !"/?#".contains($0) }
            guard let at = authority.lastIndex(of: "@") else { return hideSegments(of: word) }
            guard !isDigest(word[word.index(after: at)...]) else { return word }
            return word[..<scheme.upperBound] + stars(word[scheme.upperBound..<at]) + word[at...]
        }
        guard let at = word.firstIndex(of: "@") else { return word }
        let user = word[..<at]
        guard isName(user) else { return hideSegments(of: word) }
        let rest = word[word.index(after: at)...]
        guard !isDigest(rest) else { return word }
        let first = user.prefix { $0 != "/" }
        let behindColon = first.firstIndex(of: ":").map { first[first.index(after: $0)...] }
        let isUser =
            first.count == user.count
            ? behindColon != nil || rest.contains("/") || isHostWithPort(rest)
            // A slash inside the password; a host has digits after its colon.
            : rest.contains("/") && behindColon.map { !$0.allSatisfy(\.isNumber) } == true
        guard isUser else { return hideSegments(of: word) }
        let end = first.count == user.count ? lastAt(of: word) ?? at : at
        return stars(word[..<end]) + word[end...]
    }

    /// The last `@` before the first slash that begins no digest: a password may have the sign too.
    private static func lastAt(of word: String) -> String.Index? {
        let authority = word.prefix { $0 != "/" }
        return authority.indices.last { authority[$0] == "@" && !isDigest(word[word.index(after: $0)...]) }
    }

    /// Replaces `user:password@` by stars anywhere in a path.
    private static func hideSegments(of word: String) -> String {
        var result = Array(word)
        var start = 0
        // Names of a hostile source may be very long, so each character is looked at only a few times.
        for (index, character) in result.enumerated() where character == "/" || character == "@" {
            let segment = Substring(String(result[start..<index]))
            if character == "@", segment.contains(":"), isName(segment), !isDigest(result[(index + 1)...]) {
                for position in start..<index { result[position] = "*" }
            }
            start = index + 1
        }
        return String(result)
    }

    /// Whether a text can be a name: signs alone, as in the pattern `(:|@)`, cannot.
    private static func isName(_ text: Substring) -> Bool { text.contains { $0.isLetter || $0.isNumber } }

    private static func isHostWithPort(_ text: Substring) -> Bool {
        guard let colon = text.lastIndex(of: ":") else { return false }
        let port = text[text.index(after: colon)...]
        return !port.isEmpty && port.allSatisfy(\.isNumber)
    }

    private static func isDigest(_ text: some Collection<Character>) -> Bool {
        text.starts(with: "sha256:") || text.starts(with: "sha512:")
    }

    private static func hideQuery(of word: String) -> String {
        guard let mark = word.firstIndex(of: "?") else { return word }
        let query = word[word.index(after: mark)...]
        let name = query.prefix { $0 != "=" }
        guard name.count < query.count, !name.isEmpty,
            name.allSatisfy({ $0.isLetter || $0.isNumber || "_.-~%[]".contains($0) })
        else { return word }
        return word[...mark] + stars(query)
    }
}
