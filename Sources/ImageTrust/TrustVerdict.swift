// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// What a policy says of an image.
package enum TrustVerdict: Sendable, Equatable {
    /// All requirements of its scope are met, by these proofs.
    case accepted(scope: String, by: [TrustRecord.Proof])
    /// A requirement is not met; the explanation names the policy, the scope and the requirement.
    case refused(Explanation)
}

/// Why a requirement is not met.
struct UnmetRequirement: Error {
    let explanation: Explanation

    init(_ summary: String, cause: [String] = [], remedy: String) {
        explanation = Explanation(
            summary,
            cause: cause.isEmpty ? nil : cause.joined(separator: "\n"),
            remedy: remedy
        )
    }
}
