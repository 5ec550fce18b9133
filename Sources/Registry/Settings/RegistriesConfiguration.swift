// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What registries.conf says (containers-registries.conf(5)): where pulls really go and which endpoints are insecure.
package struct RegistriesConfiguration: Sendable, Equatable {
    /// Which references a mirror serves.
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

    /// One `[[registry]]` table.
    package struct Entry: Sendable, Equatable {
        /// The beginning of the names that it is about, or `*.domain`.
        package var prefix: String
        /// What the prefix is replaced by; `nil` leaves names as they are.
        package var location: String?
        package var isInsecure = false
        package var isBlocked = false
        package var mirrors: [PullMirror] = []
        /// The file that says so.
        package var file: String

        package init(prefix: String, location: String? = nil, file: String) {
            self.prefix = prefix
            self.location = location
            self.file = file
        }
    }

    package internal(set) var entries: [Entry]

    /// The names under which those who fill mirrors keep repositories that have another name at their source.
    ///
    /// A mirror of such a repository is asked for it under that name too, for what is verified by its digest.
    package var relocations: [Repository: RepositoryName] = [:]

    package init(entries: [Entry] = []) { self.entries = entries }

    /// What is asked for, as far as it decides which mirrors may answer.
    enum Query: Sendable {
        case tag
        /// A tag that is made of a digest, by which signatures and the like are found beside any copy of an image.
        case attachment
        case digest
        /// Content that is verified by its digest and belongs to either.
        case blob
    }

    /// Returns the entry with the longest prefix that a name begins with.
    func entry(for name: String) -> Entry? {
        var longest: Entry?
        for entry in entries where Self.matchLength(of: entry.prefix, in: name) != nil {
            if entry.prefix.utf8.count > (longest?.prefix.utf8.count ?? 0) { longest = entry }
        }
        return longest
    }

    /// Returns how much of `name` the prefix stands for, if it stands for its beginning at all.
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
            // A tag that is made of a digest names what belongs to that digest, so who serves the one is asked for the other.
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

    /// Returns the place to push a repository to: always the registry that it names.
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

    /// The endpoint of a name that was rewritten.
    static func endpoint(
        _ rewritten: String,
        of name: String,
        _ entry: Entry,
        to location: String,
        isInsecure: Bool
    ) throws(SettingsError) -> Endpoint {
        do throws(ReferenceError) {
            guard let slash = rewritten.firstIndex(of: "/") else {
                throw ReferenceError(text: rewritten, message: "no repository is left behind the host")
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
                message: "`\(name)` becomes `\(rewritten)` by the location `\(location)`: \(error.message)"
            )
        }
    }
}

/// A place that a request goes to: a registry under the name that it has there.
struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    let host: RegistryHost
    let repository: RepositoryName?
    /// Whether registries.conf lets it go unverified or without TLS.
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
