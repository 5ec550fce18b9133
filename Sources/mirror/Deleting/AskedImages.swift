// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Planning
import Plans
import Resolution

/// What is asked to go of a target.
struct AskedImages {
    var desired: DesiredState
    /// Manifests that are asked for by their digest.
    var contents: [OutdatedImage] = []
    /// What a tag has to name to be what is meant.
    var expected: [Destination: Digest] = [:]
    /// The tags that may be there or not, and that are asked for only where they name the image's own digest.
    var guesses: Set<Destination> = []
}

extension AskedImages {
    /// Reads what a list asks for.
    ///
    /// Throws `DiagnosticsError` with every item that lies at another target.
    init(_ list: DeleteImageList, name: String, at target: MirrorTarget) throws {
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
                        code: "other-target",
                        summary: "\(reference) is not at the target \(target)",
                        remedy: "name the registry that the list was made for with --to, or remove the item",
                        location: item.location
                    )
                )
                continue
            }
            let image = DesiredImage(
                origin: item.origin,
                type: ImageType(item.kind),
                destination: Destination(repository: reference.repository, tag: tag),
                requestedBy: ["items[\(index)]"],
                at: item.location.place(in: name)
            )
            desired.images.append(image)
            guard let digest = reference.digest else { continue }
            expected[image.destination] = digest
            contents.append(OutdatedImage(image: image, digest: digest))
        }
        guard diagnostics.isEmpty else { throw DiagnosticsError(diagnostics) }
    }

    /// Adds the places where oc-mirror v1 may have put the images.
    ///
    /// Its tags prove nothing, so they count only where they name what the image is known by.
    mutating func addVersionOneTags() {
        var places = Set(desired.images.map(\.destination))
        for image in desired.images where image.type != .operatorCatalog {
            let tags = [false, true].flatMap(image.versionOneTags(isOfLayoutCatalog:))
            for tag in Set(tags).sorted() {
                let place = Destination(repository: image.destination.repository, tag: tag)
                // Several may have been `latest` in turn; what is asked for itself is no guess.
                if places.insert(place).inserted { guesses.insert(place) }
                if guesses.contains(place) { desired.images.append(image.placed(at: place)) }
            }
        }
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
