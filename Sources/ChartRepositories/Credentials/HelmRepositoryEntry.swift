// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
package import Registry

/// What Helm knows of a repository: an element of `repositories` in its `repositories.yaml`.
package struct HelmRepositoryEntry: Sendable, Hashable {
    package let name: String
    package let url: String
    package let credential: Credential?
    /// A file with authorities that are trusted for this repository.
    package let caFile: String?
    /// A client's certificate and its key.
    package let certificateFile: String?
    package let keyFile: String?
    /// Whether the repository's certificate is not verified.
    package let skipsVerification: Bool
    /// Whether the credential is sent to every host that the index names.
    package let passesCredentialsToAll: Bool

    package init(
        name: String,
        url: String,
        credential: Credential? = nil,
        files: Files = Files(),
        skipsVerification: Bool = false,
        passesCredentialsToAll: Bool = false
    ) {
        self.name = name
        self.url = url
        self.credential = credential
        caFile = files.authorities
        certificateFile = files.certificate
        keyFile = files.key
        self.skipsVerification = skipsVerification
        self.passesCredentialsToAll = passesCredentialsToAll
    }

    /// The files that an entry names.
    package struct Files: Sendable, Hashable {
        package let authorities: String?
        package let certificate: String?
        package let key: String?

        package init(authorities: String? = nil, certificate: String? = nil, key: String? = nil) {
            self.authorities = authorities
            self.certificate = certificate
            self.key = key
        }
    }

    /// Whether this is the entry of the repository at an address: the same server and the same path.
    ///
    /// The name does not count: a credential belongs to a server, whatever a configuration calls it.
    func isOf(_ address: WebAddress) -> Bool {
        guard let own = WebAddress(url) else { return false }
        return own.origin == address.origin && own.folder == address.folder
    }
}

extension WebAddress {
    /// The path of a repository, without its index and without a slash at its end.
    var folder: String {
        var path = String(target.prefix { $0 != "?" })
        if path.hasSuffix("/index.yaml") { path.removeLast("/index.yaml".count) }
        while path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// The same address without `.` and `..` in its path (RFC 3986, 5.2.4).
    var withoutDots: WebAddress {
        var parts: [Substring] = []
        for part in target.prefix(while: { $0 != "?" }).split(separator: "/", omittingEmptySubsequences: false)
            .dropFirst()
        {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return with(target: "/\(parts.joined(separator: "/"))\(query)")
    }

    /// What follows the path, with its question mark.
    var query: String { String(target.drop { $0 != "?" }) }
}
