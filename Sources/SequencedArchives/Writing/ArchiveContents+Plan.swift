// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans
package import SequenceMetadata

extension ArchiveContents {
    /// The images of a plan with their manifests, as an archive of oc-mirror v1 brings them.
    package struct Images: Sendable {
        /// The manifests of the images that the plan copies.
        package let copied: [PlacedName: ImageTree]
        /// Those of images that are recorded for the first time although their content was brought before.
        package let renamed: [SequencedImage: ImageTree]

        package init(copied: [PlacedName: ImageTree], renamed: [SequencedImage: ImageTree]) {
            self.copied = copied
            self.renamed = renamed
        }
    }

    /// What a plan writes into an archive of oc-mirror v1.
    ///
    /// `previous` is the metadata that the plan continues, `timestamp` the time of the run in seconds since 1970, and
    /// `content` returns the bytes of a planned document. Throws `UnrecordableImage` and what metadata throws.
    package init(
        of plan: Plan,
        _ images: Images,
        after previous: WorkspaceMetadata?,
        timestamp: Int64,
        content: (PlannedArchive.Document) throws -> [UInt8]
    ) throws {
        guard let sequence = plan.sequence else {
            throw SequencedArchiveError(path: plan.target.name, message: "the plan takes no step of a sequence")
        }
        let recorded = plan.sequencedImages(besides: previous)
        var mirrored: [RecordedImage] = []
        var placed: [Image] = []
        for image in recorded {
            guard let tree = images.copied[image.destination] ?? images.renamed[image] else { continue }
            mirrored.append(try image.recorded(tree, onDisk: true))
            let destination = try image.destination.reference()
            placed.append(Image(tree, repository: destination.repository.name, tag: destination.tag))
        }
        let metadata = try sequence.metadata(
            after: previous,
            SequenceOutcome(timestamp: timestamp, mirrored: mirrored),
            at: plan.target.root
        )
        let planned = plan.archive?.documents ?? []
        var documents: [Document] = []
        for document in planned { documents.append(Document(document.path, .bytes(try content(document)))) }
        for catalog in planned.compactMap({ CatalogMembers(index: $0.path) }) {
            guard let destination = catalog.destination, let tree = images.copied[destination] else { continue }
            documents += catalog.layout(of: tree)
        }
        self.init(metadata, images: placed, documents: documents)
    }
}
