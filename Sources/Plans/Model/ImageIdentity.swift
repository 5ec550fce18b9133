// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What an image is, wherever it lies.
package struct ImageIdentity: Sendable, Equatable {
    package internal(set) var type: ImageType
    /// The references as they were asked for, sorted; mirror sets are made from them.
    package internal(set) var origins: [String]
    package internal(set) var digest: Digest
    /// The platforms that are mirrored of a multi-platform image; all of them if absent.
    package internal(set) var platforms: [String]?

    package init(_ type: ImageType, origins: [String], digest: Digest, platforms: [String]? = nil) {
        self.type = type
        self.origins = origins
        self.digest = digest
        self.platforms = platforms
    }
}
