// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
import OCI
import Plans

/// `mirror.additionalImages`: images that are asked for by themselves.
package struct AdditionalImagesSection: ConfigurationSection {
    private let mapping: DestinationMapping

    package init(mapping: DestinationMapping) { self.mapping = mapping }

    package var name: SectionName { .additionalImages }

    package func isAsked(by mirror: MirrorSection) -> Bool { !mirror.additionalImages.isEmpty }

    /// Throws what cannot be mapped.
    package func contribution(
        to configuration: ImageSetConfiguration,
        named name: String
    ) throws -> Contribution {
        var contribution = Contribution()
        var findings: [Finding] = []
        for (index, image) in configuration.mirror.additionalImages.enumerated() {
            let at = image.location.place(in: name)
            do {
                contribution.images.append(
                    DesiredImage(
                        origin: image.source,
                        type: .additionalImage,
                        destination: try mapping.destination(of: image),
                        platforms: image.platforms,
                        requestedBy: ["\(configuration.kind.section).additionalImages[\(index)]"],
                        at: at
                    )
                )
                contribution.checks += Self.findings(image, at: at)
            } catch {
                findings.append(
                    Finding(.error, .unmappableImage, "\(error)", at: image.location)
                )
            }
        }
        guard findings.isEmpty else { throw FindingsError(findings) }
        return contribution
    }

    /// What a reviewer should know about how a reference was understood.
    private static func findings(_ image: AdditionalImage, at place: SourceLocation) -> [Finding] {
        guard case .registry(let reference) = image.source, let tag = reference.tag, let digest = reference.digest
        else { return [] }
        let message = "\(reference.repository) is pulled by its digest \(digest.short), its tag `\(tag)` is not read"
        return [Finding(.note, .tagAndDigest, message, at: place)]
    }
}
