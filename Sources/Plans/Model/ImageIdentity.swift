// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What an image is, wherever it lies.
package struct ImageIdentity: Sendable, Equatable {
    package let type: ImageType
    /// The references as they were asked for, sorted; mirror sets are made from them.
    package let origins: [String]
    package let digest: Digest
    /// The platforms that are mirrored of a multi-platform image; all of them if absent.
    package let platforms: [String]?

    package init(_ type: ImageType, origins: [String], digest: Digest, platforms: [String]? = nil) {
        self.type = type
        self.origins = origins
        self.digest = digest
        self.platforms = platforms
    }
}
