// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// An image on a registry, by tag, by digest, or by both.
package struct ImageReference: Sendable, Hashable, CustomStringConvertible {
    package let repository: Repository
    package let tag: Tag?
    package let digest: Digest?
    /// Whether the text named no host, so that Docker Hub was assumed.
    package let assumesDockerHub: Bool

    package init(repository: Repository, tag: Tag? = nil, digest: Digest? = nil) {
        self.repository = repository
        self.tag = tag
        self.digest = digest
        assumesDockerHub = false
    }

    /// Parses `[docker://][host[:port]/]path[:tag][@digest]`.
    ///
    /// A first component without a dot, a colon or the name `localhost` belongs to the path, and the host is Docker
    /// Hub's, as for all container tools. A single component is in `library/` there.
    package init(_ text: String) throws(ReferenceError) {
        func fail(_ message: String) -> ReferenceError { ReferenceError(text: text, message: message) }
        var rest = Substring(text)
        if rest.hasPrefix("docker://") { rest = rest.dropFirst("docker://".count) }
        guard !rest.isEmpty else { throw fail("the reference is empty") }
        // Plans have tens of thousands of references, so bytes are compared, never characters.
        if let colon = rest.utf8.firstIndex(of: .colon), rest[colon...].hasPrefix("://") {
            throw fail("the transport `\(rest[..<colon])://` is not one of docker:// and oci://")
        }
        guard !rest.utf8.contains(where: \.isWhiteSpace) else { throw fail("a reference must not contain white space") }

        guard !rest.utf8.contains(UInt8(ascii: "?")) else {
            throw fail("a reference must not contain `?` or parameters")
        }
        var digest: Digest?
        if let at = rest.utf8.firstIndex(of: .at) {
            guard !rest[at...].utf8.contains(.slash) else {
                throw fail(
                    "a reference must not contain a user or a password; run `podman login`, or name a file by "
                        + "\(OptionName.authfile)"
                )
            }
            do {
                digest = try Digest(String(rest[rest.index(after: at)...]))
            } catch {
                throw fail("after the `@`, \(error)")
            }
            rest = rest[..<at]
        }
        var tag: Tag?
        let afterSlash = rest.utf8.lastIndex(of: .slash).map { rest.index(after: $0) } ?? rest.startIndex
        if let colon = rest[afterSlash...].utf8.firstIndex(of: .colon) {
            do {
                tag = try Tag(String(rest[rest.index(after: colon)...]))
            } catch {
                throw fail(error.message)
            }
            rest = rest[..<colon]
        }
        do {
            (repository, assumesDockerHub) = try Self.repository(rest)
        } catch {
            throw fail(error.message)
        }
        self.tag = tag
        self.digest = digest
    }

    private static func repository(_ text: Substring) throws(ReferenceError) -> (Repository, Bool) {
        if let slash = text.utf8.firstIndex(of: .slash), RegistryHost.looksLikeHost(text[..<slash]) {
            let host = try RegistryHost(String(text[..<slash]))
            return (Repository(host: host, name: try RepositoryName(String(text[text.index(after: slash)...]))), false)
        }
        let path = text.contains("/") ? String(text) : "library/\(text)"
        return (Repository(host: .dockerHub, name: try RepositoryName(path)), true)
    }

    /// The reference for requesting the manifest: the digest if there is one, else the tag.
    package var manifestReference: ManifestReference? {
        digest.map(ManifestReference.digest) ?? tag.map(ManifestReference.tag)
    }

    /// The same image with its digest pinned.
    package func pinned(to digest: Digest) -> ImageReference {
        ImageReference(repository: repository, tag: tag, digest: digest)
    }

    package var description: String {
        repository.description + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}
