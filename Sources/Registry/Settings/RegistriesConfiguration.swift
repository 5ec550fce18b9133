// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The settings of registries.conf (containers-registries.conf(5)): where pulls really go and which endpoints are
/// insecure.
package struct RegistriesConfiguration: Sendable, Equatable {
    /// The kinds of references that a mirror serves.
    package enum MirrorUse: String, Sendable, Decodable {
        case all
        case digestOnly = "digest-only"
        case tagOnly = "tag-only"
    }

    /// Another place that serves the same content.
    package struct PullMirror: Sendable, Equatable {
        package var location: String
        package var isInsecure: Bool
        package var use: MirrorUse

        package init(location: String, isInsecure: Bool = false, use: MirrorUse = .all) {
            self.location = location
            self.isInsecure = isInsecure
            self.use = use
        }
    }

    /// A `[[registry]]` table.
    package struct Entry: Sendable, Equatable {
        /// The prefix of the names that it applies to, or `*.domain`.
        package var prefix: String
        /// The replacement for the prefix; `nil` leaves names as they are.
        package var location: String?
        package var isInsecure = false
        package var isBlocked = false
        package var mirrors: [PullMirror] = []
        /// The file that contains it.
        package var file: String

        package init(prefix: String, location: String? = nil, file: String) {
            self.prefix = prefix
            self.location = location
            self.file = file
        }
    }

    package internal(set) var entries: [Entry]

    /// The names under which mirrors keep repositories that have another name at their source.
    ///
    /// A mirror of such a repository is also asked under that name, for content that is verified by its digest.
    package var relocations: [Repository: RepositoryName] = [:]

    package init(entries: [Entry] = []) { self.entries = entries }

    /// The kind of a request, as far as it decides which mirrors may answer.
    enum Query: Sendable {
        case tag
        /// A tag that is derived from a digest, such as the tag of a signature; it is found beside any copy of the
        /// image.
        case attachment
        case digest
        /// Content that is verified by its digest and may belong to a tag or a digest.
        case blob
    }

    /// Returns the entry with the longest prefix of a name.
    func entry(for name: String) -> Entry? {
        var longest: Entry?
        for entry in entries where Self.matchLength(of: entry.prefix, in: name) != nil {
            if entry.prefix.utf8.count > (longest?.prefix.utf8.count ?? 0) { longest = entry }
        }
        return longest
    }

    /// Returns how many characters of `name` the prefix matches, if it matches at the beginning.
    static func matchLength(of prefix: String, in name: String) -> Int? {
        if prefix.hasPrefix("*.") {
            let host = name.prefix { $0 != "/" }
            let domain = prefix.dropFirst()
            let bare = host.prefix { $0 != ":" }
            if host.hasSuffix(domain), host.count > domain.count { return host.count }
            return bare.hasSuffix(domain) && bare.count > domain.count ? bare.count : nil
        }
        guard name.hasPrefix(prefix) else { return nil }
        let next = name.dropFirst(prefix.count).first
        return next == nil || next == "/" || next == ":" ? prefix.count : nil
    }

    /// Returns the places to pull a repository from, in order; the registry itself is last.
    func sources(of repository: Repository, for query: Query) throws -> [Endpoint] {
        let name = repository.description
        guard let entry = entry(for: name) else { return [Endpoint(repository)] }
        try Self.refuseBlocked(entry, name)
        var endpoints: [Endpoint] = []
        for mirror in entry.mirrors {
            switch (mirror.use, query) {
            // A tag derived from a digest belongs to that digest, so mirrors for digests are asked for it too.
            case (.digestOnly, .tag), (.tagOnly, .digest): break
            default:
                endpoints.append(
                    try Self.rewrite(name, entry, to: mirror.location, isInsecure: mirror.isInsecure)
                )
            }
            if let place = try relocated(repository, entry, at: mirror, for: query) { endpoints.append(place) }
        }
        guard let location = entry.location else {
            return endpoints + [Endpoint(repository, isInsecure: entry.isInsecure)]
        }
        return endpoints + [try Self.rewrite(name, entry, to: location, isInsecure: entry.isInsecure)]
    }

    /// Returns the place to push a repository to: always the registry in its name.
    func destination(_ repository: Repository) throws -> Endpoint {
        guard let entry = entry(for: repository.description) else { return Endpoint(repository) }
        try Self.refuseBlocked(entry, repository.description)
        return Endpoint(repository, isInsecure: entry.isInsecure)
    }

    /// Returns the endpoint of a registry itself.
    func endpoint(of host: RegistryHost) throws -> Endpoint {
        let entry = entry(for: host.description)
        if let entry { try Self.refuseBlocked(entry, host.description) }
        return Endpoint(host: host, repository: nil, isInsecure: entry?.isInsecure ?? false)
    }

    private static func refuseBlocked(_ entry: Entry, _ name: String) throws {
        guard entry.isBlocked else { return }
        throw RegistryError(
            kind: .blocked,
            request: name,
            details: ["`\(entry.prefix)` is blocked by \(entry.file)"],
            remedy: "remove `blocked = true` there, or leave images of it out"
        )
    }

    private static func rewrite(
        _ name: String,
        _ entry: Entry,
        to location: String,
        isInsecure: Bool
    ) throws -> Endpoint {
        let rest = name.dropFirst(matchLength(of: entry.prefix, in: name) ?? 0)
        return try endpoint(location + rest, of: name, entry, to: location, isInsecure: isInsecure)
    }

    /// The endpoint of a rewritten name.
    static func endpoint(
        _ rewritten: String,
        of name: String,
        _ entry: Entry,
        to location: String,
        isInsecure: Bool
    ) throws(SettingsError) -> Endpoint {
        do throws(ReferenceError) {
            guard let slash = rewritten.firstIndex(of: "/") else {
                throw ReferenceError(text: rewritten, message: "no repository is left after the host")
            }
            return Endpoint(
                Repository(
                    host: try RegistryHost(String(rewritten[..<slash])),
                    name: try RepositoryName(String(rewritten[rewritten.index(after: slash)...]))
                ),
                isInsecure: isInsecure
            )
        } catch {
            throw SettingsError(
                path: entry.file,
                message: "`\(name)` becomes `\(rewritten)` by the location `\(location)`: \(error.message)",
                remedy: "correct the location"
            )
        }
    }
}

/// A registry and repository that a request is sent to, under the name that the repository has there.
struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    let host: RegistryHost
    let repository: RepositoryName?
    /// Whether registries.conf allows it without verification or without TLS.
    let isInsecure: Bool

    init(host: RegistryHost, repository: RepositoryName?, isInsecure: Bool) {
        self.host = host
        self.repository = repository
        self.isInsecure = isInsecure
    }

    init(_ repository: Repository, isInsecure: Bool = false) {
        self.init(host: repository.host, repository: repository.name, isInsecure: isInsecure)
    }

    var description: String { repository.map { "\(host)/\($0)" } ?? host.description }
}
