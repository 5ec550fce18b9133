// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The registry that is filled, with the namespace under which everything lies.
package struct MirrorTarget: Sendable, Hashable, CustomStringConvertible {
    package let host: RegistryHost
    package let namespace: RepositoryName?

    /// Parses `docker://host[:port][/namespace]`; slashes at the end are dropped.
    package init(_ text: String) throws(ReferenceError) {
        guard text.hasPrefix("docker://") else {
            throw ReferenceError(
                text: text,
                message: text.hasPrefix("file://")
                    ? "archives are not supported yet, expected `docker://host[:port][/namespace]`"
                    : "expected `docker://host[:port][/namespace]`"
            )
        }
        var rest = text.dropFirst("docker://".count)
        while rest.hasSuffix("/") { rest.removeLast() }
        try self.init(registry: String(rest), text: text)
    }

    /// Parses `host[:port][/namespace]`, as plans and ledgers spell it.
    package init(registry: String) throws(ReferenceError) {
        try self.init(registry: registry, text: registry)
    }

    private init(registry: String, text: String) throws(ReferenceError) {
        guard !registry.contains("@") else {
            throw ReferenceError(text: "docker://…@…", message: "a target holds no credentials; use `--authfile`")
        }
        let parts = registry.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, first.isEmpty || RegistryHost.looksLikeHost(first) else {
            let name = parts.first ?? ""
            throw ReferenceError(
                text: text,
                message: "container tools read `\(name)/…` as a path on Docker Hub; name the port: `\(name):443`"
            )
        }
        do {
            host = try RegistryHost(String(first))
            namespace = parts.count > 1 ? try RepositoryName(String(parts[1])) : nil
        } catch {
            throw ReferenceError(text: text, message: error.message)
        }
    }

    package var description: String {
        ([host.description] + (namespace.map { [$0.description] } ?? [])).joined(separator: "/")
    }
}
