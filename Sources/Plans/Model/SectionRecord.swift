// SPDX-License-Identifier: Apache-2.0

/// What a section leaves in a plan beside images, for reviewers and for later runs.
package enum SectionRecord: Sendable, Equatable {
    /// How clusters get from one release to another.
    case upgradePath(UpgradePath)
    /// An answer of an update service.
    case graph(GraphRecord)
    /// A chart, and the images in it.
    case chart(ChartRecord)
    /// What a catalog offers.
    case catalog(CatalogRecord)

    package var upgradePath: UpgradePath? { if case .upgradePath(let path) = self { path } else { nil } }

    package var graph: GraphRecord? { if case .graph(let graph) = self { graph } else { nil } }

    package var chart: ChartRecord? { if case .chart(let chart) = self { chart } else { nil } }

    package var catalog: CatalogRecord? { if case .catalog(let catalog) = self { catalog } else { nil } }

    /// The same record where images with these facts are left out of the plan.
    package func without(_ facts: [SectionFacts]) -> SectionRecord {
        switch self {
        case .upgradePath(let path): .upgradePath(path.without(facts.compactMap(\.release)))
        case .graph, .chart, .catalog: self
        }
    }
}

extension [SectionRecord] {
    /// The records of each kind as a plan's file lists them: upgrade paths, graphs, charts, then catalogs.
    package init(
        upgradePaths: [UpgradePath],
        graphs: [GraphRecord],
        charts: [ChartRecord] = [],
        catalogs: [CatalogRecord] = []
    ) {
        self =
            upgradePaths.map(SectionRecord.upgradePath) + graphs.map(SectionRecord.graph)
            + charts.map(SectionRecord.chart) + catalogs.map(SectionRecord.catalog)
    }

    /// How clusters get from the lowest release of a set to the highest, for each product and processor.
    package var upgradePaths: [UpgradePath] { compactMap(\.upgradePath) }

    /// The answers of the update services that a plan is based on.
    package var graphs: [GraphRecord] { compactMap(\.graph) }

    /// The charts that a plan takes images from.
    package var charts: [ChartRecord] { compactMap(\.chart) }

    /// What the catalogs of a plan offer.
    package var catalogs: [CatalogRecord] { compactMap(\.catalog) }
}
