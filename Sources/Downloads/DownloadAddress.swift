// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport

/// The URL and the headers of a document's request.
package struct DownloadAddress: Sendable {
    let address: WebAddress
    let headers: HTTPHeaders

    private init(_ address: WebAddress, _ headers: HTTPHeaders) {
        self.address = address
        self.headers = headers
    }

    /// Reads a URL; its user information becomes a header.
    init(_ url: String, _ headers: HTTPHeaders) throws(DownloadError) {
        guard let address = WebAddress(url) else {
            throw DownloadError(
                .invalidURL,
                url: Self.redacted(url),
                found: "this is not an http or https URL",
                remedy: "write it as in https://host.example/path, with other characters as %XX"
            )
        }
        var headers = headers
        if headers["Authorization"] == nil, let user = Self.userInformation(of: url) {
            let text = user.contains(":") ? user : "\(user):"
            headers["Authorization"] = "Basic " + Data(text.utf8).base64EncodedString()
        }
        self.init(address, headers)
    }

    /// The address that a redirect leads to; secrets stay at the origin.
    func following(_ location: String) throws(DownloadError) -> DownloadAddress {
        func fail(_ found: String, _ remedy: String) -> DownloadError {
            DownloadError(.redirect, url: address.redacted, found: found, remedy: remedy)
        }
        guard let next = address.resolving(location) else {
            throw fail("it redirects to something other than an http or https URL", "check the URL and what serves it")
        }
        guard address.scheme == "http" || next.scheme == "https" else {
            throw fail(
                "it redirects from https to plain HTTP, to \(next.redacted); that is not followed",
                "correct the redirect on the server, or use another URL"
            )
        }
        guard next.origin != address.origin else { return DownloadAddress(next, headers) }
        var shareable = headers
        for name in ["Authorization", "Cookie"] { shareable[name] = nil }
        return DownloadAddress(next, shareable)
    }

    /// The maximum time until a server answers; documents exist already, while blobs may have to be fetched from
    /// elsewhere.
    static let answerTimeout = Duration.seconds(60)

    /// The request for the document.
    func request(_ security: TransportSecurity) -> HTTPRequest {
        var request = HTTPRequest(.get, address.description, headers: headers, security: security)
        request.answerTimeout = Self.answerTimeout
        return request
    }

    /// The secrets that no message of the server may show.
    var secrets: SentSecrets {
        var secrets = SentSecrets()
        secrets.add(headers)
        secrets.add(queryOf: address.target)
        return secrets
    }

    /// The part of a URL that may be shown.
    package static func redacted(_ url: String) -> String {
        if let address = WebAddress(url) { return address.redacted }
        let (scheme, authority, rest) = split(url)
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        return "\(scheme)\(host)\(rest.prefix { $0 != "?" && $0 != "#" })".oneLine(limit: 200)
    }

    private static func userInformation(of url: String) -> String? {
        let authority = split(url).authority
        guard let at = authority.lastIndex(of: "@") else { return nil }
        return String(authority[..<at]).removingPercentEncoding
    }

    private static func split(_ url: String) -> (scheme: Substring, authority: Substring, rest: Substring) {
        let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let end = url[start...].firstIndex { "/?#".contains($0) } ?? url.endIndex
        return (url[..<start], url[start..<end], url[end...])
    }
}
