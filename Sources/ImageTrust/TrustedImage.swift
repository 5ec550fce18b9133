// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An image about which a policy is asked.
package struct TrustedImage: Sendable, Hashable {
    /// The image as it was asked for; policies know it by this name.
    package let source: ImageSource
    /// The content that is mirrored.
    package let digest: Digest
    /// The platforms of an index that are mirrored; empty for all.
    package let platforms: [Platform]

    package init(_ source: ImageSource, digest: Digest, platforms: [Platform] = []) {
        self.source = source
        self.digest = digest
        self.platforms = platforms
    }
}
