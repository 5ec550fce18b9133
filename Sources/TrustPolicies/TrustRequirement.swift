// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// What a scope of a policy requires of an image.
package struct TrustRequirement: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case acceptsAnything
        case rejects
        /// A simple signature by GnuPG.
        case signedBy(TrustKeys, SignedIdentity)
        /// A signature as cosign makes it with a key.
        case sigstoreSigned(TrustKeys, SignedIdentity)
        /// A kind of proof that this tool cannot check, such as `fulcio`: no image meets it.
        case unsupported(String)
    }

    package let kind: Kind
    package let location: SourceLocation

    package init(_ kind: Kind, at location: SourceLocation) {
        self.kind = kind
        self.location = location
    }

    /// The type as the policy names it.
    package var type: String {
        switch kind {
        case .acceptsAnything: "insecureAcceptAnything"
        case .rejects: "reject"
        case .signedBy: "signedBy"
        case .sigstoreSigned: "sigstoreSigned"
        case .unsupported(let name): name
        }
    }
}

/// The public keys of a requirement; a signature by one of them is enough.
package enum TrustKeys: Sendable, Hashable {
    case files([String])
    /// The keys themselves, as the policy has them.
    case data([[UInt8]])
}
