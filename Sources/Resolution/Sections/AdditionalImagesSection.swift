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
        var diagnostics: [Diagnostic] = []
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
                diagnostics.append(
                    Diagnostic(.error, code: .unmappableImage, summary: "\(error)", location: image.location)
                )
            }
        }
        guard diagnostics.isEmpty else { throw DiagnosticsError(diagnostics) }
        return contribution
    }

    /// What a reviewer should know about how a reference was understood.
    private static func findings(_ image: AdditionalImage, at place: String) -> [Check] {
        guard case .registry(let reference) = image.source, let tag = reference.tag, let digest = reference.digest
        else { return [] }
        let message = "\(reference.repository) is pulled by its digest \(digest.short), its tag `\(tag)` is not read"
        return [Check(.note, .tagAndDigest, message, at: place)]
    }
}
