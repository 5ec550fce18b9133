// SPDX-License-Identifier: Apache-2.0

package import Plans

/// The images that change for one cause.
package struct CauseTotal: Sendable, Equatable, Encodable {
    package let cause: ChangeCause
    /// The number of images, with parts and attachments.
    package let images: Int
    /// The bytes to transfer.
    package let transfer: Int64
}
