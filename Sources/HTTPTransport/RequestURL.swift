// SPDX-License-Identifier: Apache-2.0

/// An absolute http or https URL, kept as text so that no parameter is ever rewritten.
///
/// libcurl speaks two dozen protocols. Redirects are not followed, so checking here keeps all others out.
struct RequestURL {
    let text: String
    let isSecure: Bool

    /// Returns `nil` for a text that is not an absolute http or https URL.
    init?(_ text: String) {
        let lowercased = text.prefix(8).lowercased()
        guard lowercased.hasPrefix("http://") || lowercased == "https://" else { return nil }
        // libcurl reads C strings: a control character would cut or split the request.
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else { return nil }
        self.text = text
        isSecure = lowercased == "https://"
    }

    /// Returns `url` without user information, query and fragment, so that it may be shown.
    static func redacted(_ url: String) -> String {
        let end = url.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? url.endIndex
        // Most URLs have no user information, which would end with an @.
        guard url[..<end].utf8.contains(UInt8(ascii: "@")) else { return String(url[..<end]) }
        let visible = url[..<end]
        guard let scheme = visible.firstRange(of: "://") else { return String(visible) }
        let authority = visible[scheme.upperBound...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return String(visible) }
        return String(visible[..<scheme.upperBound] + visible[visible.index(after: at)...])
    }
}
