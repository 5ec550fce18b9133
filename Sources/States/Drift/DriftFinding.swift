// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// What differs between a target and its ledger, at one image.
package struct DriftFinding: Sendable, Equatable {
    /// What somebody did to the image.
    package enum Kind: Sendable, Equatable {
        /// The target has no such tag or manifest.
        case missing
        /// The tag names content that the ledger does not know.
        case overwritten(Digest)
        /// The tag names the content of another image in the same repository.
        case retagged(Digest, like: PlacedName)
        /// The tag is right, and these manifests or blobs behind it are gone.
        case damaged(lost: [Digest])
    }

    package let kind: Kind
    package let destination: PlacedName
    package let type: ImageType
    /// What the ledger has there.
    package let expected: Digest
    /// The configurations that want the image.
    package let wantedBy: [String]
    /// The plan that placed it, if a receipt tells.
    package let plan: Digest?

    package init(
        _ kind: Kind,
        at destination: PlacedName,
        type: ImageType,
        expected: Digest,
        wantedBy: [String],
        plan: Digest? = nil
    ) {
        self.kind = kind
        self.destination = destination
        self.type = type
        self.expected = expected
        self.wantedBy = wantedBy
        self.plan = plan
    }
}
