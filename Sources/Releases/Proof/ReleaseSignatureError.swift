// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Downloads
package import MirrorConfiguration
package import OCI
package import OpenPGP

/// An error that a release has no valid signature.
package struct ReleaseSignatureError: ExplainedError, Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The store has no signature.
        case noSignature
        case noneCounts
        /// The archive, which is the only source, has no signature.
        case notArchived(folder: String)
        /// The store does not answer.
        case storeFailed(DownloadError)
    }

    /// A good signature, but for something else.
    package enum Claim: Error, Sendable, Hashable, CustomStringConvertible {
        case otherDigest(String, key: String)
        case otherType(String, key: String)
        /// The signed text makes no claim about an image.
        case noClaim(key: String)

        package var description: String {
            switch self {
            case .otherDigest(let digest, let key): "key \(key) signed another release: \(digest)"
            case .otherType(let type, let key):
                "key \(key) signed a `\(type)`, where a release has an `atomic container signature`"
            case .noClaim(let key): "key \(key) signed a text that names no image"
            }
        }
    }

    /// The reason why a signature does not count.
    package enum Reason: Sendable, Hashable {
        case signature(SignatureError)
        case claim(Claim)
    }

    /// A signature that was checked.
    package struct Attempt: Sendable, Hashable, CustomStringConvertible {
        /// The URL, or the path in the cache.
        package let place: String
        package let reason: Reason

        package var description: String {
            switch reason {
            case .signature(let error): "\(place): \(error.found)"
            case .claim(let claim): "\(place): \(claim)"
            }
        }
    }

    package let kind: Kind
    package let digest: Digest
    package let product: ReleaseChannelType
    /// The folder of the store with the release's signatures, without user information.
    package let store: String
    package let keyFiles: [String]
    /// The signatures in the order in which they were tried.
    package let attempts: [Attempt]

    package var explanation: Explanation {
        let tried = attempts.map { "  \($0)" }.joined(separator: "\n")
        return Explanation(
            summary,
            cause: tried.isEmpty ? nil : tried,
            remedy: remedies.joined(separator: "\n")
        )
    }

    private var summary: String {
        switch kind {
        case .noSignature: "release \(digest): it has no signature at \(store)/signature-1"
        case .noneCounts: "release \(digest): none of its signatures is accepted"
        case .notArchived(let folder): "release \(digest): the archive in \(folder) has no signature of it"
        case .storeFailed(let error):
            "release \(digest): the store of signatures cannot be read: GET \(error.url): \(error.found)"
        }
    }

    private var remedies: [String] {
        let kept =
            "name a cache that has it with \(OptionName.cacheDir), or a copy of the store on disk with "
            + "OCP_SIGNATURE_URL=file:///…"
        let ignoring = "`\(OptionName.ignoreReleaseSignature)` plans the release without proof of its origin"
        switch kind {
        case .noSignature:
            return [
                "check that it is a release of \(product.rawValue.uppercased()); name another store of signatures with "
                    + "OCP_SIGNATURE_URL", ignoring,
            ]
        case .notArchived:
            return [
                "make the archive again on the connected side, where the signature is verified first; \(kept)",
                ignoring,
            ]
        case .storeFailed(let error): return [error.remedy, kept].compactMap(\.self)
        case .noneCounts: return signatureRemedies + [ignoring]
        }
    }

    /// The remedies for the signatures, each once.
    private var signatureRemedies: [String] {
        var remedies: [String] = []
        for attempt in attempts {
            let remedy =
                switch attempt.reason {
                case .claim: "check who fills the store: it has a signature under the digest of another image"
                case .signature(.unknownKey(let key, _)):
                    "the key files were \(keyFiles.joined(separator: ", ")); if you trust key \(key), give the file that "
                        + "has it with \(OptionName.releaseKey)"
                case .signature(let error): error.remedy
                }
            if !remedies.contains(remedy) { remedies.append(remedy) }
        }
        if product == .okd { remedies.append(TrustedKeys.okdAdvice) }
        return remedies
    }
}
