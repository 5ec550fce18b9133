// SPDX-License-Identifier: Apache-2.0

/// The name of a registry: a host, an IPv4 or bracketed IPv6 address, with an optional port.
package struct RegistryHost: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let description: String

    /// Parses `host[:port]`.
    package init(_ text: String) throws(ReferenceError) {
        func fail(_ message: String) -> ReferenceError { ReferenceError(text: text, message: message) }
        var name = Substring(text)
        var port: Substring?
        if let bracket = name.lastIndex(of: "]") {
            let rest = name[name.index(after: bracket)...]
            guard name.first == "[", rest.isEmpty || rest.first == ":" else { throw fail("the host is not valid") }
            port = rest.isEmpty ? nil : rest.dropFirst()
            name = name[..<name.index(after: bracket)]
            let inner = name.dropFirst().dropLast()
            guard !inner.isEmpty, inner.utf8.allSatisfy({ $0.isHexDigit || $0 == 0x3a || $0 == 0x2e || $0 == 0x25 })
            else {
                throw fail("the IPv6 address is not valid")
            }
        } else {
            if let colon = name.firstIndex(of: ":") {
                port = name[name.index(after: colon)...]
                name = name[..<colon]
            }
            let labels = name.split(separator: ".", omittingEmptySubsequences: false)
            for label in labels {
                guard !label.isEmpty, label.utf8.allSatisfy({ $0.isLetterOrDigit || $0 == 0x2d }),
                    label.first != "-", label.last != "-"
                else { throw fail("the host `\(name)` is not valid") }
            }
        }
        if let port {
            guard let number = UInt16(port), number > 0 else {
                throw fail("the port `\(port)` is not a number from 1 to 65535")
            }
        }
        description = text
    }

    /// The registry of a reference without a host, by the convention of container tools.
    package static let dockerHub = Self(known: "docker.io")

    private init(known: String) { description = known }

    /// Whether the first component of a name is a host, by the rule of container tools.
    package static func looksLikeHost(_ component: Substring) -> Bool {
        component == "localhost"
            || component.utf8.contains { $0 == .dot || $0 == .colon || $0.isUppercaseLetter }
    }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

extension UInt8 {
    static let dot: UInt8 = 0x2e
    static let slash: UInt8 = 0x2f
    static let colon: UInt8 = 0x3a
    static let at: UInt8 = 0x40

    var isWhiteSpace: Bool { self == 0x20 || (0x09...0x0d).contains(self) }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isLowercaseLetter: Bool { (0x61...0x7a).contains(self) }
    var isUppercaseLetter: Bool { (0x41...0x5a).contains(self) }
    var isLetterOrDigit: Bool { isDigit || isLowercaseLetter || isUppercaseLetter }
    var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self) || (0x41...0x46).contains(self) }
}
