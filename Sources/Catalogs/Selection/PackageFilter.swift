// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import MirrorConfiguration
import Plans

/// Decides which part of a package is kept: a pure function of the catalog's content and the configuration's request.
///
/// A catalog with `full` and without packages is mirrored unchanged, so nothing in it is checked.
package struct PackageFilter: Sendable {
    /// The catalog as its entry in the configuration names it, for messages.
    package let catalog: String
    /// Whether every version is taken.
    package let full: Bool
    /// The configuration's name in plans.
    package let path: String
    /// The place of the catalog in the configuration, for findings about packages that it does not name.
    package let at: SourceLocation
    /// Whether missing channels are left out.
    package let allowsMissing: Bool
    /// The rules of the configuration.
    package let rules: ConfigurationRules

    package init(
        catalog: String,
        full: Bool,
        path: String,
        at: SourceLocation,
        allowsMissing: Bool = false,
        rules: ConfigurationRules = .versionTwo
    ) {
        self.catalog = catalog
        self.full = full
        self.path = path
        self.at = at
        self.allowsMissing = allowsMissing
        self.rules = rules
    }

    /// Returns the kept part of a package by the rules of version two; `request` is `nil` if the configuration names no
    /// packages.
    package func select(_ package: CatalogPackage, _ request: OperatorPackage?) -> PackageSelection {
        if full, request == nil { return Self.everything(of: package) }
        var draft = SelectionDraft(package, request, self)
        draft.chooseEntries()
        draft.judgeRanges()
        return draft.finish()
    }

    static func everything(of package: CatalogPackage) -> PackageSelection {
        let channels = package.channels.filter { !$0.entries.isEmpty }.map { channel in
            KeptChannel(name: channel.name, entries: Set(channel.entries.map(\.name)).sorted())
        }
        return PackageSelection(
            kept: KeptPackage(name: package.name, channels: channels.sorted { $0.name < $1.name }),
            whole: CatalogRecord.Package(wholeOf: package),
            bundles: package.bundles
        )
    }
}
