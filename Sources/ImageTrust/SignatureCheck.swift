// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Diagnostics
import OCI
import OpenPGP
import Plans
import TrustPolicies

/// Looks for one signature that counts among those that were found.
struct SignatureCheck {
    /// The type of the requirement.
    let type: String
    /// The manifest that must be signed.
    let digest: Digest
    let name: TrustedName
    let identity: SignedIdentity

    /// Finds a message that a key of a keyring signed.
    func proof(in found: FoundSignatures, by keyring: Keyring) async throws -> TrustRecord.Proof {
        var reasons: [String] = []
        for signature in found.signatures {
            guard case .message(let place, let bytes) = signature else {
                reasons.append(Self.reason(signature))
                continue
            }
            do {
                let message = try await keyring.verify(bytes)
                guard let fault = fault(message.body, SignedClaim.simpleType) else {
                    return TrustRecord.Proof(type, key: message.fingerprint)
                }
                reasons.append("\(place): \(fault)")
            } catch let error as SignatureError {
                reasons.append("\(place): \(error.found)")
            }
        }
        throw unmet(found, reasons)
    }

    /// Finds a signature by one of some keys.
    func proof(in found: FoundSignatures, by keys: [VerificationKey]) async throws -> TrustRecord.Proof {
        var reasons: [String] = []
        for signature in found.signatures {
            guard case .detached(let place, let payload, let bytes) = signature else {
                reasons.append(Self.reason(signature))
                continue
            }
            guard let key = keys.first(where: { $0.verifies(bytes, over: payload) }) else {
                reasons.append("\(place): it was not made by \(keys.count == 1 ? "the key" : "a key") of the policy")
                continue
            }
            guard let fault = fault(payload, SignedClaim.sigstoreType) else {
                return TrustRecord.Proof(type, key: "sha256:\(key.fingerprint)")
            }
            reasons.append("\(place): \(fault)")
        }
        throw unmet(found, reasons)
    }

    private static func reason(_ signature: FoundSignature) -> String {
        guard case .unusable(let place, let reason) = signature else {
            return "\(signature.place): it is a signature of another kind"
        }
        return "\(place): \(reason)"
    }

    /// What is wrong with a signed text; `nil` if it is about this image.
    private func fault(_ body: [UInt8], _ type: String) -> String? {
        guard let claim = SignedClaim(body) else { return "the signed text says nothing of an image" }
        guard claim.type == type else { return "it is a signature of the type `\(printable(claim.type))`" }
        guard claim.digest == digest.description else { return "it is for \(printable(claim.digest))" }
        guard identity.accepts(claim.reference, for: name) else {
            return
                "it is for the name `\(printable(claim.reference))`, which `\(identity.type)` does not accept for \(name)"
        }
        return nil
    }

    private func unmet(_ found: FoundSignatures, _ reasons: [String]) -> UnmetRequirement {
        if let failure = found.failure {
            return UnmetRequirement(
                "its signatures in \(found.place) cannot be read",
                cause: reasons + [failure],
                remedy: "See that the place can be reached, then plan again."
            )
        }
        guard reasons.isEmpty else {
            return UnmetRequirement(
                "no signature in \(found.place) counts",
                cause: reasons,
                remedy:
                    "Check the keys and the `signedIdentity` of the policy; cosign signs names without a tag, which "
                    + "`matchRepository` accepts."
            )
        }
        return UnmetRequirement(
            "it has no signature in \(found.place)",
            remedy: "Sign it, or see that registries.d names the place with its signatures."
        )
    }
}

extension SignedIdentity {
    /// The type as policies name it.
    fileprivate var type: String {
        switch self {
        case .matchExact: "matchExact"
        case .matchRepoDigestOrExact: "matchRepoDigestOrExact"
        case .matchRepository: "matchRepository"
        case .exactReference: "exactReference"
        case .exactRepository: "exactRepository"
        case .remapIdentity: "remapIdentity"
        }
    }
}
