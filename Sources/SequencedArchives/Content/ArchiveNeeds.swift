// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
package import OCI
package import SequenceMetadata

/// What the images of an archive need that the archive does not carry.
package struct ArchiveNeeds: Sendable, Equatable {
    /// A manifest or blob of an image.
    package struct Part: Sendable, Hashable {
        package let digest: Digest
        /// The first image that needs it.
        package let image: String

        package init(digest: Digest, image: String) {
            self.digest = digest
            self.image = image
        }
    }

    /// Blobs that earlier archives brought: they must be at the target.
    package let earlier: [Part]
    /// Manifests and blobs that no archive brought: a file of this one is missing, or was changed.
    package let lost: [Part]

    package init(earlier: [Part], lost: [Part]) {
        self.earlier = earlier
        self.lost = lost
    }

    /// Refuses an archive that is not whole.
    ///
    /// This is how a missing last part shows, because nothing in the others counts them.
    package func requireWhole(_ set: SequenceSet) throws(SequencedArchiveError) {
        guard let first = lost.first else { return }
        let others = lost.count == 1 ? "" : ", and \(lost.count - 1) more of its manifests and blobs"
        throw SequencedArchiveError(
            path: set.parts.count == 1 ? set.parts[0].path : set.folder,
            message: "the archive lacks \(first.digest) of \(first.image)\(others)",
            remedy: "Copy all of its parts again from where the archive was made."
        )
    }
}

extension SequencedArchive {
    /// Compares what the images need with what the archive carries.
    ///
    /// `stored` is the metadata of the target, which knows of blobs that earlier archives brought.
    package func needs(after stored: WorkspaceMetadata? = nil) -> ArchiveNeeds {
        let known = earlierBlobs(stored)
        var seen: Set<Digest> = []
        var (earlier, lost): ([ArchiveNeeds.Part], [ArchiveNeeds.Part]) = ([], [])
        for image in images {
            for digest in image.manifests + image.blobs where seen.insert(digest).inserted && !content.contains(digest)
            {
                let part = ArchiveNeeds.Part(digest: digest, image: image.name)
                if known.contains(DigestText(digest)) { earlier.append(part) } else { lost.append(part) }
            }
        }
        return ArchiveNeeds(earlier: earlier, lost: lost)
    }

    /// The layers and configurations that other runs brought.
    private func earlierBlobs(_ stored: WorkspaceMetadata?) -> Set<DigestText> {
        let own = Set((metadata.current?.associations ?? []).map(\.key))
        let others = metadata.pastAssociations.filter { !own.contains($0.key) } + (stored?.pastAssociations ?? [])
        return Set(others.flatMap(\.layerDigests) + (metadata.pastBlobs + (stored?.pastBlobs ?? [])).map(\.id))
    }
}
