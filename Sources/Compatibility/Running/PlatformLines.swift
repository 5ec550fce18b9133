// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Registry
import Scheduling

/// The lines of `mapping.txt` for the platforms of images, behind the line of each image: `docker://…=docker://…`.
///
/// Only images of registries have some: an archive would have to be read for that.
struct PlatformLines: Sendable {
    private static let parallelism = 8

    private let client: RegistryClient

    /// `client` is that of sources.
    init(reading client: RegistryClient) { self.client = client }

    /// Adds lines to the mapping of a plan, which has a line for each action, and then for each image in sync.
    func adding(to mapping: String, of plan: Plan) async throws -> String {
        let images = plan.actions.map { Image($0) } + plan.inSync.map { Image($0) }
        let more = try await concurrentMap(images, limit: Self.parallelism) { image -> [String] in
            guard let image else { return [] }
            return try await platforms(of: image)
        }
        let lines = mapping.split(separator: "\n").map(String.init)
        return zip(lines, more).flatMap { [$0] + $1 }.map { "\($0)\n" }.joined()
    }

    /// An image at its source and at the target.
    struct Image: Sendable {
        let source: Repository
        let destination: PlacedRepository
        let digest: Digest
        let platforms: [Platform]
    }

    private func platforms(of image: Image) async throws -> [String] {
        let manifest = try await client.manifest(image.source, .digest(image.digest))
        return manifest.children.filter { $0.isSelected(by: image.platforms) }.map {
            "docker://\(image.source)@\($0.digest)=docker://\(image.destination)@\($0.digest)"
        }
    }
}

extension PlatformLines.Image {
    /// An image that a plan copies; `nil` for one that is built, or that is not in a registry.
    init?(_ action: Action) {
        guard action.recipe == nil, case .registry(let reference)? = action.source.image?.source else { return nil }
        self.init(
            source: reference.repository,
            destination: action.destination.repository,
            digest: action.digest,
            platforms: (action.platforms ?? []).compactMap { try? Platform($0) }
        )
    }

    /// An image that the target has, as it was asked for.
    init?(_ image: PlacedImage) {
        guard !image.type.isAttachment, let origin = image.origins.first, let reference = try? ImageReference(origin)
        else {
            return nil
        }
        self.init(
            source: reference.repository,
            destination: image.destination.repository,
            digest: image.digest,
            platforms: (image.platforms ?? []).compactMap { try? Platform($0) }
        )
    }
}
