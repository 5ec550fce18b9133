// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// The section `storageConfig`: where oc-mirror v1 keeps its metadata.
package struct StorageConfiguration: Sendable {
    /// A kind of place for metadata.
    package enum Backend: Sendable, Hashable {
        /// A folder, as it was written; a relative path begins at the current folder.
        case local(path: String)
        /// An image with a tag; with `skipTLS`, its registry may have any certificate or speak plain HTTP.
        case registry(ImageReference, skipTLS: Bool)
    }

    package let backend: Backend
    /// The beginning of the part that names the place.
    package let location: SourceLocation
}
