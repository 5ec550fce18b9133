// SPDX-License-Identifier: Apache-2.0

/// What a plan knows of a release payload: which release it is, and who signed it.
package struct ReleaseFacts: Sendable, Hashable, Codable {
    /// The release's version, such as `4.16.3`.
    package let version: String
    /// The processor it is made for as the update service names it, such as `amd64`, or `multi`.
    package let architecture: String
    /// The signatures that were verified, in the order of the signature store; none where verifying was waived.
    package let signatures: [ReleaseSignature]

    package init(version: String, architecture: String, signatures: [ReleaseSignature]) {
        self.version = version
        self.architecture = architecture
        self.signatures = signatures
    }

    /// The same release with more signatures, each once.
    package func adding(_ others: [ReleaseSignature]) -> ReleaseFacts {
        let signatures = others.reduce(into: signatures) { known, signature in
            if !known.contains(signature) { known.append(signature) }
        }
        return ReleaseFacts(version: version, architecture: architecture, signatures: signatures)
    }
}
