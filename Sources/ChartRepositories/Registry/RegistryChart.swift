// SPDX-License-Identifier: Apache-2.0

package import ImageAccess
package import OCI

/// A chart in a registry, or wherever a library has its image.
package struct RegistryChart: Sendable {
    private let library: ImageLibrary

    /// How many tags a message lists.
    private static let shownTags = 5

    package init(library: ImageLibrary) { self.library = library }

    /// Returns the versions that the tags of a repository stand for.
    package func versions(in repository: Repository) async throws -> [String] {
        try await library.tags(in: repository).compactMap { try? Tag($0).chartVersion }
            .filter(VersionChoice.isVersion)
    }

    /// Returns the reference that a request means: a tag or digest as it is, otherwise the newest version of the request.
    package func reference(_ reference: ImageReference, version: String?) async throws -> ImageReference {
        guard reference.manifestReference == nil else { return reference }
        let name = reference.repository.name.components.last ?? ""
        let known = try await versions(in: reference.repository)
        let choice = VersionChoice(of: name, requested: version)
        guard let chosen = try choice.choice(among: known, \.self) else {
            throw ChartChoiceError.noVersion(
                name,
                requested: version,
                known: VersionChoice.newestFirst(known, \.self)
            )
        }
        return ImageReference(repository: reference.repository, tag: try Tag(version: chosen))
    }

    /// Reads the chart with a tag or digest.
    package func chart(_ reference: ImageReference) async throws -> FetchedChart {
        guard let digest = try await library.digest(of: .registry(reference)) else {
            let known = try await library.tags(in: reference.repository).suffix(Self.shownTags)
            throw ChartRepositoryError.noTag(reference, known: Array(known))
        }
        let place = try library.place(of: .registry(reference))
        let manifest = try await place.manifest(digest)
        let layer = try Self.layer(of: manifest, reference)
        let bytes = try await place.verifiedBlob(layer, limit: FetchedChart.sizeLimit)
        return FetchedChart(bytes: bytes, image: reference.pinned(to: digest))
    }

    /// The packaged chart among the layers; a provenance file may lie beside it.
    private static func layer(of manifest: Manifest, _ reference: ImageReference) throws -> Descriptor {
        guard case .image(let configuration, let layers) = manifest.content else {
            throw ChartRepositoryError.notAChart(reference, found: "it is an index of images")
        }
        guard configuration.mediaType == .chartConfiguration else {
            throw ChartRepositoryError.notAChart(reference, found: "its configuration is `\(configuration.mediaType)`")
        }
        let found = layers.first { $0.mediaType == .chartContent }
        guard let layer = found ?? layers.first(where: { $0.mediaType == .formerChartContent }) else {
            throw ChartRepositoryError.notAChart(reference, found: "it has no packaged chart")
        }
        return layer
    }
}
