// SPDX-License-Identifier: Apache-2.0

package import OCI

/// A packaged chart, as its repository has it.
package struct FetchedChart: Sendable, Equatable {
    /// The `.tgz`.
    package let bytes: [UInt8]
    package let digest: Digest
    /// The image that holds the chart, pinned by digest; `nil` for a chart that is in no registry.
    package let image: ImageReference?

    package init(bytes: [UInt8], digest: Digest? = nil, image: ImageReference? = nil) {
        self.bytes = bytes
        self.digest = digest ?? Digest(of: bytes)
        self.image = image
    }

    /// The most bytes of a packaged chart; usual ones have less than one megabyte.
    package static let sizeLimit = 64 << 20
}
