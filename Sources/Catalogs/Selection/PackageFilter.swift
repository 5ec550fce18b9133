// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import MirrorConfiguration
import Plans

/// Decides what is kept of a package: a pure function of what a catalog says and of what a configuration asks for.
///
/// A catalog with `full` of which no packages are named is mirrored as it is, so nothing in it is judged.
package struct PackageFilter: Sendable {
    /// The catalog as its entry in the configuration names it, for messages.
    package let catalog: String
    /// Whether every version is taken.
    package let full: Bool
    /// The configuration's name in plans.
    package let path: String
    /// Where the catalog stands in the configuration, for findings of packages that it does not name.
    package let at: SourceLocation
    /// Whether channels that are named and not there are left out.
    package let allowsMissing: Bool

    package init(catalog: String, full: Bool, path: String, at: SourceLocation, allowsMissing: Bool = false) {
        self.catalog = catalog
        self.full = full
        self.path = path
        self.at = at
        self.allowsMissing = allowsMissing
    }

    /// Returns what is kept of a package; `request` is `nil` where the configuration names no packages.
    package func select(_ package: CatalogPackage, _ request: OperatorPackage?) -> PackageSelection {
        if full, request == nil { return Self.everything(of: package) }
        var draft = SelectionDraft(package, request, self)
        draft.chooseEntries()
        draft.judgeRanges()
        return draft.finish()
    }

    private static func everything(of package: CatalogPackage) -> PackageSelection {
        let channels = package.channels.filter { !$0.entries.isEmpty }.map { channel in
            KeptChannel(name: channel.name, entries: Set(channel.entries.map(\.name)).sorted())
        }
        return PackageSelection(
            kept: KeptPackage(name: package.name, channels: channels.sorted { $0.name < $1.name }),
            bundles: package.bundles
        )
    }
}
