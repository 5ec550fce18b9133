// SPDX-License-Identifier: Apache-2.0

/// A plan's change of a file that clusters read.
package struct ManifestChange: Sendable, Hashable {
    package enum Kind: Sendable {
        case added, changed, removed
    }

    package let path: String
    package let kind: Kind

    package init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }
}
