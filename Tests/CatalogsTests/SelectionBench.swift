// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import MirrorConfiguration
import Plans
import TestSupport

extension CatalogPackage {
    /// What a catalog with this operator says of it, without the bundles `absent`.
    init(_ made: TestOperator, absent: Set<String> = [], unversioned: Set<String> = []) {
        self.init(
            name: made.name,
            defaultChannel: made.defaultChannel,
            channels: made.channels.map { channel in
                CatalogChannel(
                    name: channel.name,
                    entries: channel.entries.map {
                        ChannelEntry(name: $0.name, replaces: $0.replaces, skips: $0.skips, skipRange: $0.skipRange)
                    }
                )
            },
            bundles: made.bundles.filter { !absent.contains($0) }.map { name in
                CatalogBundle(
                    name: name,
                    image: made.image(of: name),
                    version: unversioned.contains(name) ? nil : made.version(of: name)
                )
            }
        )
    }

    /// An operator `op` with one channel `c`.
    init(_ entries: [String], absent: Set<String> = [], unversioned: Set<String> = []) {
        self.init(TestOperator("op", default: "c", [("c", entries)]), absent: absent, unversioned: unversioned)
    }

    /// What is left when the package is filtered.
    func reduced(to selection: PackageSelection) -> CatalogPackage? {
        guard let kept = selection.kept else { return nil }
        return CatalogPackage(
            name: name,
            defaultChannel: kept.defaultChannel ?? defaultChannel,
            channels: kept.channels.map { keptChannel in
                let entries = channels.first { $0.name == keptChannel.name }?.entries ?? []
                return CatalogChannel(
                    name: keptChannel.name,
                    entries: entries.filter { keptChannel.entries.contains($0.name) }
                )
            },
            bundles: selection.bundles
        )
    }
}

extension CatalogChannel {
    init(_ entries: [String]) {
        self = CatalogPackage(entries).channels[0]
    }
}

/// Reads an element of `mirror.operators`, given what follows its reference; `packages` are on line 6.
func operatorCatalog(_ fields: String) throws -> OperatorCatalog {
    let text = """
        apiVersion: mirror.openshift.io/v2alpha1
        kind: ImageSetConfiguration
        mirror:
          operators:
          - catalog: quay.io/operators/index:v1
            \(fields.isEmpty ? "full: false" : fields)

        """
    return try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml").mirror.operators[0]
}

/// Selects from a package as an element of `mirror.operators` says.
func select(_ package: CatalogPackage, _ fields: String, allowsMissing: Bool = false) throws -> PackageSelection {
    let catalog = try operatorCatalog(fields)
    let filter = PackageFilter(
        catalog: "index:v1",
        full: catalog.full,
        path: "isc.yaml",
        at: "isc.yaml:5:14",
        allowsMissing: allowsMissing
    )
    return filter.select(package, catalog.packages.first { $0.name == package.name })
}

extension PackageSelection {
    /// What is kept, a line for each channel, with the override of the default before them.
    var text: [String] {
        guard let kept else { return [] }
        return (kept.defaultChannel.map { ["default \($0)"] } ?? [])
            + kept.channels.map { "\($0.name): \($0.entries.joined(separator: " "))" }
    }

    /// The codes of the findings.
    var codes: [String] { findings.map { "\($0.severity) \($0.code)" } }

    var errors: [Finding] { findings.filter { $0.severity == .error } }
}
