// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The paths in a registry's storage, below its root (the same since version 2 of distribution,
/// `registry/storage/paths.go`).
///
/// Our cache and our archives have this layout, so that a registry can serve them unpacked.
package enum StoragePath {
    /// The root of all files of a registry.
    package static let root = "docker/registry/v2"
    /// The folder of the blobs, manifests included.
    package static let blobs = "\(root)/blobs"
    /// The folder of the repositories' content.
    package static let repositories = "\(root)/repositories"

    /// The path of a blob's or manifest's bytes.
    package static func blob(_ digest: Digest) -> String {
        "\(blobs)/\(digest.algorithm.rawValue)/\(digest.hex.prefix(2))/\(digest.hex)/data"
    }

    /// The path of the link that says that a repository has a manifest; the file's content is the digest.
    package static func revision(_ digest: Digest, in repository: RepositoryName) -> String {
        "\(repositories)/\(repository)/_manifests/revisions/\(digest.algorithm.rawValue)/\(digest.hex)/link"
    }

    /// The path of the link that says that a repository has a blob.
    package static func layer(_ digest: Digest, in repository: RepositoryName) -> String {
        "\(repositories)/\(repository)/_layers/\(digest.algorithm.rawValue)/\(digest.hex)/link"
    }

    /// The path of the link to a tag's manifest.
    package static func tag(_ tag: Tag, in repository: RepositoryName) -> String {
        "\(repositories)/\(repository)/_manifests/tags/\(tag)/current/link"
    }

    /// The path of the link that says that a tag names a manifest, or did so.
    package static func taggedRevision(_ digest: Digest, of tag: Tag, in repository: RepositoryName) -> String {
        "\(repositories)/\(repository)/_manifests/tags/\(tag)/index/\(digest.algorithm.rawValue)/\(digest.hex)/link"
    }
}

/// The meaning of a file in a registry's storage, by its path.
package enum StoredFile: Sendable, Hashable {
    case blob(Digest)
    /// The link to a tag's manifest.
    case tag(Tag, RepositoryName)
    case revision(Digest, RepositoryName)
    /// The link that says that a repository has a blob.
    case layer(Digest, RepositoryName)

    /// Parses a path below the root of a storage, `docker/registry/v2/…`; `nil` for any other file.
    package init?(_ path: some StringProtocol) {
        guard path.hasPrefix(StoragePath.root + "/") else { return nil }
        let parts = path.dropFirst(StoragePath.root.count + 1).split(separator: "/", omittingEmptySubsequences: false)
        switch parts.first {
        case "blobs":
            guard parts.count == 5, parts[4] == "data", parts[3].hasPrefix(parts[2]),
                let digest = try? Digest("\(parts[1]):\(parts[3])")
            else { return nil }
            self = .blob(digest)
        case "repositories":
            guard let place = parts.firstIndex(where: { $0 == "_manifests" || $0 == "_layers" }), place > 1,
                let name = try? RepositoryName(parts[1..<place].joined(separator: "/")), parts.last == "link"
            else { return nil }
            let rest = parts[(place + 1)...].dropLast()
            if parts[place] == "_layers" {
                guard rest.count == 2, let digest = try? Digest("\(parts[place + 1]):\(parts[place + 2])") else {
                    return nil
                }
                self = .layer(digest, name)
            } else if rest.count == 3, rest.first == "tags", rest.last == "current",
                let tag = try? Tag(String(parts[place + 2]))
            {
                self = .tag(tag, name)
            } else if rest.count == 3, rest.first == "revisions",
                let digest = try? Digest("\(parts[place + 2]):\(parts[place + 3])")
            {
                self = .revision(digest, name)
            } else {
                return nil
            }
        default: return nil
        }
    }
}
