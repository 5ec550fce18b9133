// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
package import OCI
package import Plans

/// What a configuration has on a target.
package struct ConfigurationState: Sendable, Equatable {
    /// A release, by the tag of its payload.
    package struct Release: Sendable, Equatable {
        package let version: String
        package let architecture: String
        package let destination: PlacedName
    }

    /// A catalog, with its operators if the ledger has them.
    package struct Catalog: Sendable, Equatable {
        package let destination: PlacedName
        package let origins: [String]
        package let operators: [Operator]
        /// The number of bundles at the target, for a catalog whose operators are not known.
        package let bundles: Int
    }

    /// An operator, with its channels and their versions, in natural order.
    package struct Operator: Sendable, Equatable {
        package let name: String
        package let channels: [Channel]
    }

    package struct Channel: Sendable, Equatable {
        package let name: String
        package let versions: [String]
    }

    package struct Chart: Sendable, Equatable {
        package let source: String
        package let name: String
        package let version: String
    }

    /// An image that was asked for by itself, or by a chart.
    package struct Image: Sendable, Equatable {
        package let type: ImageType
        package let origins: [String]
        package let destination: PlacedName
        package let digest: Digest
    }

    package let name: String
    /// The first and the last known apply of it.
    package let since: TargetState.Apply?
    package let last: TargetState.Apply?
    /// The number of all its images.
    package let count: Int
    package let releases: [Release]
    package let catalogs: [Catalog]
    package let charts: [Chart]
    package let images: [Image]

    init(_ name: String, in ledger: TargetLedger, _ applies: [TargetState.Apply]) {
        let entries = ledger.entries.values.filter { $0.wantedBy.contains(name) && !$0.image.type.isAttachment }
            .sorted { $0.image.destination < $1.image.destination }
        self.name = name
        since = applies.first
        last = applies.last
        count = entries.count
        releases = entries.compactMap { entry in
            entry.image.release.map {
                Release(version: $0.version, architecture: $0.architecture, destination: entry.image.destination)
            }
        }.sorted { naturallyPrecedes($0.version, $1.version) }
        let bundles = entries.count { $0.image.type == .operatorBundle }
        catalogs = entries.filter { $0.image.type == .operatorCatalog }.map { entry in
            let record = ledger.records.catalogs.first { $0.destination == entry.image.destination }
            return Catalog(
                destination: entry.image.destination,
                origins: entry.image.origins,
                operators: (record?.packages ?? []).map(Operator.init),
                bundles: bundles
            )
        }
        let used = Set(entries.flatMap(\.image.origins))
        // The ledger does not say whose a chart is: it is this one's if an image of it is.
        charts = ledger.records.charts.filter { chart in chart.images.contains { used.contains($0) } }
            .map { Chart(source: $0.source, name: $0.name, version: $0.version) }
        images = entries.filter { $0.image.type == .additionalImage || $0.image.type == .helmImage }.map(\.image).map {
            Image(type: $0.type, origins: $0.origins, destination: $0.destination, digest: $0.digest)
        }
    }
}

extension ConfigurationState.Operator {
    fileprivate init(_ package: CatalogRecord.Package) {
        self.init(
            name: package.name,
            channels: package.channels.map { channel in
                ConfigurationState.Channel(name: channel.name, versions: channel.entries.map { $0.version ?? $0.name })
            }
        )
    }
}
