// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// A URL in its parts, as Go's `net/url` reads and writes them.
struct ParsedURL {
    var scheme = Text()
    var opaque = Text()
    /// The name and password, escaped.
    var userinfo: Text?
    var host = Text()
    var path = Text()
    /// The path as it was written, if that is not how it is escaped here.
    var rawPath = Text()
    var query = Text()
    /// Whether there is a question mark without a query.
    var hasEmptyQuery = false
    var fragment = Text()
    /// Whether there are no slashes before a path without a host.
    var omitsHost = false

    init() {}

    /// Reads a URL or a reference to one.
    init(_ text: Text) throws(FunctionError) {
        let (front, fragment) = text.cut(at: UInt8(ascii: "#"))
        do {
            try self.init(withoutFragment: front)
        } catch {
            throw FunctionError("parse " + front.quoted + ": " + error.message)
        }
        do {
            self.fragment = try URLPart.fragment.unescape(fragment ?? "")
        } catch {
            throw FunctionError("parse " + text.quoted + ": " + error.message)
        }
    }

    private init(withoutFragment text: Text) throws(FunctionError) {
        if text.bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw FunctionError("net/url: invalid control character in URL")
        }
        if text == "*" {
            path = text
            return
        }
        var (scheme, rest) = try Self.scheme(text)
        scheme = scheme.mapped(\.lower)
        self.scheme = scheme
        let mark = UInt8(ascii: "?")
        if rest.bytes.last == mark, rest.bytes.firstIndex(of: mark) == rest.count - 1 {
            hasEmptyQuery = true
            rest = Text(rest.bytes.dropLast())
        } else {
            let (front, query) = rest.cut(at: mark)
            (rest, self.query) = (front, query ?? "")
        }
        let slash = UInt8(ascii: "/")
        if rest.bytes.first != slash {
            if !scheme.isEmpty {
                opaque = rest
                return
            }
            if rest.cut(at: slash).front.bytes.contains(UInt8(ascii: ":")) {
                throw FunctionError("first path segment in URL cannot contain colon")
            }
        }
        if rest.bytes.starts(with: "//".utf8), !scheme.isEmpty || !rest.bytes.starts(with: "///".utf8) {
            let authority = rest.bytes.dropFirst(2).prefix { $0 != slash }
            rest = Text(rest.bytes[authority.endIndex...])
            (userinfo, host) = try Self.authority(Text(authority))
        } else if !scheme.isEmpty, rest.bytes.first == slash {
            omitsHost = true
        }
        path = try URLPart.path.unescape(rest)
        if URLPart.path.escape(path) != rest { rawPath = rest }
    }

    /// Returns what stands before the first colon, if that is a scheme, and the rest.
    private static func scheme(_ text: Text) throws(FunctionError) -> (scheme: Text, rest: Text) {
        for (index, byte) in text.bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                if index == 0 { return ("", text) }
            case UInt8(ascii: ":"):
                if index == 0 { throw FunctionError("missing protocol scheme") }
                return (Text(text.bytes[..<index]), Text(text.bytes[(index + 1)...]))
            default: return ("", text)
            }
        }
        return ("", text)
    }

    private static func authority(_ text: Text) throws(FunctionError) -> (userinfo: Text?, host: Text) {
        guard let at = text.bytes.lastIndex(of: UInt8(ascii: "@")) else { return (nil, try URLHost.read(text)) }
        let host = try URLHost.read(Text(text.bytes[(at + 1)...]))
        let user = Text(text.bytes[..<at])
        guard user.bytes.allSatisfy({ $0.isAlphanumeric || "-._:~!$&'()*+,;=%@".utf8.contains($0) }) else {
            throw FunctionError("net/url: invalid userinfo")
        }
        let (name, password) = user.cut(at: UInt8(ascii: ":"))
        var escaped = URLPart.userinfo.escape(try URLPart.userinfo.unescape(name))
        if let password { escaped += ":" + URLPart.userinfo.escape(try URLPart.userinfo.unescape(password)) }
        return (escaped, host)
    }
}

extension Text {
    /// Returns what stands before and after the first of a byte; `nil` for what comes after, if there is none.
    func cut(at byte: UInt8) -> (front: Text, back: Text?) {
        guard let index = bytes.firstIndex(of: byte) else { return (self, nil) }
        return (Text(bytes[..<index]), Text(bytes[(index + 1)...]))
    }
}

extension UInt8 {
    var isAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
