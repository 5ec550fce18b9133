// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Plans

/// By which policy the images of a plan were trusted, counted by scope and requirement.
package struct ReviewedTrust: Sendable, Equatable, Encodable {
    /// The images that met the same requirements of one scope.
    package struct Part: Sendable, Equatable, Encodable {
        package let scope: String
        /// The requirements, each with the key that signed.
        package let requirements: String
        package let images: Int
        /// Whether they were accepted without a proof.
        package let isUnproven: Bool
    }

    package let policy: String
    /// In the order of the plan.
    package let parts: [Part]

    /// Counts the images of a record.
    package init(_ record: TrustRecord) {
        policy = record.policy
        parts = record.accepted.map { accepted in
            Part(
                scope: accepted.scope,
                requirements: accepted.by.map { proof in
                    [proof.type, proof.key].compactMap(\.self).joined(separator: " ")
                }
                .joined(separator: " and "),
                images: accepted.images.count,
                isUnproven: accepted.isUnconditional
            )
        }
    }

    /// A line for each part, such as `3 images of docker:registry.example: signedBy 5B…`.
    package var lines: [String] {
        parts.map { part in
            "\(counted(part.images, "image")) of \(part.scope): \(part.requirements)"
                + (part.isUnproven ? ", without a proof" : "")
        }
    }
}
