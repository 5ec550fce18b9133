// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Ledger
import OCI
import Plans
import Resolution

/// What a draft with all its images gives.
extension PlanDraft {
    /// The images to copy, with their places in the storage of a registry.
    var archivedImages: [SetContents.Image] {
        copies.values.sorted { $0.destination < $1.destination }.map { copy in
            SetContents.Image(
                repository: copy.repository.name,
                tag: (try? copy.destination.reference())?.tag,
                tree: copy.tree
            )
        }
    }

    /// The images to copy, by destination.
    var copiedImages: [CopiedImage] {
        copies.values.sorted { $0.destination < $1.destination }.map { copy in
            let tag = (try? copy.destination.reference())?.tag
            return CopiedImage(repository: copy.repository, tag: tag, tree: copy.tree)
        }
    }

    /// The sorted actions, and the sorted blobs that they transfer.
    func finished() -> ([Action], [BlobTransfer]) {
        let sorted = copies.values.sorted { ($0.image.type, $0.destination) < ($1.image.type, $1.destination) }
        let blobs = blobs(of: sorted)
        return (actions(for: sorted, blobs), blobs.values.sorted { $0.digest < $1.digest })
    }

    /// Every blob that some repository lacks, by digest, with its source, its home and the repositories to mount it in.
    private func blobs(of copies: [Copy]) -> [Digest: BlobTransfer] {
        var needs: [Digest: (size: Int64, source: ContentPlace, lacking: Set<Repository>, holding: Set<Repository>)] =
            [:]
        for copy in copies {
            for blob in copy.tree.blobs {
                var need = needs[blob.digest] ?? (blob.size, copy.home(of: blob.digest), [], [])
                let place = BlobPlace(repository: copy.repository, digest: blob.digest)
                if observed.presentBlobs.contains(place) {
                    need.holding.insert(copy.repository)
                } else {
                    need.lacking.insert(copy.repository)
                }
                needs[blob.digest] = need
            }
        }
        let elsewhere = Dictionary(observed.presentBlobs.map { ($0.digest, $0.repository) }, uniquingKeysWith: min)
        return Dictionary(
            uniqueKeysWithValues: needs.compactMap { digest, need in
                guard !need.lacking.isEmpty else { return nil }
                let known = need.holding.min() ?? ledgerHome(of: digest) ?? elsewhere[digest]
                var receivers = need.lacking.sorted()
                let home = known ?? receivers.removeFirst()
                let transfer = BlobTransfer(
                    digest: digest,
                    size: need.size,
                    source: need.source,
                    home: PlacedRepository(home),
                    atHome: known != nil,
                    mountInto: receivers.map(PlacedRepository.init)
                )
                return (digest, transfer)
            }
        )
    }

    private func ledgerHome(of digest: Digest) -> Repository? {
        guard let home = try? ledger.blobHomes[digest.description]?.parsed(),
            observed.presentBlobs.contains(BlobPlace(repository: home, digest: digest))
        else { return nil }
        return home
    }

    /// The actions for copies; the size of an uploaded blob counts in the first action that needs it.
    private func actions(for copies: [Copy], _ blobs: [Digest: BlobTransfer]) -> [Action] {
        var counted: Set<Digest> = []
        return copies.map { copy in
            var transfer = copy.tree.manifestSize
            for blob in copy.tree.blobs where blobs[blob.digest]?.atHome == false {
                if counted.insert(blob.digest).inserted { transfer += blob.size }
            }
            return Action(
                copy.build != nil ? .build : copy.found == nil ? .copy : .update,
                copy.image,
                from: ContentSupply(
                    copy.pinnedSource,
                    recipe: copy.build?.recipe,
                    size: copy.tree.size,
                    transfer: transfer
                ),
                expecting: Action.Expectation(destination: copy.found),
                because: copy.grounds,
                partOf: copy.partOf
            )
        }
    }
}

extension PlanDraft.Copy {
    /// The source reference, by digest.
    fileprivate var pinnedSource: ContentPlace {
        let digest = tree.root.descriptor.digest
        guard build == nil else { return ContentPlace(built: digest) }
        guard image.attachedTo != nil, case .registry(let reference) = source else {
            return ContentPlace(PinnedImage(source, digest: digest))
        }
        return ContentPlace(PinnedImage(.registry(ImageReference(repository: reference.repository)), digest: digest))
    }

    /// The place that a blob is read from: the build for content that it made, the source for all else.
    fileprivate func home(of blob: Digest) -> ContentPlace {
        build?.image.blobs[blob] == nil
            ? ContentPlace(blobsOf: source) : ContentPlace(built: tree.root.descriptor.digest)
    }
}
