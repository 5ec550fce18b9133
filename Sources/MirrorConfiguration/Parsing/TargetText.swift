// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI

/// A user's text for a repository at the target, which is often a whole reference.
struct TargetText {
    /// The registry at the beginning, if it looks like one.
    let host: String?
    private let path: String
    private let tag: String?
    private let hasDigest: Bool
    private let hasTransport: Bool
    /// Whether the text contains a user, a password or a token, so that no part of it may be shown.
    private let hasCredential: Bool

    init(_ text: String) {
        hasCredential = text.hidingCredentials != text
        var rest = text[...]
        let transport = ["docker://", "https://", "http://", "oci://"].first { rest.hasPrefix($0) }
        hasTransport = transport != nil
        if let transport { rest = rest.dropFirst(transport.count) }
        hasDigest = rest.contains("@")
        rest = rest.prefix { $0 != "@" }
        let afterSlash = rest.lastIndex(of: "/").map { rest.index(after: $0) } ?? rest.startIndex
        if let colon = rest[afterSlash...].firstIndex(of: ":") {
            tag = String(rest[rest.index(after: colon)...])
            rest = rest[..<colon]
        } else {
            tag = nil
        }
        if let slash = rest.firstIndex(of: "/"), Self.looksLikeRegistry(rest[..<slash]) {
            host = String(rest[..<slash])
            rest = rest[slash...]
        } else {
            host = nil
        }
        path = rest.split(separator: "/").joined(separator: "/")
    }

    /// Whether a text looks like a registry: it ends like a host name or has a port, because a path may begin with
    /// `v4.16`.
    private static func looksLikeRegistry(_ text: Substring) -> Bool {
        if text.contains(":") || text == "localhost" { return true }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, let last = labels.last else { return false }
        return last.utf8.count > 1 && last.allSatisfy(\.isLetter)
    }

    /// The part that a path cannot have, in common words.
    var problem: String? {
        if hasCredential { return "a path at the target must not contain a user or a password; use an auth file" }
        if hasTransport { return "a path at the target must not begin with a transport" }
        if hasDigest { return "a path at the target must not have a digest" }
        if let tag {
            let registry = host.map { "the registry `\($0)` or " } ?? ""
            return "a path at the target must not contain \(registry)the tag `\(tag)`"
        }
        if let host, host.contains(":") { return "a path at the target must not contain the registry `\(host)`" }
        return nil
    }

    /// The text to write instead, if that is clear.
    func advice(for field: String) -> String? {
        guard !hasCredential else { return "run `podman login`, or name an auth file by \(OptionName.authfile)" }
        guard host != nil || tag != nil || hasDigest || hasTransport, (try? RepositoryName(path)) != nil else {
            return nil
        }
        let targetTag = tag.flatMap { try? Tag($0) }.map { " and `targetTag: \($0.scalar)`" } ?? ""
        return "write `\(field): \(path)`\(targetTag)"
    }
}
