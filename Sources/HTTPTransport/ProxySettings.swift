// SPDX-License-Identifier: Apache-2.0

/// The proxies for requests, from the environment.
///
/// Proxy URLs may contain credentials; nothing here is ever printed.
package struct ProxySettings: Sendable, Equatable {
    /// The proxy for `http` URLs.
    package let http: String?
    /// The proxy for `https` URLs.
    package let https: String?
    /// The hosts that are reached directly.
    let exceptions: ProxyExceptions

    /// No proxy for any request.
    package static let none = Self(environment: [:])

    /// Reads the variables that Go programs and curl use, in either letter case.
    ///
    /// The upper-case name wins, as in `oc`. Loopback addresses never go through a proxy.
    package init(environment: [String: String]) {
        func value(_ name: String) -> String? {
            for name in [name, name.lowercased()] {
                if let value = environment[name], !value.isEmpty { return value }
            }
            return nil
        }
        http = value("HTTP_PROXY") ?? value("ALL_PROXY")
        https = value("HTTPS_PROXY") ?? value("ALL_PROXY")
        exceptions = ProxyExceptions(value("NO_PROXY") ?? "")
    }

    /// Returns the proxy that carries a request to `url`.
    func proxy(for url: RequestURL) -> String? {
        guard let proxy = url.isSecure ? https : http else { return nil }
        guard let address = WebAddress(url.text), !exceptions.contain(address) else { return nil }
        return proxy
    }

    /// The host of that proxy, without port and credentials.
    func host(for url: RequestURL) -> String? {
        guard let proxy = proxy(for: url) else { return nil }
        let authority = proxy[(proxy.firstRange(of: "://")?.upperBound ?? proxy.startIndex)...].prefix { $0 != "/" }
        let host = authority[(authority.lastIndex(of: "@").map(authority.index(after:)) ?? authority.startIndex)...]
        guard host.hasPrefix("[") else { return String(host.prefix { $0 != ":" }) }
        return String(host.dropFirst().prefix { $0 != "]" })
    }
}
