// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import Scheduling
package import TrustPolicies

/// Asks a policy about images, and verifies the signatures that it requires.
package struct TrustVerifier: Sendable {
    package let policy: TrustPolicy
    private let finder: SignatureFinder
    private let keys: RequirementKeys
    /// Many images of a plan are the same.
    private let verdicts = RememberedWork<TrustedImage, TrustVerdict>()

    package init(policy: TrustPolicy, finder: SignatureFinder, environment: [String: String]) {
        self.policy = policy
        self.finder = finder
        keys = RequirementKeys(policy: policy.path, environment: environment)
    }

    /// Returns what the policy says of an image.
    ///
    /// Throws only if the policy cannot be enforced at all: a key is missing, or GnuPG.
    package func verdict(on image: TrustedImage) async throws -> TrustVerdict {
        try await verdicts.value(for: image) { try await judged(image) }
    }

    private func judged(_ image: TrustedImage) async throws -> TrustVerdict {
        let name = Self.name(of: image.source)
        let scope = policy.scope(of: name)
        var proofs: [TrustRecord.Proof] = []
        for requirement in scope.requirements {
            do {
                proofs.append(try await proof(of: image, name, by: requirement))
            } catch let error as UnmetRequirement {
                return .refused(
                    Explanation(
                        "refused by \(requirement.type) of \(scope.name) in the policy, "
                            + "\(requirement.location): \(error.explanation.summary)",
                        cause: error.explanation.cause,
                        remedy: error.explanation.remedy
                    )
                )
            }
        }
        return .accepted(scope: scope.name, by: proofs)
    }

    /// The name by which policies know an image.
    private static func name(of source: ImageSource) -> TrustedName {
        switch source {
        case .registry(let reference): TrustedName(reference)
        case .layout(let path):
            .layout(path: URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path(percentEncoded: false))
        }
    }

    // MARK: Requirements

    private func proof(
        of image: TrustedImage,
        _ name: TrustedName,
        by requirement: TrustRequirement
    ) async throws -> TrustRecord.Proof {
        switch requirement.kind {
        case .acceptsAnything: return TrustRecord.Proof(requirement.type)
        case .rejects:
            throw UnmetRequirement(
                "the policy rejects it",
                remedy: "Leave the image out, add a scope for it to the policy, or name another policy: "
                    + "\(OptionName.policy) FILE"
            )
        case .unsupported(let way):
            throw UnmetRequirement(
                "\(way) cannot be verified here",
                remedy:
                    "Require a key instead: `signedBy` with GPGKeys, or `sigstoreSigned` with `keyPath` or `keyData`."
            )
        case .signedBy(let keys, let identity):
            let keyring = try await self.keys.keyring(keys, at: requirement.location)
            return try await proof(of: image) { digest in
                let found = try await simple(digest, name)
                let check = SignatureCheck(type: requirement.type, digest: digest, name: name, identity: identity)
                return try await check.proof(in: found, by: keyring)
            }
        case .sigstoreSigned(let keys, let identity):
            let keys = try await self.keys.verificationKeys(keys, at: requirement.location)
            return try await proof(of: image) { digest in
                let found = try await attached(digest, image.source, name)
                let check = SignatureCheck(type: requirement.type, digest: digest, name: name, identity: identity)
                return try await check.proof(in: found, by: keys)
            }
        }
    }

    /// A signature of the image itself, which names everything below it; else one of each image of an index.
    private func proof(
        of image: TrustedImage,
        _ check: (Digest) async throws -> TrustRecord.Proof
    ) async throws -> TrustRecord.Proof {
        do {
            return try await check(image.digest)
        } catch let error as UnmetRequirement {
            let children = await self.children(of: image)
            guard let first = children.first else { throw error }
            do {
                let proof = try await check(first)
                for child in children.dropFirst() { _ = try await check(child) }
                return proof
            } catch is UnmetRequirement {
                // A reader looks for the signature of what was asked for.
                throw error
            }
        }
    }

    /// The manifests of an index that are mirrored; empty for anything else.
    private func children(of image: TrustedImage) async -> [Digest] {
        guard let manifest = try? await finder.manifest(image.digest, of: image.source) else { return [] }
        // A nested index is one of them, so its own signature counts.
        return manifest.children.filter { $0.isSelected(by: image.platforms) }.map(\.digest)
    }

    // MARK: Signatures

    private func simple(_ digest: Digest, _ name: TrustedName) async throws -> FoundSignatures {
        guard let reference = name.reference else { throw Self.unsignable }
        guard let found = try await finder.stored(digest, of: reference) else {
            throw UnmetRequirement(
                "no store of signatures is known for it",
                remedy: "Set `lookaside` for it in a file of registries.d, or name the folder: "
                    + "\(OptionName.registriesFolder)"
            )
        }
        return found
    }

    private func attached(_ digest: Digest, _ source: ImageSource, _ name: TrustedName) async throws -> FoundSignatures
    {
        guard let reference = name.reference else { throw Self.unsignable }
        guard finder.stores.usesAttachments(of: reference) else {
            throw UnmetRequirement(
                "no signature is looked for in its repository",
                remedy: "Set `use-sigstore-attachments: true` for it in a file of registries.d, or name the folder: "
                    + "\(OptionName.registriesFolder)"
            )
        }
        return try await finder.attached(digest, to: source)
    }

    private static var unsignable: UnmetRequirement {
        UnmetRequirement(
            "a layout on disk has no signatures",
            remedy: "Accept its folder with `insecureAcceptAnything` as a scope of `oci`, or mirror it from a registry."
        )
    }
}
