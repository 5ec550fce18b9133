// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
import OCI
import Plans

/// Combines the requests of a configuration's sections.
package struct Resolver: Sendable {
    private let mapping: DestinationMapping
    /// The configuration's name in plans and ledgers.
    private let path: String

    package init(mapping: DestinationMapping, path: String) {
        self.mapping = mapping
        self.path = path
    }

    /// Returns the images that the configuration requests: those of its sections, without blocked images.
    package func resolve(_ configuration: ImageSetConfiguration, with contributions: [Contribution]) -> DesiredState {
        var state = DesiredState(
            configuration: ConfigurationRecord(path: path, digest: configuration.digest),
            target: mapping.target,
            isVersionOne: configuration.rules.isVersionOne,
            images: []
        )
        state.findings = configuration.warnings.map { $0.recorded(in: path) }
        let images = contributions.flatMap(\.images)
        state.findings += contributions.flatMap(\.findings)
        state.caveats = contributions.flatMap(\.caveats)
        let (kept, blocked, unused) = BlockedImageFilter(configuration.mirror.blockedImages, at: at).filter(images)
        state.images = Self.merged(Self.widened(kept))
        let gone = Self.gone(images, kept)
        state.records = contributions.flatMap(\.records).map { $0.without(gone.compactMap(\.role.facts)) }
        state.chosen = contributions.map(\.chosen).reduce(ChosenContent(), +)
        // A pattern may be for images that could not be read.
        let isWhole = !state.findings.contains { $0.severity == .error }
        state.findings += isWhole ? blocked + unused : blocked
        return state
    }

    /// The images that were removed completely.
    private static func gone(_ images: [DesiredImage], _ kept: [DesiredImage]) -> [DesiredImage] {
        let left = Set(kept.map(\.destination))
        return images.filter { !left.contains($0.destination) }
    }

    private func at(_ location: SourceLocation) -> SourceLocation { location.place(in: path) }

    /// Merges requests for the same image; images with different recipes are not the same.
    private static func merged(_ images: [DesiredImage]) -> [DesiredImage] {
        var merged: [String: DesiredImage] = [:]
        for image in images {
            let key = "\(image.destination) \(image.origin) \(image.build.map { "\($0.image.digest)" } ?? "")"
            guard let earlier = merged[key] else {
                merged[key] = image
                continue
            }
            merged[key] = earlier.merged(with: [image])
        }
        return merged.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Images that share a destination are one image there, so each source is read for all their platforms.
    private static func widened(_ images: [DesiredImage]) -> [DesiredImage] {
        guard images.contains(where: { !$0.platforms.isEmpty }) else { return images }
        let groups = Dictionary(grouping: images, by: \.destination)
        return images.map { image in
            let group = groups[image.destination] ?? []
            let takesAll = group.contains { $0.platforms.isEmpty }
            return image.with(platforms: takesAll ? [] : Set(group.flatMap(\.platforms)).sorted())
        }
    }
}
