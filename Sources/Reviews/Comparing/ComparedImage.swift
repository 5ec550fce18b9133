// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// An image that one of two plans wants, or that both want with another content.
package struct ComparedImage: Sendable, Equatable, Encodable {
    package enum Change: String, Sendable, Encodable {
        case added, changed, dropped
    }

    package let change: Change
    package let type: ImageType
    /// The reference as it was asked for, or the name at the target.
    package let name: String
    /// The name at the target, without the target's own.
    package let destination: String
    package let before: Digest?
    package let after: Digest?
    /// The size in bytes, if the later plan brings the image: plans know no size of what is in place.
    package let size: Int64?
}
