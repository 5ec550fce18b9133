// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI

/// What people write for a repository at the target: often a whole reference.
struct TargetText {
    /// The registry in front, if it looks like one.
    let host: String?
    private let path: String
    private let tag: String?
    private let hasDigest: Bool
    private let hasTransport: Bool
    /// Whether a user, a password or a token stands in it, of which nothing may be repeated.
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

    /// A path may begin with `v4.16`, so only what ends like a name of a host, or has a port, is taken for one.
    private static func looksLikeRegistry(_ text: Substring) -> Bool {
        if text.contains(":") || text == "localhost" { return true }
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1, let last = labels.last else { return false }
        return last.utf8.count > 1 && last.allSatisfy(\.isLetter)
    }

    /// What a path cannot have, by the name that people have for it.
    var problem: String? {
        if hasCredential { return "a path at the target has no user and no password; those belong into an auth file" }
        if hasTransport { return "a path at the target has no transport in front" }
        if hasDigest { return "a path at the target has no digest" }
        if let tag {
            let registry = host.map { "neither a registry, here `\($0)`, nor" } ?? "no"
            return "a path at the target has \(registry) \(host == nil ? "tag, here" : "a tag, here") `\(tag)`"
        }
        if let host, host.contains(":") { return "a path at the target has no registry, here `\(host)`" }
        return nil
    }

    /// What to write instead, if that is plain.
    func advice(for field: String) -> String? {
        guard !hasCredential else { return "run `podman login`, or name an auth file by \(OptionName.authfile)" }
        guard host != nil || tag != nil || hasDigest || hasTransport, (try? RepositoryName(path)) != nil else {
            return nil
        }
        let targetTag = tag.flatMap { try? Tag($0) }.map { " and `targetTag: \($0.scalar)`" } ?? ""
        return "write `\(field): \(path)`\(targetTag)"
    }
}
