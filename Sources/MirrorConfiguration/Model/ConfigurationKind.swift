// SPDX-License-Identifier: Apache-2.0

/// The purpose of a file, given by its `kind`.
package enum ConfigurationKind: String, Sendable {
    /// The images to mirror.
    case mirror = "ImageSetConfiguration"
    /// The mirrored images to delete at the target.
    case deletion = "DeleteImageSetConfiguration"

    /// The section that names images; its fields are the same in both kinds.
    package var section: String {
        switch self {
        case .mirror: "mirror"
        case .deletion: "delete"
        }
    }

    /// The other kind, which has another section.
    var other: Self {
        switch self {
        case .mirror: .deletion
        case .deletion: .mirror
        }
    }
}
