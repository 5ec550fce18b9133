// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution

extension AskedImages {
    /// Reads the requests of a list.
    ///
    /// Throws `FindingsError` with every item of another target.
    init(_ list: DeleteImageList, name: String, at target: MirrorTarget) throws(FindingsError) {
        var findings: [Finding] = []
        desired = DesiredState(
            configuration: ConfigurationRecord(path: name, digest: list.digest),
            target: target,
            images: []
        )
        desired.findings = list.warnings.map { $0.recorded(in: name) }
        for (index, item) in list.items.enumerated() {
            let reference = item.destination
            guard target.holds(reference.repository), let tag = reference.tag ?? reference.digest.map(Tag.init(of:))
            else {
                findings.append(
                    Finding(
                        .error,
                        .otherTarget,
                        "\(reference) is not at the target \(target)",
                        remedy:
                            "name the registry that the list was made for with \(OptionName.to), or remove the item",
                        at: item.location
                    )
                )
                continue
            }
            let image = DesiredImage(
                origin: item.origin,
                role: ImageRole(ImageType(item.kind)),
                destination: Destination(repository: reference.repository, tag: tag),
                request: ImageRequest(by: ["items[\(index)]"], at: item.location.place(in: name))
            )
            desired.images.append(image)
            guard let digest = reference.digest else { continue }
            expected[image.destination] = digest
            contents.append(OutdatedImage(image: image, digest: digest))
        }
        guard findings.isEmpty else { throw FindingsError(findings) }
    }
}

extension ImageType {
    fileprivate init(_ kind: DeleteImageList.Kind?) {
        self =
            switch kind {
            case .ocpReleaseContent: .releaseComponent
            case .ocpRelease: .releasePayload
            case .cincinnatiGraph: .graphData
            case .operatorRelatedImage: .operatorRelatedImage
            case .helmImage: .helmImage
            case .operatorBundle: .operatorBundle
            case .operatorCatalog: .operatorCatalog
            case .generic, nil: .additionalImage
            }
    }
}
