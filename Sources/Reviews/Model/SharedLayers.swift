// SPDX-License-Identifier: Apache-2.0

/// What images have in common, and so is moved once or not at all.
package struct SharedLayers: Sendable, Equatable, Encodable {
    /// The bytes of all images that are copied, as if nothing were shared.
    package let size: Int64
    /// The bytes to transfer.
    package let transfer: Int64
    /// The bytes that registries mount from another repository of the target.
    package let mount: Int64

    /// The bytes that are not moved.
    package var saved: Int64 { max(0, size - transfer) }
}
