// SPDX-License-Identifier: Apache-2.0

/// The images that come from one registry.
package struct SourceTotal: Sendable, Equatable, Encodable {
    /// The registry's host and port, `oci://` and a folder, or `built here`.
    package let source: String
    /// The number of images, with parts and attachments.
    package let images: Int
    /// The bytes to transfer.
    package let transfer: Int64
}
