// SPDX-License-Identifier: Apache-2.0

/// How an operator of a catalog changes since the plan that was applied before.
package struct OperatorChange: Sendable, Hashable, Codable {
    /// What happens to the whole operator, or to a channel of it.
    package enum Kind: String, Sendable, Hashable, Codable {
        case added, changed, removed
    }

    /// A channel of the operator that changes.
    package struct Channel: Sendable, Hashable, Codable {
        package let name: String
        package let kind: Kind
        /// The bundle that clusters got before, and the one that they get; absent where there is none.
        package let headBefore: CatalogEntry?
        package let headAfter: CatalogEntry?
        /// The bundles that come, in natural order of their versions.
        package let added: [CatalogEntry]
        /// The bundles that go, in natural order of their versions.
        package let removed: [CatalogEntry]

        package init(
            name: String,
            kind: Kind,
            heads: (before: CatalogEntry?, after: CatalogEntry?),
            added: [CatalogEntry],
            removed: [CatalogEntry]
        ) {
            self.name = name
            self.kind = kind
            headBefore = heads.before
            headAfter = heads.after
            self.added = added
            self.removed = removed
        }

        enum CodingKeys: String, CodingKey {
            case name, kind, added, removed
            case headBefore = "head_before"
            case headAfter = "head_after"
        }
    }

    /// The catalog's image at the target.
    package let catalog: PlacedName
    /// The name of the operator's package.
    package let package: String
    package let kind: Kind
    package let cause: ChangeCause
    /// The default channel before and afterwards; equal where it stays.
    package let defaultBefore: String?
    package let defaultAfter: String?
    /// The channels that change, sorted by name.
    package let channels: [Channel]

    package init(
        _ package: String,
        in catalog: PlacedName,
        _ kind: Kind,
        because cause: ChangeCause,
        defaults: (before: String?, after: String?),
        channels: [Channel]
    ) {
        self.catalog = catalog
        self.package = package
        self.kind = kind
        self.cause = cause
        defaultBefore = defaults.before
        defaultAfter = defaults.after
        self.channels = channels
    }

    enum CodingKeys: String, CodingKey {
        case catalog, package, kind, cause, channels
        case defaultBefore = "default_before"
        case defaultAfter = "default_after"
    }
}
