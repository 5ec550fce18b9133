// SPDX-License-Identifier: Apache-2.0

import Downloads
import Foundation
package import MirrorConfiguration
package import OCI
package import OpenPGP
package import Plans
import TrustPolicies

/// A release that was signed by a trusted key.
package struct VerifiedRelease: Sendable, Hashable {
    /// All valid signatures, in the order of the store.
    package let signatures: [ReleaseSignature]
    /// The name under which the release was signed, with its tag.
    package let name: ImageReference?

    package init(signatures: [ReleaseSignature], name: ImageReference?) {
        self.signatures = signatures
        self.name = name
    }
}

/// Verifies that a release was signed by a trusted key.
package struct ReleaseVerifier: Sendable {
    private let keyring: Keyring
    private let store: SignatureStore
    private let refreshes: Bool

    /// Makes a verifier; with `refreshes`, the store is asked even if the cache has signatures.
    package init(keyring: Keyring, store: SignatureStore, refreshes: Bool = false) {
        self.keyring = keyring
        self.store = store
        self.refreshes = refreshes
    }

    /// Looks for signatures of a release, in the cache first, and verifies them; one valid signature is enough.
    ///
    /// Throws `ReleaseSignatureError` if none is valid.
    package func verify(_ digest: Digest, product: ReleaseChannelType) async throws -> VerifiedRelease {
        func failure(_ kind: ReleaseSignatureError.Kind, _ attempts: [ReleaseSignatureError.Attempt]) -> any Error {
            ReleaseSignatureError(
                kind: kind,
                digest: digest,
                product: product,
                store: store.location(digest, product),
                keyFiles: keyring.paths,
                attempts: attempts
            )
        }
        // For signatures from an archive there is no server to ask again.
        let asksAgain = refreshes && store.archive == nil
        let cached = asksAgain ? Judgement() : try await judge(store.cached(digest), digest)
        if let release = cached.release { return release }
        let answer = try await store.fetched(digest, product)
        let fetched = try await judge(answer.signatures, digest)
        if let release = fetched.release {
            try await store.keep(fetched.messages, of: digest)
            return release
        }
        let attempts = cached.attempts + fetched.attempts
        if let error = answer.failure as? DownloadError { throw failure(.storeFailed(error), attempts) }
        if let error = answer.failure { throw error }
        if attempts.isEmpty, let folder = store.archive { throw failure(.notArchived(folder: folder), []) }
        throw failure(attempts.isEmpty ? .noSignature : .noneCounts, attempts)
    }

    /// The result of checking some signatures.
    private struct Judgement {
        var signatures: [ReleaseSignature] = []
        /// The bytes of each valid signature.
        var messages: [[UInt8]] = []
        var name: ImageReference?
        var attempts: [ReleaseSignatureError.Attempt] = []

        var release: VerifiedRelease? {
            signatures.isEmpty ? nil : VerifiedRelease(signatures: signatures, name: name)
        }
    }

    private func judge(_ stored: [SignatureStore.Stored], _ digest: Digest) async throws -> Judgement {
        var judgement = Judgement()
        for signature in stored {
            do {
                let message = try await keyring.verify(signature.message)
                let claim = try Self.claim(of: message, about: digest)
                judgement.name = judgement.name ?? claim.name
                judgement.messages.append(signature.message)
                judgement.signatures.append(
                    ReleaseSignature(
                        fingerprint: message.fingerprint,
                        message: Data(signature.message).base64EncodedString()
                    )
                )
            } catch let error as SignatureError {
                judgement.attempts.append(.init(place: signature.place, reason: .signature(error)))
            } catch let error as ReleaseSignatureError.Claim {
                judgement.attempts.append(.init(place: signature.place, reason: .claim(error)))
            }
        }
        return judgement
    }

    /// Returns the claim in a signed text, if it is about the requested release.
    private static func claim(
        of message: VerifiedMessage,
        about digest: Digest
    ) throws(ReleaseSignatureError.Claim) -> SignedClaim {
        guard let claim = SignedClaim(message.body) else { throw .noClaim(key: message.fingerprint) }
        guard claim.type == "atomic container signature" else {
            throw .otherType(claim.type, key: message.fingerprint)
        }
        guard claim.digest == digest.description else {
            throw .otherDigest(claim.digest, key: message.fingerprint)
        }
        return claim
    }
}
