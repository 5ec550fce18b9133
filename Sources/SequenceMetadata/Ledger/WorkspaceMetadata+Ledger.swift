// SPDX-License-Identifier: Apache-2.0

package import Ledger
import OCI
package import Plans

extension WorkspaceMetadata {
    /// The metadata as the ledger of a target, `host[:port][/namespace]`.
    ///
    /// A configuration, given by its path, continues the workspace: it counts as the one that placed its images and wants
    /// them. What a generation before v1alpha2 mirrored belongs to no configuration, because its metadata does not say
    /// what still does. Catalogs and the graph's image are never in the metadata.
    package func ledger(of target: String, for configuration: String) -> TargetLedger {
        var ledger = TargetLedger(target: target)
        let owners = generation == .alpha2 ? [configuration] : []
        for (name, images) in Dictionary(grouping: images(at: target), by: \.name) {
            guard let image = images.first else { continue }
            ledger.entries[name] = TargetLedger.Entry(
                image: PlacedImage(
                    ImageIdentity(
                        image.type.imageType,
                        origins: Set(images.map(\.source)).sorted(),
                        digest: image.manifest.digest
                    ),
                    at: name,
                    facts: image.release.map(SectionFacts.release)
                ),
                placed: true,
                placedBy: owners,
                knowsAttachments: false,
                wantedBy: owners
            )
        }
        ledger.blobHomes = blobHomes(at: target)
        return ledger
    }

    /// The metadata as the ledger of an archive.
    ///
    /// Images that went straight to a registry were never in an archive, so it does not hold them; but what they consist of
    /// counts as carried, as oc-mirror counts it.
    package func ledger(ofArchive target: String, for configuration: String) -> TargetLedger {
        var fields = Fields()
        fields.pastMirrors = pastMirrors
        fields.pastAssociations = pastAssociations.filter { !TargetPaths.isWhole($0.path) }
        fields.pastManifests = pastManifests
        var ledger = WorkspaceMetadata(generation, fields).ledger(of: target, for: configuration)
        ledger.blobHomes = blobHomes(at: target)
        return ledger
    }
}

extension MirroredImage {
    /// Which release a payload is, from its tag `<version>-<processor>`.
    package var release: ReleaseFacts? {
        guard type == .releasePayload, let tag, let dash = tag.lastIndex(of: "-"), dash > tag.startIndex else {
            return nil
        }
        let processor = String(tag[tag.index(after: dash)...])
        let architecture = ["x86_64": "amd64", "aarch64": "arm64"][processor] ?? processor
        return ReleaseFacts(version: String(tag[..<dash]), architecture: architecture, signatures: [])
    }
}
