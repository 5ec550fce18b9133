// SPDX-License-Identifier: Apache-2.0

import Cache
import Catalogs
import Diagnostics
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
        contribution = try await ArchivedReleases(context: context, choices: releases, cache: cache).proven(contribution)
        contribution.findings += chosen.admission.findings + archive.findings + remarks(context)
        return contribution
    }

    private func remarks(_ context: ResolutionContext) -> [Finding] {
        [charts, graphData, context.mapping.maxNestedPaths > 0 ? Self.nestedPaths : nil].compactMap(\.self)
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

    private var graphData: Finding? {
        guard archive.hasGraphData else { return nil }
        return Finding(
            .warning,
            .archiveExtras,
            "the archive has the data of the update graph, of which no image is made",
            cause: "oc-mirror v1 builds `openshift/graph-image` of it at the target.",
            remedy: "If a cluster has an update service, mirror the image by another configuration: `graph: true`."
        )
    }

    private static let nestedPaths = Finding(
        .warning,
        .archiveExtras,
        "\(OptionName.maxNestedPaths) has no effect: the paths in an archive of oc-mirror v1 stay as they are",
        remedy: "oc-mirror v1 takes the option when it makes the archive."
    )
}
