// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Diagnostics
import OpenPGP
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
            switch keys {
            case .files(let paths): try await Keyring(paths: paths, environment: environment)
            case .data(let data):
                try await Keyring(contents: data.map { ("\(location), keyData", $0) }, environment: environment)
            }
        }
    }

    /// Reads public keys in PEM.
    func verificationKeys(_ keys: TrustKeys, at location: SourceLocation) async throws -> [VerificationKey] {
        try await publicKeys.value(for: keys) {
            let contents: [(name: String, bytes: [UInt8])] =
                switch keys {
                case .files(let paths):
                    try await blocking {
                        try paths.map { ($0, try TrustFiles.bytes(of: $0, limit: VerificationKey.sizeLimit)) }
                    }
                case .data(let data): data.map { ("\(location), keyData", $0) }
                }
            return try contents.map { name, bytes in
                guard let key = VerificationKey(pem: bytes) else { throw UnusableKey(name: name, location: location) }
                return key
            }
        }
    }
}

/// An error that a policy names a key that cannot verify signatures.
struct UnusableKey: ExplainedError, Equatable {
    let name: String
    /// The requirement that names it.
    let location: SourceLocation

    var explanation: Explanation {
        Explanation(
            "\(name): it is not a public key for signatures (\(location))",
            remedy:
                "name a file with `BEGIN PUBLIC KEY`, as cosign.pub is: ECDSA P-256, P-384 or P-521, RSA from 2048 bits, "
                + "or Ed25519"
        )
    }
}
