// SPDX-License-Identifier: Apache-2.0

import Charts
import Diagnostics
import ImageAccess
import MirrorConfiguration
import OCI
import Plans
import Resolution

/// What rendered charts contribute to a plan: the images in them, the charts themselves, and their records.
struct ChartContribution: Sendable {
    let mapping: DestinationMapping
    let library: ImageLibrary
    let shelf: ChartShelf
    /// Whether images come from an archive.
    let readsArchive: Bool
    /// Whether every chart is mirrored, whatever the configuration says beside it.
    let includesAll: Bool

    func contribution(of rendered: [RenderedRequest]) async throws -> Contribution {
        var contribution = Contribution()
        for chart in rendered {
            contribution.findings += chart.findings
            for image in chart.images {
                do {
                    contribution.images.append(try desired(image, of: chart))
                } catch {
                    contribution.findings.append(
                        Finding(.warning, .unmappableImage, "\(error)", at: chart.requested.location)
                    )
                }
            }
            contribution.records.append(.chart(chart.record))
            guard includesAll || chart.requested.choices?.carriesChart == true else { continue }
            do {
                contribution.images.append(try await artifact(of: chart))
            } catch let error as ReferenceError {
                contribution.findings.append(
                    Finding(
                        .error,
                        .unmappableImage,
                        "the chart \(chart.package.title) cannot be kept in a registry: \(error.message)",
                        remedy: "Registries take names of lower-case letters, digits, `.`, `_` and `-`.",
                        at: chart.requested.location
                    )
                )
            }
        }
        contribution.records = contribution.records.uniqued
        return contribution
    }

    /// An image of a chart, at the place of an additional image.
    private func desired(_ image: ChartImage, of chart: RenderedRequest) throws(ReferenceError) -> DesiredImage {
        DesiredImage(
            origin: .registry(image.reference),
            role: ImageRole(.helmImage),
            destination: try ChartNames(mapping).destination(of: image.reference),
            platforms: chart.requested.choices?.platforms ?? [],
            request: ImageRequest(by: chart.requests(for: image), at: chart.requested.location)
        )
    }

    /// The chart itself: a copy of its image in a registry or an archive, otherwise an artifact that is built.
    private func artifact(of chart: RenderedRequest) async throws -> DesiredImage {
        let destination = try ChartNames(mapping).destination(of: chart.record, in: chart.requested.repository)
        let origin = try ChartNames.origin(of: chart.record)
        let copied = if let image = chart.package.image { image } else { try await archived(origin, at: destination) }
        return DesiredImage(
            origin: .registry(copied ?? origin),
            role: ImageRole(.helmChart),
            destination: destination,
            request: ImageRequest(
                by: ["\(chart.requested.path) (\(chart.package.title))"],
                at: chart.requested.location
            ),
            build: copied == nil ? try build(chart, named: origin) : nil
        )
    }

    /// The name of the chart's image in an archive, if it was carried as an image, too.
    private func archived(_ origin: ImageReference, at destination: Destination) async throws -> ImageReference? {
        guard readsArchive else { return nil }
        do {
            _ = try await library.digest(of: .registry(origin))
            return origin
        } catch is ImageNotArchived {
            return nil
        }
    }

    private func build(_ chart: RenderedRequest, named origin: ImageReference) throws -> DesiredBuild {
        let recipe = BuildRecipe(
            kind: .chart,
            base: "\(origin)",
            layer: BuildRecipe.Layer(chart.package.digest, size: chart.package.size)
        )
        let image = try ChartBuild.image(
            chart.package.metadata,
            digest: chart.package.digest,
            size: chart.package.size,
            at: shelf
        )
        return DesiredBuild(recipe: recipe, image: image)
    }
}

extension [SectionRecord] {
    /// The records, each once, in their order.
    fileprivate var uniqued: [SectionRecord] {
        reduce(into: []) { records, record in
            if !records.contains(record) { records.append(record) }
        }
    }
}
