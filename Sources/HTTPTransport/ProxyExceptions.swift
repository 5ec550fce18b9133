// SPDX-License-Identifier: Apache-2.0

/// The hosts of NO_PROXY, read as podman, skopeo and oc read them (golang.org/x/net/http/httpproxy).
///
/// | entry | what is reached directly |
/// |---|---|
/// | `*` | everything |
/// | `a.example` | that host and all below it |
/// | `.a.example`, `*.a.example` | all below it |
/// | `10.0.0.1`, `::1` | that address |
/// | `10.0.0.0/8`, `fd00::/8` | the addresses of that network |
/// | any of the domains and addresses with `:port` (`[::1]:5000`) | the same, at that port only |
struct ProxyExceptions: Sendable, Equatable {
    private enum Entry: Sendable, Equatable {
        case domain(suffix: String, includesItself: Bool, port: String?)
        case address(IPAddress, port: String?)
        case network(IPAddress, prefix: Int)
    }

    private let matchesAll: Bool
    private let entries: [Entry]

    /// Reads a list that is separated by commas or spaces; invalid entries are ignored.
    init(_ list: String) {
        let texts = list.lowercased().split { $0 == "," || $0.isWhitespace }.map(String.init)
        matchesAll = texts.contains("*")
        entries = texts.compactMap(Self.entry)
    }

    private static func entry(_ text: String) -> Entry? {
        if let slash = text.firstIndex(of: "/"), let address = IPAddress(String(text[..<slash])),
            let prefix = Int(text[text.index(after: slash)...]), (0...address.width).contains(prefix)
        {
            return .network(address, prefix: prefix)
        }
        let (host, port) = split(text)
        if let address = IPAddress(host) { return .address(address, port: port) }
        let name = host.hasPrefix("*.") ? String(host.dropFirst()) : host
        guard !name.isEmpty else { return nil }
        let isSuffix = name.hasPrefix(".")
        return .domain(suffix: isSuffix ? name : ".\(name)", includesItself: !isSuffix, port: port)
    }

    /// Splits `host:port`; an IPv6 address has a port only after brackets.
    private static func split(_ text: String) -> (host: String, port: String?) {
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            let rest = text[text.index(after: end)...]
            return (
                String(text[text.index(after: text.startIndex)..<end]),
                rest.hasPrefix(":") ? "\(rest.dropFirst())" : nil
            )
        }
        guard let colon = text.firstIndex(of: ":"), colon == text.lastIndex(of: ":") else { return (text, nil) }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }

    /// Whether a server is reached without the proxy.
    func contain(_ address: WebAddress) -> Bool {
        let host = address.host.hasPrefix("[") ? String(address.host.dropFirst().dropLast()) : address.host
        let number = IPAddress(host)
        if host == "localhost" || number?.isLoopback == true || matchesAll { return true }
        return entries.contains { entry in
            switch entry {
            case .domain(let suffix, let includesItself, let port):
                (host.hasSuffix(suffix) || (includesItself && host == suffix.dropFirst())) && matches(port, address)
            case .address(let other, let port): number == other && matches(port, address)
            case .network(let network, let prefix): number?.isIn(network, prefix: prefix) == true
            }
        }
    }

    private func matches(_ port: String?, _ address: WebAddress) -> Bool {
        port == nil || port?.isEmpty == true || port == String(address.port)
    }
}
