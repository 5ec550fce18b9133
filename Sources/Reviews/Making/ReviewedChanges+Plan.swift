// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

extension ReviewedChanges {
    /// The number of downloads that are named.
    private static let downloads = 10

    init(of plan: Plan) {
        since = plan.changes?.since
        causes = ChangeCause.allCases.compactMap { cause in
            let actions = plan.actions.filter { $0.cause == cause }
            guard !actions.isEmpty else { return nil }
            return CauseTotal(cause: cause, images: actions.count, transfer: actions.transfer)
        }
        operators = plan.changes?.operators ?? []
        catalogs = CatalogGraphs(of: plan).all
        releases = plan.changes?.releases ?? []
        sources = Dictionary(grouping: plan.actions) { $0.source.registry }
            .map { SourceTotal(source: $0.key, images: $0.value.count, transfer: $0.value.transfer) }
            .sorted { $0.source < $1.source }
        largest = plan.actions.filter { $0.transfer > 0 }
            .sorted { ($1.transfer, $0.destination) < ($0.transfer, $1.destination) }
            .prefix(Self.downloads)
            .map { action in
                let destination = plan.target.shown(action.destination)
                return ReviewedDownload(
                    name: action.origins.first ?? destination,
                    destination: destination,
                    size: action.size,
                    transfer: action.transfer
                )
            }
        let summary = plan.summary
        sharing = SharedLayers(
            size: plan.actions.reduce(0) { $0.addingSaturated($1.size) },
            transfer: summary.bytesToTransfer,
            mount: summary.bytesToMount
        )
    }
}

extension [Action] {
    fileprivate var transfer: Int64 { reduce(0) { $0.addingSaturated($1.transfer) } }
}

extension Int64 {
    /// A file may claim any size; an absurd one must not end the process.
    package func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflows) = addingReportingOverflow(other)
        return overflows ? .max : sum
    }
}

extension ContentPlace {
    /// The registry that it is read from, for people.
    fileprivate var registry: String {
        if isBuild { return "built here" }
        guard !description.hasPrefix("oci://") else { return image.map { "\($0.source)" } ?? description }
        return description.split(separator: "/", maxSplits: 1).first.map(String.init) ?? description
    }
}
