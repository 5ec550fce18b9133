// SPDX-License-Identifier: Apache-2.0

/// What is wrong with the name of a scope, so that no image would ever belong to it.
struct ScopeFault {
    let found: String
    let remedy: String

    /// Looks at a scope of a transport; `nil` if nothing is wrong with it.
    ///
    /// The empty scope is the whole transport.
    init?(_ scope: String, of transport: String) {
        guard !scope.isEmpty else { return nil }
        switch transport {
        case "docker", "atomic":
            guard let remedy = Self.registryRemedy(scope) else { return nil }
            self.init(found: "`\(scope)` is not a scope of \(transport)", remedy: remedy)
        case "dir", "oci":
            let path = scope.prefix { transport != "oci" || $0 != ":" }
            let isClean =
                path.hasPrefix("/") && path.count > 1 && !path.hasSuffix("/")
                && path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
                    .allSatisfy { !["", ".", ".."].contains($0) }
            guard !isClean else { return nil }
            self.init(
                found: "`\(scope)` is not a scope of \(transport)",
                remedy:
                    "write an absolute path without `.`, `..` and a slash at its end; \"\" stands for all of \(transport)"
            )
        default: return nil
        }
    }

    private init(found: String, remedy: String) {
        self.found = found
        self.remedy = remedy
    }

    private static func registryRemedy(_ scope: String) -> String? {
        if scope.contains("://") { return "write the name without `\(scope.prefix { $0 != ":" })://`" }
        if scope.hasSuffix("/") { return "remove the slash at its end" }
        if scope.hasPrefix("/") || scope.contains(where: \.isWhitespace) {
            return "write a host, a repository, or an image with its tag or digest"
        }
        if scope.contains("*"), !scope.hasPrefix("*.") || scope.dropFirst(2).contains(where: { "*/:".contains($0) }) {
            return "a `*` stands for subdomains only, as in *.example.com, without a port or a path"
        }
        return nil
    }
}
