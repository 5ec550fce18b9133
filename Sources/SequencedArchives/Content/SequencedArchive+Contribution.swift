// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
package import Resolution
import SequenceMetadata

extension SequencedArchive {
    /// What a target should hold after this archive, as a section of a configuration would ask for it.
    ///
    /// These are all images of the metadata under the names that oc-mirror gave them: those of the run, and those of
    /// earlier archives, which the target has. Catalogs are not among them, because they are built at the target.
    package func contribution(at mapping: DestinationMapping) -> Contribution {
        var contribution = Contribution()
        let reason = "sequence \(metadata.sequence ?? 0) of \(metadata.uid)"
        for image in metadata.images(at: mapping.target.description) {
            do {
                let digest = image.manifest.digest
                let tag = if let tag = image.tag { try Tag(tag) } else { Tag(of: digest) }
                contribution.images.append(
                    DesiredImage(
                        origin: try ImageSource(image.source).pinned(to: digest),
                        role: ImageRole(image.type.imageType, facts: image.release.map(SectionFacts.release)),
                        destination: Destination(repository: try Repository("\(image.manifest.repository)"), tag: tag),
                        request: ImageRequest(by: [reason])
                    )
                )
            } catch {
                contribution.findings.append(
                    Finding(.error, .unmappableImage, "\(reading.file): \(image.source): \(error)")
                )
            }
        }
        return contribution
    }
}

extension ImageSource {
    /// The same image by its digest.
    fileprivate func pinned(to digest: Digest) -> ImageSource {
        guard case .registry(let reference) = self else { return self }
        return .registry(reference.pinned(to: digest))
    }
}
