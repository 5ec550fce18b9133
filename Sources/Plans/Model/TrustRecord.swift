// SPDX-License-Identifier: Apache-2.0

package import OCI

/// By which policy the images of a plan were trusted, and by which requirement of it each one.
package struct TrustRecord: Sendable, Equatable, Codable {
    /// A requirement that was met.
    package struct Proof: Sendable, Hashable, Codable {
        /// The type of the requirement, such as `signedBy`.
        package let type: String
        /// The fingerprint of the key that signed: of a primary key of OpenPGP, or the SHA-256 of a public key in DER.
        package let key: String?

        package init(_ type: String, key: String? = nil) {
            self.type = type
            self.key = key
        }
    }

    /// The images that met the same requirements of one scope.
    package struct Acceptance: Sendable, Hashable, Codable {
        /// The scope: `default`, a transport, or both names as in `docker:registry.example`.
        package let scope: String
        /// All requirements of the scope, in its order.
        package let by: [Proof]
        /// The destinations of the images, sorted.
        package let images: [PlacedName]

        package init(scope: String, by proofs: [Proof], images: [PlacedName]) {
            self.scope = scope
            by = proofs
            self.images = images
        }
    }

    /// The policy's file.
    package let policy: String
    /// The SHA-256 of the file.
    package let digest: Digest
    /// Sorted by scope and requirements.
    package let accepted: [Acceptance]

    package init(policy: String, digest: Digest, accepted: [Acceptance]) {
        self.policy = policy
        self.digest = digest
        self.accepted = accepted
    }

    /// The requirement that accepts anything.
    package static let unconditional = "insecureAcceptAnything"
}

extension TrustRecord.Acceptance {
    /// Whether the images were accepted without any proof.
    package var isUnconditional: Bool { by.allSatisfy { $0.type == TrustRecord.unconditional } }
}
