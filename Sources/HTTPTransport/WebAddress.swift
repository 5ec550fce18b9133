// SPDX-License-Identifier: Apache-2.0

import Foundation

/// An absolute http or https URL, parsed just far enough to compare origins and to resolve locations.
///
/// Path and query stay as the server wrote them: signatures of upload locations cover their exact text.
package struct WebAddress: Sendable, Hashable, CustomStringConvertible {
    package let scheme: String
    /// The host in lower case, an IPv6 address with its brackets.
    package let host: String
    package let port: Int
    /// Path and query, beginning with a slash.
    package let target: String

    package init(scheme: String, host: String, port: Int, target: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.target = target
    }

    /// Parses a URL; user information and the fragment are dropped.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }), text.utf8.count <= 64 << 10 else { return nil }
        guard let colon = text.range(of: "://") else { return nil }
        let scheme = text[..<colon.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else { return nil }
        let rest = text[colon.upperBound...].prefix { $0 != "#" }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        var authority = rest[..<end]
        if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
        guard let (host, port) = Self.split(authority, scheme) else { return nil }
        let target = rest[end...]
        self.init(scheme: scheme, host: host, port: port, target: target.hasPrefix("/") ? "\(target)" : "/\(target)")
    }

    private static func split(_ authority: Substring, _ scheme: String) -> (String, Int)? {
        var host = authority
        var port: Substring?
        if authority.hasPrefix("[") {
            guard let bracket = authority.firstIndex(of: "]") else { return nil }
            host = authority[...bracket]
            let rest = authority[authority.index(after: bracket)...]
            guard rest.isEmpty || rest.first == ":" else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            port = authority[authority.index(after: colon)...]
        }
        guard !host.isEmpty else { return nil }
        guard let port, !port.isEmpty else { return (host.lowercased(), scheme == "https" ? 443 : 80) }
        guard let number = UInt16(port), number > 0 else { return nil }
        return (host.lowercased(), Int(number))
    }

    /// The host, with the port if it is not the scheme's default.
    package var authority: String { port == (scheme == "https" ? 443 : 80) ? host : "\(host):\(port)" }

    /// Scheme, host and port: credentials stay within them.
    package var origin: String { "\(scheme)://\(authority)" }

    /// The URL without its query, for people and logs.
    package var redacted: String { origin + target.prefix { $0 != "?" } }

    package var description: String { origin + target }

    /// The same origin with another path and query.
    package func with(target: String) -> WebAddress {
        WebAddress(scheme: scheme, host: host, port: port, target: target)
    }

    /// The same URL with one more item at the end of its query.
    package func adding(query name: String, _ value: String) -> WebAddress {
        with(target: target.adding(query: name, value))
    }

    /// Resolves a `Location` or `Link` that may be relative to this URL.
    package func resolving(_ location: String) -> WebAddress? {
        if location.contains("://"), let absolute = WebAddress(location) {
            // A registry behind a proxy that ends TLS may not know that clients use https.
            let isSameHost = absolute.host == host && (absolute.port == port || absolute.port == 80)
            return scheme == "https" && absolute.scheme == "http" && isSameHost
                ? with(target: absolute.target) : absolute
        }
        if location.hasPrefix("//") { return WebAddress("\(scheme):\(location)") }
        let path = target.prefix { $0 != "?" }
        if location.hasPrefix("/") { return WebAddress(origin + location) }
        if location.hasPrefix("?") { return WebAddress(origin + path + location) }
        guard !location.isEmpty, !location.contains("://") else { return nil }
        let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
        return WebAddress(origin + folder + location)
    }
}

extension String {
    /// The URL without a fragment, with one more item at the end of its query.
    package func adding(query name: String, _ value: String) -> String {
        let separator = !contains("?") ? "?" : hasSuffix("?") || hasSuffix("&") ? "" : "&"
        return "\(self)\(separator)\(name)=\(value.percentEncoded)"
    }

    /// The text with every character except letters, digits and `-._~` written as `%XX`.
    package var percentEncoded: String {
        var result = ""
        let digits = Array("0123456789ABCDEF")
        for byte in utf8 {
            let scalar = UnicodeScalar(byte)
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: result.unicodeScalars.append(scalar)
            default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 0xf)])"
            }
        }
        return result
    }
}
