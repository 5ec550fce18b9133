// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import OCI
package import Plans

/// A target: a registry with a namespace, or an archive in a folder.
package struct MirrorTarget: Sendable, Hashable, CustomStringConvertible {
    /// The host of destinations; for an archive, a placeholder.
    package let host: RegistryHost
    package let namespace: RepositoryName?
    /// The folder of an archive as given by the user, without `file://`.
    package let folder: String?

    /// Parses `docker://host[:port][/namespace]` or `file://folder`; slashes at the end are removed.
    package init(_ text: String) throws(ReferenceError) {
        switch TargetPlace(argument: text) {
        case .archive?: try self.init(archive: text)
        case .registry(var name)?:
            while name.hasSuffix("/") { name.removeLast() }
            try self.init(registry: name, text: text)
        case nil:
            throw ReferenceError(
                text: text,
                message: "expected `docker://host[:port][/namespace]`, or `file://folder` for an archive"
            )
        }
    }

    /// Parses `host[:port][/namespace]` or `file://folder`, as plans and ledgers spell it.
    package init(registry: String) throws(ReferenceError) {
        switch TargetPlace(registry) {
        case .archive: try self.init(archive: registry)
        case .registry: try self.init(registry: registry, text: registry)
        }
    }

    private init(archive text: String) throws(ReferenceError) {
        var path = TargetPlace.folder(named: text).map { $0[...] } ?? ""
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard !path.isEmpty, path != "/" else {
            throw ReferenceError(text: text, message: "`file://` is followed by the folder of an archive")
        }
        guard !path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) else {
            throw ReferenceError(text: text, message: "the name of the folder has a control character")
        }
        host = try RegistryHost(PlanTarget.archiveRoot)
        namespace = nil
        folder = Self.plain(path)
    }

    /// A path without redundant parts: the history of an archive is found by the folder's name.
    private static func plain(_ path: Substring) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." }
        let plain = (path.hasPrefix("/") ? "/" : "") + (parts.isEmpty ? "." : parts.joined(separator: "/"))
        // Without the dot, `file://localhost/x` would be read as `/x` the next time.
        return TargetPlace.namesHost(plain) ? "./\(plain)" : plain
    }

    private init(registry: String, text: String) throws(ReferenceError) {
        guard !registry.contains("@") else {
            throw ReferenceError(
                text: "docker://…@…",
                message: "a target holds no credentials; use "
                    + "`\(OptionName.authfile)`"
            )
        }
        let parts = registry.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, first.isEmpty || RegistryHost.looksLikeHost(first) else {
            let name = parts.first ?? ""
            throw ReferenceError(
                text: text,
                message: "container tools read `\(name)/…` as a path on Docker Hub; name the port: `\(name):443`"
            )
        }
        folder = nil
        do {
            host = try RegistryHost(String(first))
            namespace = parts.count > 1 ? try RepositoryName(String(parts[1])) : nil
        } catch {
            throw ReferenceError(text: text, message: error.message)
        }
    }

    /// Whether a repository belongs to the target, in its namespace if it has one.
    package func holds(_ repository: Repository) -> Bool {
        guard repository.host == host else { return false }
        let components = namespace?.components ?? []
        return repository.name.components.count > components.count
            && repository.name.components.starts(with: components)
    }

    /// The target as plans and ledgers spell it.
    package var place: TargetPlace {
        if let folder { return .archive(folder: folder) }
        return .registry(([host.description] + (namespace.map { [$0.description] } ?? [])).joined(separator: "/"))
    }

    package var description: String { place.description }
}
