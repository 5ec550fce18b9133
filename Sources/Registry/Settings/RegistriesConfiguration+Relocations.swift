// SPDX-License-Identifier: Apache-2.0

package import OCI

extension RegistriesConfiguration {
    /// The places in which the mirrors of a repository keep all content under the names that they were filled with:
    /// the host, or a namespace there.
    ///
    /// Only repositories that mirrors keep under another name have such places.
    package func roots(of repository: Repository) -> [String] {
        guard let name = relocations[repository], let entry = entry(for: repository.description), !entry.isBlocked
        else {
            return []
        }
        var roots: [String] = []
        for mirror in entry.mirrors {
            let root = Self.root(of: mirror, entry, named: name)
            if !roots.contains(root) { roots.append(root) }
        }
        return roots
    }

    /// The place in which a mirror keeps a repository under the name that it was filled with, if that differs from
    /// the repository's own name.
    ///
    /// It is asked only for digests, so a wrong place does no harm.
    func relocated(
        _ repository: Repository,
        _ entry: Entry,
        at mirror: PullMirror,
        for query: Query
    ) throws(SettingsError) -> Endpoint? {
        // A tag there may belong to another repository: releases and their components share one.
        guard query != .tag, mirror.use != .tagOnly, let name = relocations[repository],
            // An entry for the repository itself already says where it is.
            entry.prefix != repository.description
        else { return nil }
        return try Self.endpoint(
            "\(Self.root(of: mirror, entry, named: name))/\(name)",
            of: repository.description,
            entry,
            to: mirror.location,
            isInsecure: mirror.isInsecure
        )
    }

    /// The location of a mirror without the part that repeats the mirrored names.
    private static func root(of mirror: PullMirror, _ entry: Entry, named name: RepositoryName) -> String {
        let path = entry.prefix.drop { $0 != "/" }
        for suffix in [String(path), "/\(name)"] where !suffix.isEmpty && mirror.location.hasSuffix(suffix) {
            return String(mirror.location.dropLast(suffix.count))
        }
        return mirror.location
    }
}
