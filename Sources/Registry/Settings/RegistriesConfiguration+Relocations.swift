// SPDX-License-Identifier: Apache-2.0

package import OCI

extension RegistriesConfiguration {
    /// Where the mirrors of a repository would keep everything under the names that they were filled with: the host, or
    /// a namespace there.
    ///
    /// Only repositories that are kept under another name have such places.
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

    /// The place where a mirror keeps a repository under the name that it was filled with, if that is another one than
    /// its own.
    ///
    /// Whoever is asked there answers for a digest, so that a wrong place does no harm.
    func relocated(
        _ repository: Repository,
        _ entry: Entry,
        at mirror: PullMirror,
        for query: Query
    ) throws(SettingsError) -> Endpoint? {
        // What stands under a tag there may be of another repository: releases and their components share one.
        guard query != .tag, mirror.use != .tagOnly, let name = relocations[repository],
            // Somebody who names the repository itself says where it lies.
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

    /// The location of a mirror without what it has of the names that it mirrors.
    private static func root(of mirror: PullMirror, _ entry: Entry, named name: RepositoryName) -> String {
        let path = entry.prefix.drop { $0 != "/" }
        for suffix in [String(path), "/\(name)"] where !suffix.isEmpty && mirror.location.hasSuffix(suffix) {
            return String(mirror.location.dropLast(suffix.count))
        }
        return mirror.location
    }
}
