// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import ImageAccess
package import MirrorConfiguration
package import OCI
import Plans
package import Resolution

/// `mirror.additionalImages`: images that are requested by name.
package struct AdditionalImagesSection: ConfigurationSection {
    package init() {}

    package var name: SectionName { .additionalImages }

    package func isAsked(by mirror: MirrorSection) -> Bool { !mirror.additionalImages.isEmpty }

    /// The images that are stored under a `targetRepo` or `targetTag`.
    package func archivedNames(in mirror: MirrorSection) throws -> [ImageSource: StoredName] {
        let mapping = try DestinationMapping.archive
        // An image without a place is reported when it is planned.
        let places = mirror.additionalImages.compactMap { image in
            (try? mapping.destination(of: image)).map { place in
                (image.source, StoredName(repository: place.repository.name, tag: place.tag))
            }
        }
        return Dictionary(places) { $1 }
    }

    package func contribution(
        to configuration: NamedConfiguration,
        in context: ResolutionContext
    ) async throws -> Contribution {
        let places = try await AdditionalImagePlaces(
            of: configuration.mirror.additionalImages,
            at: context.mapping.following(configuration.configuration.rules),
            in: context.sources.library
        )
        return try contribution(to: configuration, at: places)
    }

    package func holding(at context: HoldingContext) -> any SectionHolding {
        PlainHolding { configuration in
            let places = try await AdditionalImagePlaces(
                of: configuration.mirror.additionalImages,
                at: context.target.mapping.following(configuration.configuration.rules),
                in: context.sources.library
            )
            return try contribution(to: configuration, at: places)
        }
    }

    /// Returns the images at their places; throws findings about images that cannot be mapped.
    package func contribution(
        to configuration: NamedConfiguration,
        at places: AdditionalImagePlaces
    ) throws -> Contribution {
        var contribution = Contribution()
        var findings: [Finding] = []
        for (index, image) in configuration.mirror.additionalImages.enumerated() {
            let at = image.location.place(in: configuration.name)
            do {
                let destination = try places.destination(of: image)
                contribution.images.append(
                    DesiredImage(
                        origin: image.source,
                        role: ImageRole(.additionalImage),
                        destination: destination,
                        platforms: image.platforms,
                        request: ImageRequest(by: ["\(configuration.path(of: name))[\(index)]"], at: at)
                    )
                )
                contribution.findings += [
                    Self.unreadTag(image, at: at), places.sharedTag(of: image, at: destination, at),
                ].compactMap(\.self)
            } catch {
                findings.append(
                    Finding(.error, .unmappableImage, "\(error)", at: image.location)
                )
            }
        }
        guard findings.isEmpty else { throw FindingsError(findings) }
        return contribution
    }

    /// The note that a reference has a tag that is not read.
    private static func unreadTag(_ image: AdditionalImage, at place: SourceLocation) -> Finding? {
        guard case .registry(let reference) = image.source, let tag = reference.tag, let digest = reference.digest
        else { return nil }
        let message = "\(reference.repository) is pulled by its digest \(digest.short), its tag `\(tag)` is not read"
        return Finding(.note, .tagAndDigest, message, at: place)
    }
}
