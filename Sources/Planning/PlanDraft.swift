// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Ledger
import OCI
import Plans
import Resolution

/// A plan to which images are added one by one.
struct PlanDraft {
    /// An image or attachment to copy.
    struct Copy {
        var type: ImageType
        var origins: [String]
        var source: ImageSource
        var repository: Repository
        var destination: PlacedName
        var found: Digest?
        var reason: String
        var requestedBy: [String]
        var platforms: [String]?
        var attachedTo: PlacedName?
        var partOf: [PlacedName]?
        var release: ReleaseFacts?
        var catalog: CatalogFacts?
        var build: DesiredBuild?
        var tree: ImageTree
    }

    private let observed: ObservedState
    private let ledger: TargetLedger
    private let knownAttachments: [PlacedName: [TargetLedger.Entry]]
    private var copies: [PlacedName: Copy] = [:]
    private(set) var inSync: [PlacedName: PlacedImage] = [:]

    init(observed: ObservedState, ledger: TargetLedger) {
        self.observed = observed
        self.ledger = ledger
        knownAttachments = ledger.attachments
    }

    /// Adds an image with its attachments.
    mutating func add(_ wanted: WantedImage) {
        let image = wanted.image
        let placed = PlacedImage(
            destination: image.destination.name,
            digest: wanted.digest,
            type: image.type,
            origins: wanted.origins,
            platforms: image.platforms.isEmpty ? nil : image.platforms.map(\.description),
            release: image.release,
            catalog: image.catalog
        )
        if let tree = wanted.observation.tree {
            // It may have been kept for another origin, whose source is gone.
            inSync[placed.destination] = nil
            copies[placed.destination] = Copy(
                type: image.type,
                origins: wanted.origins,
                source: image.origin,
                repository: image.destination.repository,
                destination: placed.destination,
                found: wanted.observation.destination,
                reason: Self.reason(wanted.observation.destination, tree.root),
                requestedBy: image.requestedBy,
                platforms: placed.platforms,
                partOf: image.partOf.isEmpty ? nil : image.partOf.map(\.name),
                release: image.release,
                catalog: image.catalog,
                build: image.build,
                tree: tree
            )
        } else {
            inSync[placed.destination] = placed
        }
        switch wanted.observation.attachments {
        case .ignored: break
        case .known: keepAttachments(of: placed)
        case .found(let attachments): for attachment in attachments { add(attachment, of: image, placed.content) }
        }
    }

    /// Keeps an image that only the target still has, with its attachments if the target has them.
    mutating func keep(_ image: PlacedImage, withAttachments: Bool) {
        inSync[image.destination] = image
        if withAttachments { keepAttachments(of: image) }
    }

    private mutating func keepAttachments(of image: PlacedImage) {
        guard !knownAttachments.isEmpty else { return }
        for entry in knownAttachments[image.content] ?? [] where copies[entry.image.destination] == nil {
            inSync[entry.image.destination] = entry.image
        }
    }

    private mutating func add(_ attachment: AttachmentObservation, of image: DesiredImage, _ content: PlacedName) {
        let separator = attachment.tag == nil ? "@" : ":"
        let destination = PlacedName("\(image.destination.repository)\(separator)\(attachment.reference)")
        let origin = image.reference.map { "\($0.repository)\(separator)\(attachment.reference)" } ?? "\(image.origin)"
        guard copies[destination] == nil else { return }
        guard attachment.isMissing else {
            inSync[destination] = PlacedImage(
                destination: destination,
                digest: attachment.digest,
                type: attachment.type,
                origins: [origin],
                attachedTo: content
            )
            return
        }
        // The ledger's entry of another image may have named what is outdated here.
        inSync[destination] = nil
        copies[destination] = Copy(
            type: attachment.type,
            origins: [origin],
            source: image.origin,
            repository: image.destination.repository,
            destination: destination,
            found: attachment.destination,
            reason: Self.reason(attachment.destination, attachment.tree.root),
            requestedBy: image.requestedBy,
            attachedTo: content,
            tree: attachment.tree
        )
    }

    private static func reason(_ found: Digest?, _ planned: Manifest) -> String {
        guard let found else { return "missing at destination" }
        if planned.isNamed(found) { return "platforms are missing at destination" }
        return "destination holds \(found.algorithm.rawValue):\(found.short)"
    }

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
        let sorted = copies.values.sorted { ($0.type, $0.destination) < ($1.type, $1.destination) }
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
                kind: copy.build != nil ? .build : copy.found == nil ? .copy : .update,
                type: copy.type,
                origins: copy.origins,
                source: copy.pinnedSource,
                destination: copy.destination,
                digest: copy.tree.root.descriptor.digest,
                size: copy.tree.size,
                transfer: transfer,
                expect: Action.Expectation(destination: copy.found),
                reason: copy.reason,
                requestedBy: copy.requestedBy,
                platforms: copy.platforms,
                attachedTo: copy.attachedTo,
                partOf: copy.partOf,
                release: copy.release,
                catalog: copy.catalog,
                recipe: copy.build?.recipe
            )
        }
    }
}

extension PlanDraft.Copy {
    /// The source reference, by digest.
    fileprivate var pinnedSource: ContentPlace {
        let digest = tree.root.descriptor.digest
        guard build == nil else { return ContentPlace(built: digest) }
        guard attachedTo != nil, case .registry(let reference) = source else {
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
