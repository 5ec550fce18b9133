// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The secrets that were sent to servers, so that no message of a server shows one.
///
/// A server, or a proxy in front of it, may repeat a request in its error, and errors are printed and committed.
package struct SentSecrets: Sendable {
    /// The text that replaces a secret.
    package static let mark = "<redacted>"
    /// The number of secrets of URLs that are remembered; every blob may come from its own signed URL.
    private static let urlLimit = 512
    /// The minimum length of a secret; shorter texts are part of many words.
    private static let shortest = 3

    private var kept: Set<String> = []
    private var ofURLs: [String] = []

    package init() {}

    /// Remembers a secret in the forms in which servers repeat it.
    package mutating func add(_ secret: String) {
        // The end of a base64 text is often left out.
        let core = String(secret.reversed().drop { $0 == "=" }.reversed())
        for form in [secret, secret.percentEncoded, core, core.percentEncoded] where form.count >= Self.shortest {
            kept.insert(form)
        }
    }

    /// Remembers a user's password, alone and in the form that a request has.
    package mutating func add(user: String, password: String) {
        guard !kept.contains(password) else { return }
        add(password)
        add("\(user):\(password)")
        add(Data("\(user):\(password)".utf8).base64EncodedString())
    }

    /// Remembers the fields of a request that contain credentials.
    package mutating func add(_ headers: HTTPHeaders) {
        for name in ["Authorization", "Proxy-Authorization", "Cookie"] {
            for value in headers.values(name) {
                let parts = value.split(separator: " ", maxSplits: 1).map(String.init)
                guard parts.count == 2 else {
                    add(value)
                    continue
                }
                add(parts[1])
                guard parts[0].lowercased() == "basic", let data = Data(base64Encoded: parts[1]),
                    let text = String(data: data, encoding: .utf8), let colon = text.firstIndex(of: ":")
                else { continue }
                add(user: String(text[..<colon]), password: String(text[text.index(after: colon)...]))
            }
        }
    }

    /// Remembers the secrets in the query of a URL that a server sent: tokens and signatures.
    package mutating func add(queryOf url: String) {
        guard let start = url.firstIndex(of: "?") else { return }
        for item in url[url.index(after: start)...].prefix(while: { $0 != "#" }).split(separator: "&") {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = String(parts.last ?? "")
            guard parts.count == 2, value.count >= Self.shortest, Self.isSecret(parts[0].lowercased(), value) else {
                continue
            }
            for form in Set([value, value.removingPercentEncoding ?? value]) where !ofURLs.contains(form) {
                ofURLs.append(form)
            }
        }
        ofURLs.removeFirst(max(0, ofURLs.count - Self.urlLimit))
    }

    private static func isSecret(_ name: String, _ value: String) -> Bool {
        let plain = [
            "account", "arch", "channel", "digest", "from", "id", "last", "mount", "n", "scope", "service", "version",
        ]
        if plain.contains(name) { return false }
        let telling = ["auth", "code", "cred", "jwt", "key", "pass", "secret", "session", "sig", "state", "token"]
        return value.count >= 20 || telling.contains(where: name.contains)
    }

    /// Returns a text with every secret replaced, even one that is cut by a `…`.
    package func redacting(_ text: String) -> String {
        var result = text
        for secret in kept.union(ofURLs).sorted(by: { ($0.count, $0) > ($1.count, $1) }) {
            if result.utf8.count >= secret.utf8.count { result = Self.replace(secret, in: result) }
            if result.hasSuffix("…") { result = Self.cut(secret, atEndOf: result) }
        }
        return result
    }

    /// Replaces a secret; a short one only if it is a separate word.
    private static func replace(_ secret: String, in text: String) -> String {
        guard secret.utf8.count < 8 else { return text.replacing(secret, with: mark) }
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: secret) {
            let isWord =
                !(rest[..<range.lowerBound].last ?? result.last ?? " ").isWordPart
                && !(rest[range.upperBound...].first ?? " ").isWordPart
            result += rest[..<range.lowerBound] + (isWord ? mark : secret)
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    private static func cut(_ secret: String, atEndOf text: String) -> String {
        let visible = text.dropLast()
        for length in stride(from: secret.count - 1, through: 6, by: -1) where visible.hasSuffix(secret.prefix(length))
        {
            return visible.dropLast(length) + mark + "…"
        }
        return text
    }
}

extension Character {
    /// Whether the character can be part of a word.
    fileprivate var isWordPart: Bool { isLetter || isNumber }
}
