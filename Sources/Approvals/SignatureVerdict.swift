// SPDX-License-Identifier: Apache-2.0

/// The holder of a trusted key.
package struct Signer: Sendable, Hashable {
    /// The key's fingerprint, as its tools print it.
    package let key: String
    /// The addresses that the key file gives this key, in lower case.
    package let addresses: Set<String>

    package init(key: String, addresses: Set<String>) {
        self.key = key
        self.addresses = Set(addresses.map { $0.lowercased() })
    }
}

/// What a key file says of a signature.
package enum SignatureVerdict: Sendable, Hashable {
    case unsigned
    /// The signature does not count, and why.
    case refused(String)
    case by(Signer)

    package var signer: Signer? {
        guard case .by(let signer) = self else { return nil }
        return signer
    }
}
