// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
package import Plans

/// An image that the configuration requests at a place of the target.
package struct DesiredImage: Sendable, Hashable {
    /// The image as it was requested.
    package let origin: ImageSource
    /// The role of the image.
    package private(set) var role: ImageRole
    package private(set) var destination: Destination
    /// The requested platforms of a multi-platform image; empty for all.
    package private(set) var platforms: [Platform]
    package let request: ImageRequest
    /// The recipe of an image that no registry has; the origin is then the base image.
    package let build: DesiredBuild?
    /// The content that is wanted, whatever the origin has by now; `nil` for what the origin has.
    package private(set) var recorded: RecordedContent?

    package init(
        origin: ImageSource,
        role: ImageRole,
        destination: Destination,
        platforms: [Platform] = [],
        request: ImageRequest,
        build: DesiredBuild? = nil
    ) {
        self.origin = origin
        self.role = role
        self.destination = destination
        self.platforms = platforms
        self.request = request
        self.build = build
    }

    package var type: ImageType { role.type }

    /// The payloads and catalogs that name it, sorted; they are tagged after it.
    package var partOf: [Destination] { role.partOf }

    /// The release of a payload.
    package var release: ReleaseFacts? { role.facts?.release }

    /// The name and the resources of a catalog in clusters.
    package var catalog: CatalogFacts? { role.facts?.catalog }

    /// The requests for it, sorted.
    package var requestedBy: [String] { request.by }

    /// The place of its first request.
    package var at: SourceLocation? { request.at }

    /// Source and destination distinguish most images, and there may be tens of thousands.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(destination)
        hasher.combine(origin)
    }

    /// Merges several requests for one image, with all their reasons.
    ///
    /// A part stays a part: a catalog still waits for an operator's image that was also requested by itself.
    package func merged(with others: [DesiredImage]) -> DesiredImage {
        let all = [self] + others
        let parts = all.filter { !$0.partOf.isEmpty }
        return DesiredImage(
            origin: origin,
            role: ImageRole(
                (parts.isEmpty ? all : parts).map(\.type).min() ?? type,
                partOf: Set(all.flatMap(\.partOf)).sorted(),
                facts: all.lazy.compactMap(\.role.facts).first
            ),
            destination: destination,
            platforms: platforms,
            request: ImageRequest(by: Set(all.flatMap(\.requestedBy)).sorted(), at: at),
            build: all.lazy.compactMap(\.build).first
        )
    }

    /// The same image as a part of these images only.
    func with(partOf: [Destination]) -> DesiredImage {
        var image = self
        image.role = ImageRole(type, partOf: partOf, facts: role.facts)
        return image
    }

    /// The same image with other platforms.
    func with(platforms: [Platform]) -> DesiredImage {
        var image = self
        image.platforms = platforms
        return image
    }

    /// The same image at another place.
    package func placed(at destination: Destination) -> DesiredImage {
        var image = self
        image.destination = destination
        return image
    }

    /// The same image at another place, named by digest only if one is given.
    package func placed(at destination: Destination, pinnedTo digest: Digest?) -> DesiredImage {
        guard let digest, let reference else { return placed(at: destination) }
        return DesiredImage(
            origin: .registry(ImageReference(repository: reference.repository, digest: digest)),
            role: role,
            destination: destination,
            platforms: platforms,
            request: request,
            build: build
        )
    }

    /// The same image, wanted with the content that a ledger has.
    package func with(recorded: RecordedContent) -> DesiredImage {
        var image = self
        image.recorded = recorded
        return image
    }

    /// The same image with other facts of its section.
    package func with(facts: SectionFacts?) -> DesiredImage {
        var image = self
        image.role = ImageRole(type, partOf: partOf, facts: facts)
        return image
    }

    /// The reference of an image on a registry.
    package var reference: ImageReference? {
        guard case .registry(let reference) = origin else { return nil }
        return reference
    }
}

/// The content of an image that a ledger has, which a repair puts back.
package struct RecordedContent: Sendable, Hashable {
    /// The references by which the image was requested, sorted.
    package let origins: [String]
    package let digest: Digest

    package init(origins: [String], digest: Digest) {
        self.origins = origins
        self.digest = digest
    }
}

/// An image that this tool builds: its recipe, and the result when the plan was made.
package struct DesiredBuild: Sendable, Hashable {
    package let recipe: BuildRecipe
    package let image: BuiltImage

    package init(recipe: BuildRecipe, image: BuiltImage) {
        self.recipe = recipe
        self.image = image
    }
}

/// All images that a configuration requests at one target.
package struct DesiredState: Sendable, Equatable {
    package var configuration: ConfigurationRecord
    package var target: MirrorTarget
    /// Whether the rules of the configuration are those of oc-mirror v1.
    package var isVersionOne: Bool
    /// The images, sorted by destination; no two are equal.
    package var images: [DesiredImage]
    package var findings: [Finding]
    /// The findings about a configuration that is kept: that more stays than it means, or less.
    package var caveats: [Finding]
    /// What the sections leave in a plan beside images, in their order.
    package var records: [SectionRecord]
    /// What the sections chose, for metadata of oc-mirror v1.
    package var chosen: ChosenContent

    package init(
        configuration: ConfigurationRecord,
        target: MirrorTarget,
        isVersionOne: Bool = false,
        images: [DesiredImage],
        findings: [Finding] = [],
        caveats: [Finding] = [],
        records: [SectionRecord] = [],
        chosen: ChosenContent = ChosenContent()
    ) {
        self.configuration = configuration
        self.target = target
        self.isVersionOne = isVersionOne
        self.images = images
        self.findings = findings
        self.caveats = caveats
        self.records = records
        self.chosen = chosen
    }
}
