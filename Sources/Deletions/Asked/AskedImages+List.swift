// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution

extension AskedImages {
    /// Reads what a list asks for.
    ///
    /// Throws `DiagnosticsError` with every item that lies at another target.
    init(_ list: DeleteImageList, name: String, at target: MirrorTarget) throws(DiagnosticsError) {
        var diagnostics: [Diagnostic] = []
        desired = DesiredState(
            configuration: ConfigurationRecord(path: name, digest: list.digest),
            target: target,
            images: []
        )
        desired.checks = list.warnings.map { Check($0, in: name) }
        for (index, item) in list.items.enumerated() {
            let reference = item.destination
            guard target.holds(reference.repository), let tag = reference.tag ?? reference.digest.map(Tag.init(of:))
            else {
                diagnostics.append(
                    Diagnostic(
                        .error,
                        code: .otherTarget,
                        summary: "\(reference) is not at the target \(target)",
                        remedy:
                            "name the registry that the list was made for with \(OptionName.to), or remove the item",
                        location: item.location
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
        guard diagnostics.isEmpty else { throw DiagnosticsError(diagnostics) }
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
