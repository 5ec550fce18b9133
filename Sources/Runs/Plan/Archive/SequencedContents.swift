// SPDX-License-Identifier: Apache-2.0

import Cache
import Catalogs
import Diagnostics
import OCI
import Plans
import Releases
import Resolution
import Sections
import SequencedArchives

/// What a plan takes out of an archive of oc-mirror v1, in place of the sections of a configuration.
struct SequencedContents {
    let chosen: ChosenSequence
    let releases: ReleaseChoices

    private var archive: SequencedArchive { chosen.archive }

    /// Returns the images that the target should hold after the archive, and what is told of the rest of it.
    func contribution(in context: ResolutionContext) async throws -> Contribution {
        // Paths were limited when the archive was made.
        let mapping = DestinationMapping(target: context.mapping.target)
        let cache = try await context.services.openCache()
        let reader = CatalogReader(cache: cache)
        var contribution = try await SequencedCatalogs(
            library: context.sources.library,
            reader: reader,
            builder: FilteredCatalog(reader: reader, cache: cache),
            mapping: mapping
        ).contribution(of: archive)
        contribution = try await ArchivedReleases(context: context, choices: releases, cache: cache).proven(
            contribution
        )
        if archive.hasGraphData { try await addGraphData(at: mapping, cache, context, to: &contribution) }
        contribution.findings += chosen.admission.findings + archive.findings + remarks(context)
        return contribution
    }

    private func remarks(_ context: ResolutionContext) -> [Finding] {
        [charts, context.mapping.maxNestedPaths > 0 ? Self.nestedPaths : nil].compactMap(\.self)
    }

    private var charts: Finding? {
        guard !archive.charts.isEmpty, let part = archive.set.parts.first else { return nil }
        return Finding(
            .note,
            .archiveExtras,
            "the archive has \(counted(archive.charts.count, "Helm chart")): \(listed(archive.charts))",
            cause: "Charts are files, so they have no place in a registry; their images are mirrored.",
            remedy: "Take them out where they are needed: tar -xf \(shellArgument(part.path)) charts"
        )
    }

    /// Builds the image with the data of the update graph, on the image that oc-mirror puts it on.
    ///
    /// oc-mirror says nothing if that fails; here it is a warning, because nothing else of the archive depends on it.
    private func addGraphData(
        at mapping: DestinationMapping,
        _ cache: DiskCache,
        _ context: ResolutionContext,
        to contribution: inout Contribution
    ) async throws {
        do {
            guard let base = archive.allImages.first(where: { $0.source.hasPrefix(Self.graphBase) }) else {
                throw SequencedArchiveError(
                    path: archive.set.folder,
                    message: "the archive has no image \(Self.graphBase) to put it on"
                )
            }
            let build = try await GraphDataImage(
                library: context.sources.library,
                downloader: context.sources.downloader,
                cache: cache,
                base: try ImageReference(base.source)
            ).plan()
            contribution.images.append(
                DesiredImage(
                    origin: try ImageSource(build.recipe.base),
                    role: ImageRole(.graphData),
                    destination: try mapping.graphData(),
                    request: ImageRequest(by: ["the archive's data of the update graph"]),
                    build: build
                )
            )
        } catch let error as CancellationError {
            throw error
        } catch {
            contribution.findings.append(
                Finding(
                    .warning,
                    .archiveExtras,
                    Explanation(error).about("the image with the data of the update graph cannot be built")
                )
            )
        }
    }

    /// The image that oc-mirror builds on.
    private static let graphBase = "registry.access.redhat.com/ubi8/ubi-micro"

    private static let nestedPaths = Finding(
        .warning,
        .archiveExtras,
        "\(OptionName.maxNestedPaths) has no effect: the paths in an archive of oc-mirror v1 stay as they are",
        remedy: "oc-mirror v1 takes the option when it makes the archive."
    )
}
