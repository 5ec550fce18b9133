// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration

/// The bundle of a package that oc-mirror v1 adds for a need: the one with the highest version of those that meet it.
struct LatestProvider: Sendable {
    let bundle: CatalogBundle
    /// The channel to take it from: the default channel, or else the first by name, if several have it.
    let channel: CatalogChannel

    /// Finds the bundle; what the head of its channel skips does not count.
    init?(_ package: CatalogPackage, for need: Requirement) {
        let versions = PackageVersions(package)
        var best: (version: SemanticVersion, bundle: CatalogBundle, channel: CatalogChannel)?
        let channels = package.channels.sorted { left, right in
            let isDefault = [left, right].map { $0.name == package.defaultChannel }
            return isDefault[0] == isDefault[1] ? left.name < right.name : isDefault[0]
        }
        for channel in channels {
            let passedOver = Set(ChannelGraph(channel).head?.skips ?? [])
            for name in Set(channel.entries.map(\.name)).subtracting(passedOver).sorted() {
                guard let bundle = versions.bundle(name), let version = versions[name],
                    need.holds(for: KeptBundles.Bundle(bundle, of: package.name)),
                    best.map({ $0.version < version }) ?? true
                else { continue }
                best = (version, bundle, channel)
            }
        }
        guard let best else { return nil }
        (bundle, channel) = (best.bundle, best.channel)
    }
}

extension CatalogBundle {
    /// What oc-mirror v1 adds other bundles for: required packages and interfaces, but nothing that other constraints say.
    ///
    /// A required package without a range may have any version.
    var needsOfVersionOne: [Requirement] {
        needs.packages.compactMap { required in
            let range = required.versionRange.isEmpty ? ">=0.0.0-0" : required.versionRange
            return (try? VersionRangeExpression(range)).map { .package(required.name, $0) }
        } + needs.apis.map(Requirement.api)
    }
}
