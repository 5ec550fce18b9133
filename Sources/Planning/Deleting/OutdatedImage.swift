// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Resolution

/// What a tag named before a plan gives it to something else: the manifest stays at the target, and nothing leads to it.
package struct OutdatedImage: Sendable, Equatable {
    package let image: DesiredImage
    package let digest: Digest

    package init(image: DesiredImage, digest: Digest) {
        self.image = image
        self.digest = digest
    }
}
