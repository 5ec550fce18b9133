// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import MirrorConfiguration
import OCI
import Plans
import Resolution
import Sections

/// The charts whose images a target holds.
///
/// The ledger has the images of every chart that was rendered for the target. A chart is rendered again only if the ledger
/// does not know it.
struct ChartsHolding: SectionHolding {
    let context: HoldingContext
    let loading: any ChartLoading

    func contribution(to configuration: NamedConfiguration, for purpose: HeldPurpose) async throws -> Contribution {
        guard let section = configuration.mirror.helm else { return Contribution() }
        let names = ChartNames(context.target.mapping.following(configuration.configuration.rules))
        let charts = RequestedCharts(
            section,
            path: configuration.path(of: .helm),
            of: configuration.configuration
        )
        var contribution = Contribution()
        var findings: [Finding] = []
        for element in charts.elements {
            switch element {
            case .chart(let chart):
                let known = ChartRecordChoice(records).records(for: chart)
                do {
                    let found = known.isEmpty ? [try await rendered(chart, configuration)] : known
                    contribution.images += try images(of: found, chart, names)
                } catch let error where !(error is CancellationError) {
                    findings.append(fault(chart.title, chart.path, chart.location, configuration.name, error))
                }
            case .whole(let whole):
                let known = ChartRecordChoice(records).records(of: whole)
                do {
                    let requested = whole.requested(.repository(url: whole.url, name: "", version: nil))
                    contribution.images += try images(of: known, requested, names)
                    guard known.isEmpty else { continue }
                    for chart in try await loading.charts(of: whole) {
                        contribution.images += try images(of: [try await rendered(chart, configuration)], chart, names)
                    }
                } catch let error where !(error is CancellationError) {
                    let title = "the chart repository \(whole.name)"
                    findings.append(fault(title, whole.path, whole.location, configuration.name, error))
                }
            }
        }
        guard findings.isEmpty else { throw FindingsError(findings) }
        return contribution
    }

    /// The images of charts that stay at the target themselves.
    func needs(besides departing: DepartingImages) async throws -> NeededImages {
        let going = Set(departing.going.filter { $0.type == .helmChart }.map(\.destination.name))
        let staying = context.target.ledger.entries.values.filter { entry in
            entry.image.type == .helmChart && !going.contains(entry.image.destination)
        }
        let names = ChartNames(context.target.mapping)
        var needed = NeededImages()
        for entry in staying {
            let origins = Set(entry.image.origins.compactMap { try? ImageReference($0) }.map(Self.name))
            for record in records
            where (try? ChartNames.origin(of: record)).map({ origins.contains(Self.name($0)) }) == true {
                for image in record.images {
                    guard let reference = try? ImageReference(image),
                        let destination = try? names.destination(of: reference)
                    else { continue }
                    needed.need(destination, by: "chart \(record.name) \(record.version)")
                }
            }
        }
        return needed
    }

    /// A chart as a name of an image, without its digest.
    private static func name(_ reference: ImageReference) -> String {
        "\(reference.repository):\(reference.tag.map { "\($0)" } ?? "")"
    }

    private var records: [ChartRecord] { context.target.ledger.records.charts }

    private func rendered(_ chart: RequestedChart, _ configuration: NamedConfiguration) async throws -> ChartRecord {
        context.services.progress(.reading(chart.title))
        return try RenderedRequest(
            chart,
            try await loading.load(chart),
            PlanOptions.Charts(),
            of: configuration.configuration
        )
        .record
    }

    /// The images of charts at their places, and the charts themselves where the target has them.
    private func images(
        of records: [ChartRecord],
        _ chart: RequestedChart,
        _ names: ChartNames
    ) throws -> [DesiredImage] {
        var images: [DesiredImage] = []
        for record in records {
            let request = ImageRequest(by: ["\(chart.path) (\(record.name) \(record.version))"], at: chart.location)
            for text in record.images {
                let reference = try ImageReference(text)
                images.append(
                    DesiredImage(
                        origin: .registry(reference),
                        role: ImageRole(.helmImage),
                        destination: try names.destination(of: reference),
                        request: request
                    )
                )
            }
            // Only a chart that was mirrored is asked for.
            guard let place = try? names.destination(of: record, in: chart.repository),
                context.target.ledger.entries[place.name] != nil
            else { continue }
            images.append(
                DesiredImage(
                    origin: .registry(try ChartNames.origin(of: record)),
                    role: ImageRole(.helmChart),
                    destination: place,
                    request: request
                )
            )
        }
        return images
    }

    private func fault(
        _ title: String,
        _ path: String,
        _ location: SourceLocation,
        _ configuration: String,
        _ error: any Error
    ) -> Finding {
        ChartFault(title: title, path: path, location: location.place(in: configuration), error: error)
            .finding(.error)
    }
}
