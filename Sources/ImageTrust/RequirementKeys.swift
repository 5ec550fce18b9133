// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Diagnostics
import OpenPGP
import Registry
import Scheduling
import TrustPolicies

/// The keys of a policy's requirements, each read once.
struct RequirementKeys: Sendable {
    private let policy: String
    private let environment: [String: String]
    private let keyrings = RememberedWork<TrustKeys, Keyring>()
    private let publicKeys = RememberedWork<TrustKeys, [VerificationKey]>()

    init(policy: String, environment: [String: String]) {
        self.policy = policy
        self.environment = environment
    }

    /// Reads keys of OpenPGP.
    func keyring(_ keys: TrustKeys, at location: SourceLocation) async throws -> Keyring {
        try await keyrings.value(for: keys) {
            do {
                return switch keys {
                case .files(let paths): try await Keyring(paths: paths, environment: environment)
                case .data(let data):
                    try await Keyring(contents: data.map { ("keyData", $0) }, environment: environment)
                }
            } catch let error as KeyringError {
                throw UnusableKey(error.explanation, at: location)
            }
        }
    }

    /// Reads public keys in PEM.
    func verificationKeys(_ keys: TrustKeys, at location: SourceLocation) async throws -> [VerificationKey] {
        try await publicKeys.value(for: keys) {
            switch keys {
            case .data(let data): try data.map { try Self.key($0, named: "keyData", at: location) }
            case .files(let paths):
                try await blocking {
                    do {
                        return try paths.map { path in
                            let pem = try TrustFiles.bytes(of: path, limit: VerificationKey.sizeLimit)
                            return try Self.key(pem, named: path, at: location)
                        }
                    } catch let error as SettingsError {
                        throw UnusableKey(error.explanation, at: location)
                    }
                }
            }
        }
    }

    private static func key(
        _ pem: [UInt8],
        named name: String,
        at location: SourceLocation
    ) throws(UnusableKey) -> VerificationKey {
        guard let key = VerificationKey(pem: pem) else {
            throw UnusableKey(
                Explanation(
                    "\(name): it is not a public key for signatures",
                    remedy:
                        "name a file with `BEGIN PUBLIC KEY`, as cosign.pub is: ECDSA P-256, P-384 or P-521, RSA from "
                        + "2048 bits, or Ed25519"
                ),
                at: location
            )
        }
        return key
    }
}

/// An error that a policy names a key that cannot verify signatures.
struct UnusableKey: ExplainedError, Equatable {
    let reason: Explanation
    /// The requirement that names it.
    let location: SourceLocation

    init(_ reason: Explanation, at location: SourceLocation) {
        self.reason = reason
        self.location = location
    }

    var explanation: Explanation { reason.about("\(location): a key of the policy") }
}
