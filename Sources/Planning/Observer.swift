// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Ledger
package import OCI
import Plans
package import Resolution
import Scheduling

/// Looks at sources and target, and asks only for what the plan depends on.
///
/// An image that is in sync costs one request to the target, and none to the source but to resolve its tag. If the
/// configuration pins the image by digest, there is no request to the source at all.
package struct Observer: Sendable {
    private let source: any SourceObserving
    private let target: any TargetObserving
    private let ledger: TargetLedger
    private let attachments: AttachmentFinder?
    /// The attachments that the ledger knows, by image.
    private let knownAttachments: [PlacedName: [TargetLedger.Entry]]
    private let refreshes: Bool
    private let parallelism: Int
    /// Receives the number of images that were looked at, and the number of all.
    private let progress: @Sendable (Int, Int) -> Void
    /// The content that was read already: releases share most of their components.
    private let contents = RememberedWork<ContentKey, Content>()

    /// The number of missing images whose tags were listed, and its limit.
    private let lookups = Guarded(0)
    private static let mostLookups = 10

    /// An image by content, source and destination.
    private struct ContentKey: Hashable {
        let source: String
        let digest: Digest
        let platforms: [Platform]
        let repository: Repository
    }

    /// The manifests of an image in a repository; they differ with the platforms.
    private struct PlacedTree: Hashable {
        let repository: Repository
        let manifests: [Digest]
    }

    /// The parts of an image and its attachments.
    private struct Content: Sendable {
        let tree: ImageTree
        let attachments: [AttachmentObservation]?
    }

    /// Prepares an observation.
    package init(
        source: any SourceObserving,
        target: any TargetObserving,
        ledger: TargetLedger,
        attachments: AttachmentChoice = .known,
        parallelism: Int = 64,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) {
        self.source = source
        self.target = target
        self.ledger = ledger
        self.attachments = attachments == .notCopied ? nil : AttachmentFinder(source: source, target: target)
        knownAttachments = ledger.attachments
        refreshes = attachments == .refreshed
        self.parallelism = parallelism
        self.progress = progress
    }

    /// Observes every image, then the blobs that images to copy need.
    package func observe(_ images: [DesiredImage]) async throws -> ObservedState {
        let seen = Guarded(0)
        if !images.isEmpty { progress(0, images.count) }
        let observations = try await concurrentMap(images, limit: parallelism) { image in
            let observation = try await observe(image)
            let count = seen.withLock { seen in
                seen += 1
                return seen
            }
            progress(count, images.count)
            return (image, observation)
        }
        var state = ObservedState(images: Dictionary(observations, uniquingKeysWith: { first, _ in first }))
        let places = blobPlaces(of: state)
        let present = try await concurrentMap(places, limit: parallelism) { place in
            try await target.hasBlob(place.digest, in: place.repository)
        }
        let lost = Set(
            state.images.values.flatMap(\.treesToCopy).filter { target.isLost($0.root.descriptor.digest) }
                .flatMap(\.blobs).map(\.digest)
        )
        state.presentBlobs = Set(zip(places, present).filter { $1 && !lost.contains($0.digest) }.map(\.0))
        return state
    }

    private func observe(_ image: DesiredImage) async throws -> ImageObservation {
        let destination = try await target.digest(of: .tag(image.destination.tag), in: image.destination.repository)
        if let build = image.build { return observe(build.image, for: image, destination) }
        do {
            guard let digest = try await pinned(image) else {
                return try await missing(Explanation(await notFound(image)), image, destination)
            }
            return try await observeAsTagged(image, digest, destination)
        } catch let error as SourceMissing {
            return try await missing(error.reason, image, destination)
        } catch let error as SourceUnreadable {
            return ImageObservation(source: .unreadable(error.reason), destination: destination)
        }
    }

    /// The message about a missing image, with the tag that was probably meant.
    ///
    /// Tags are listed for the first images only: if a whole registry is the wrong one, lists of its tags do not help.
    private func notFound(_ image: DesiredImage) async -> String {
        let message = "the source has no such image"
        let isEarly = lookups.withLock { count in
            count += 1
            return count <= Self.mostLookups
        }
        guard isEarly, image.recorded == nil, image.reference?.digest == nil, let tag = image.reference?.tag,
            let nearest = nearestName(to: "\(tag)", among: await source.tags(beside: image.origin))
        else { return message }
        return "\(message); did you mean the tag `\(nearest)`?"
    }

    /// Observes an image again by its tag if the source lacks the digest that the tag had.
    ///
    /// The tag may have moved, or the answer was garbled: no check verifies a digest in a header.
    private func observeAsTagged(
        _ image: DesiredImage,
        _ digest: Digest,
        _ destination: Digest?
    ) async throws -> ImageObservation {
        do {
            return try await observe(image, digest, destination)
        } catch let error as SourceMissing {
            guard let again = try await pinned(image), again != digest else { throw error }
            return try await observe(image, again, destination)
        }
    }

    /// An image that is built here has no source to look at, and no signatures.
    private func observe(_ built: BuiltImage, for image: DesiredImage, _ destination: Digest?) -> ImageObservation {
        let isDamaged = target.isDamaged(built.digest, in: image.destination.repository)
        let isInSync = built.tree.root.isNamed(destination) && !isDamaged
        var observation = ImageObservation(
            source: .found(built.digest),
            destination: destination,
            tree: isInSync ? nil : built.tree
        )
        observation.isDamaged = isDamaged
        return observation
    }

    /// Observes an image that the source lacks but that the target may still have, with its attachments.
    private func missing(
        _ reason: Explanation,
        _ image: DesiredImage,
        _ destination: Digest?
    ) async throws -> ImageObservation {
        var observation = ImageObservation(source: .missing(reason), destination: destination)
        if let entry = ledger.entries[image.destination.name], entry.image.digest == destination,
            try await holdsAttachments(of: entry.image)
        {
            observation.attachments = .known
        }
        return observation
    }

    /// Whether the target holds all attachments of an image that the ledger knows.
    ///
    /// Otherwise a plan would call them in sync, and apply would refuse it.
    private func holdsAttachments(of image: PlacedImage) async throws -> Bool {
        for entry in knownAttachments[image.content] ?? [] {
            let destination = try entry.image.destination.reference()
            guard let reference = destination.manifestReference,
                let found = try await target.digest(of: reference, in: destination.repository),
                // Registries name a tag's content by sha256, whatever algorithm the ledger has.
                found == entry.image.digest || found.algorithm != entry.image.digest.algorithm,
                !target.isDamaged(entry.image.digest, in: destination.repository)
            else { return false }
        }
        return true
    }

    private func pinned(_ image: DesiredImage) async throws -> Digest? {
        if let digest = image.recorded?.digest ?? image.reference?.digest { return digest }
        return try await source.digest(of: image.origin)
    }

    private func observe(_ image: DesiredImage, _ digest: Digest, _ found: Digest?) async throws -> ImageObservation {
        var observation = ImageObservation(source: .found(digest), destination: found)
        let entry = ledger.entries[image.destination.name]
        observation.isDamaged = target.isDamaged(digest, in: image.destination.repository)
        let isInSync =
            try await isSame(found, digest, image) && image.isCovered(by: entry) && !observation.isDamaged
        if isInSync, attachments == nil { return observation }
        if isInSync, let entry, entry.image.digest == digest, entry.knowsAttachments, !refreshes,
            try await holdsAttachments(of: entry.image)
        {
            observation.attachments = .known
            return observation
        }
        let content = try await content(of: image, digest)
        if !isInSync { observation.tree = content.tree }
        if let found = content.attachments { try await keepListable(found, of: image, digest, &observation) }
        return observation
    }

    private func content(of image: DesiredImage, _ digest: Digest) async throws -> Content {
        let key = ContentKey(
            source: image.reference?.repository.description ?? "\(image.origin)",
            digest: digest,
            platforms: image.platforms,
            repository: image.destination.repository
        )
        return try await contents.value(for: key) {
            let reader = TreeReader(source: source, image: image.origin)
            let tree = try await reader.tree(digest, platforms: image.platforms)
            return Content(tree: tree, attachments: try await attachments?.attachments(of: tree, image))
        }
    }

    /// Whether a digest that was found is the wanted one; registries name a tag's content by sha256, so for a digest with
    /// another algorithm the manifest is hashed again.
    private func isSame(_ found: Digest?, _ digest: Digest, _ image: DesiredImage) async throws -> Bool {
        guard let found, found.algorithm != digest.algorithm else { return found == digest }
        return try await source.manifest(digest, of: image.origin)?.isNamed(found) == true
    }

    /// Leaves out referrers that cannot be listed.
    ///
    /// The tag of an image that is kept by its digest is the tag under which a registry without the referrers API lists the
    /// image's referrers (distribution-spec, "Referrers Tag Schema").
    private func keepListable(
        _ found: [AttachmentObservation],
        of image: DesiredImage,
        _ digest: Digest,
        _ observation: inout ImageObservation
    ) async throws {
        observation.attachments = .found(found)
        guard image.destination.tag == Tag(of: digest), found.contains(where: { $0.subject == digest }),
            try await !target.listsReferrers(in: image.destination.repository)
        else { return }
        observation.attachments = .found(found.filter { $0.subject != digest })
        observation.unlistableReferrers = found.count { $0.subject == digest }
    }

    /// The blobs to look for, for the images to copy: in their repositories, and in those that the ledger and sources name.
    private func blobPlaces(of state: ObservedState) -> [BlobPlace] {
        var places: Set<BlobPlace> = []
        var seen: Set<PlacedTree> = []
        for (image, observation) in state.images {
            let repository = image.destination.repository
            // Releases share most of their components, and they all have the same repository.
            let trees = observation.treesToCopy.filter { tree in
                let digests = tree.manifests.map(\.descriptor.digest)
                return seen.insert(PlacedTree(repository: repository, manifests: digests)).inserted
            }
            for blob in trees.flatMap(\.blobs) {
                places.insert(BlobPlace(repository: repository, digest: blob.digest))
                if let home = ledger.blobHomes[blob.digest.description], let home = try? home.parsed() {
                    places.insert(BlobPlace(repository: home, digest: blob.digest))
                }
                for home in source.homes(of: blob.digest) {
                    places.insert(BlobPlace(repository: home, digest: blob.digest))
                }
            }
        }
        return places.sorted { ($0.repository, $0.digest) < ($1.repository, $1.digest) }
    }
}

/// An error that a source could not be reached, or that its answer could not be used.
package struct SourceUnreadable: ExplainedError, Sendable, Equatable {
    package let reason: Explanation

    package var explanation: Explanation { reason }

    package init(_ reason: Explanation) { self.reason = reason }
}

extension ImageObservation {
    /// The parts of the image and its attachments that the destination lacks.
    package var treesToCopy: [ImageTree] {
        guard case .found(let found) = attachments else { return [tree].compactMap(\.self) }
        return [tree].compactMap(\.self) + found.filter(\.isMissing).map(\.tree)
    }
}

extension DesiredImage {
    /// Whether the ledger's entry includes all wanted platforms.
    package func isCovered(by entry: TargetLedger.Entry?) -> Bool {
        guard let placed = entry?.image.platforms else { return true }
        return !platforms.isEmpty && platforms.allSatisfy { placed.contains($0.description) }
    }
}
