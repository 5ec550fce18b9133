// SPDX-License-Identifier: Apache-2.0

/// What a plan does to a file that clusters read.
struct ManifestChange: Sendable, Hashable {
    enum Kind: Sendable {
        case added, changed, removed
    }

    let path: String
    let kind: Kind
}
