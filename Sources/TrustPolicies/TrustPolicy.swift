// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// Which images may be mirrored, and which signatures they need: a `policy.json` of the container tools
/// (containers-policy.json(5)).
package struct TrustPolicy: Sendable, Equatable {
    /// The file's name for messages and plans.
    package let path: String
    /// The SHA-256 of the file.
    package let digest: Digest
    let defaults: TrustScope
    /// The scopes of each transport, by name; the empty name is the whole transport.
    let transports: [String: [String: TrustScope]]

    /// The maximum size of a policy in bytes.
    package static let sizeLimit = 1 << 20

    init(path: String, digest: Digest, defaults: TrustScope, transports: [String: [String: TrustScope]]) {
        self.path = path
        self.digest = digest
        self.defaults = defaults
        self.transports = transports
    }

    /// Reads a policy; `path` is its name in messages.
    ///
    /// Throws every mistake in it. Fields that nobody knows are mistakes, because they would have no effect.
    package init(_ bytes: [UInt8], path: String) throws(FindingsError) {
        self = try TrustPolicyReader.policy(bytes, path: path)
    }

    /// The most specific scope that an image belongs to.
    package func scope(of image: TrustedName) -> TrustScope {
        guard let scopes = transports[image.transport] else { return defaults }
        return (image.scopes + [""]).lazy.compactMap { scopes[$0] }.first ?? defaults
    }

    /// Whether some image is refused or needs a proof; otherwise the policy has no effect.
    package var demandsAnything: Bool {
        ([defaults] + transports.values.flatMap(\.values)).contains { scope in
            scope.requirements.contains { $0.kind != .acceptsAnything }
        }
    }
}

/// A scope of a policy, and what it requires of each of its images.
package struct TrustScope: Sendable, Equatable {
    /// `default`, the name of a transport, or both names of a scope, such as `docker:registry.example`.
    package let name: String
    /// Each of them has to be met.
    package let requirements: [TrustRequirement]
    package let location: SourceLocation

    package init(name: String, requirements: [TrustRequirement], at location: SourceLocation) {
        self.name = name
        self.requirements = requirements
        self.location = location
    }
}
