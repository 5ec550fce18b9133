// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Cache
import Diagnostics
import ImageAccess
import MirrorConfiguration
import OCI
import Registry
import Resolution
import Sections

/// Chooses where the image with the data of the update graph comes from.
struct GraphDataChoice {
    let section: ReleasesSection
    let context: ResolutionContext
    let cache: DiskCache
    let rules: ConfigurationRules

    private var choices: ReleaseChoices { section.choices }

    /// Returns the source: an archive, an image that was named or is mirrored, or what is downloaded and built.
    func source() async throws -> ReleaseResolver.GraphData {
        if let archive = context.sources.archive { return try await archived(archive) }
        if let image = choices.graphImage { return .copied(try ImageReference(image)) }
        if choices.graphDataURL == nil, context.services.environment["UPDATE_URL_OVERRIDE"]?.isEmpty == false {
            if let image = try await mirrored() { return .copied(image) }
            return .unavailable(
                Explanation(
                    "UPDATE_URL_OVERRIDE is set, and an update service of one's own does not publish the graph's data",
                    remedy: try advice()
                )
            )
        }
        return .built(try built)
    }

    private var built: GraphDataImage {
        get throws {
            let base = try choices.graphBaseImage.map { try ImageReference($0) }
            return GraphDataImage(
                library: context.sources.library,
                downloader: context.sources.downloader,
                cache: cache,
                dataURL: choices.graphDataURL ?? GraphDataImage.standardURL,
                base: try base ?? standardBase
            )
        }
    }

    private var standardBase: ImageReference {
        get throws { try rules.isVersionOne ? GraphDataImage.versionOneBase : GraphDataImage.standardBase }
    }

    /// The base image that is mirrored with the data, as oc-mirror v1 does; `nil` if it is not.
    ///
    /// An archive may lack it.
    func mirroredBase() async throws -> ImageReference? {
        guard rules.isVersionOne, choices.graphImage == nil, choices.graphBaseImage == nil else { return nil }
        let base = try GraphDataImage.versionOneBase
        guard context.sources.archive != nil else { return try await needsBase() ? base : nil }
        do {
            return try await context.sources.library.digest(of: .registry(base)) == nil ? nil : base
        } catch is ImageNotArchived {
            return nil
        }
    }

    private func needsBase() async throws -> Bool {
        if case .built = try await source() { true } else { false }
    }

    /// The image of the data that the mirror of the releases has, as `mirror` itself names it there.
    private func mirrored() async throws -> ImageReference? {
        guard let image = try mirroredName else { return nil }
        do {
            return try await context.sources.library.digest(of: .registry(image)) == nil ? nil : image
        } catch is RegistryError {
            return nil
        }
    }

    private var mirroredName: ImageReference? {
        get throws {
            guard let mirror = section.mirrors.first else { return nil }
            let place = try DestinationMapping.archive.graphData()
            return try ImageReference("\(mirror)/\(place.repository.name):\(place.tag)")
        }
    }

    /// What to do where no data can be downloaded, and no mirror has it.
    private func advice() throws -> String {
        let looked = try mirroredName.map { "The mirror of the releases has no \($0).\n" } ?? ""
        return looked
            + "Name where it is published with \(OptionName.graphDataURL), or an image that was built before with "
            + "\(OptionName.graphImage)."
    }

    /// The data that an archive brought, in the image that was built where the archive was made.
    private func archived(_ archive: OpenedArchive) async throws -> ReleaseResolver.GraphData {
        let library = context.sources.library
        let destination = try DestinationMapping.archive.graphData()
        let image = library.graphData ?? ImageReference(repository: destination.repository, tag: destination.tag)
        do {
            _ = try await library.digest(of: .registry(image))
            return .copied(image)
        } catch is ImageNotArchived {
            return .unavailable(
                Explanation(
                    "the archive in \(archive.folder) has no data of the update graph",
                    remedy:
                        "Make it on the connected side with `graph: true` in `mirror.platform`, or leave that out here."
                )
            )
        }
    }
}
