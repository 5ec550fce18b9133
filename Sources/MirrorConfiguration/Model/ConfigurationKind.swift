// SPDX-License-Identifier: Apache-2.0

/// What a file is for, as its `kind` says.
package enum ConfigurationKind: String, Sendable {
    /// What is to be mirrored.
    case mirror = "ImageSetConfiguration"
    /// What is to be deleted at the target, of what was mirrored.
    case deletion = "DeleteImageSetConfiguration"

    /// The section that names images; its fields are the same in both kinds.
    package var section: String {
        switch self {
        case .mirror: "mirror"
        case .deletion: "delete"
        }
    }

    /// The other kind, which has a section of its own.
    var other: Self {
        switch self {
        case .mirror: .deletion
        case .deletion: .mirror
        }
    }
}
