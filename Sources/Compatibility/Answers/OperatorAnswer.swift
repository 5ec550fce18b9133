// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Releases
import Runs

/// The answer of `list operators`.
enum OperatorAnswer: Sendable {
    /// The versions that catalogs are published for.
    case versions([MinorVersion])
    /// The catalogs of a version.
    case catalogs([PublishedCatalogs.Listed], of: MinorVersion)
    case operators([CatalogPackage])
    /// The channels of an operator.
    case channels(CatalogPackage)
    /// The versions of a channel.
    case versionsOf(CatalogChannel, of: CatalogPackage)

    /// The answer of a lookup in a catalog.
    init(_ found: FoundOperators) {
        self =
            switch found {
            case .all(let packages): .operators(packages)
            case .package(let package): .channels(package)
            case .channel(let channel, let package): .versionsOf(channel, of: package)
            }
    }

    /// The text: a heading, and a line for each version, catalog, operator or channel.
    var text: String {
        switch self {
        case .versions(let versions):
            "Operator catalogs are published for:\n" + versions.map { "  v\($0)\n" }.joined()
        case .catalogs(let catalogs, let version):
            "Operator catalogs:\nOpenShift \(version):\n" + Self.ordered(catalogs).map { "\($0.reference)\n" }.joined()
        case .operators(let packages): Self.table(packages)
        case .channels(let package): Self.table([package]) + "\n" + Self.heads(of: package)
        case .versionsOf(let channel, let package):
            ColumnText.text([["VERSIONS"]] + package.bundles(of: channel).map { [$0.version ?? $0.name] })
        }
    }

    /// Red Hat's own catalog first, as oc-mirror has it: scripts may take the first line.
    private static func ordered(_ catalogs: [PublishedCatalogs.Listed]) -> [PublishedCatalogs.Listed] {
        let isOwn = { (catalog: PublishedCatalogs.Listed) in catalog.repository.hasSuffix("/redhat-operator-index") }
        return catalogs.filter(isOwn) + catalogs.filter { !isOwn($0) }
    }

    private static func table(_ packages: [CatalogPackage]) -> String {
        let rows = packages.sorted { $0.name < $1.name }.map { [$0.name, $0.displayName ?? "", $0.defaultChannel] }
        return ColumnText.text([["NAME", "DISPLAY NAME", "DEFAULT CHANNEL"]] + rows)
    }

    private static func heads(of package: CatalogPackage) -> String {
        let rows = package.channels.sorted { $0.name < $1.name }.flatMap { channel in
            ChannelGraph(channel).heads.map { [package.name, channel.name, $0] }
        }
        return ColumnText.text([["PACKAGE", "CHANNEL", "HEAD"]] + rows)
    }
}
