// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ImageAccess
import OCI
import Plans
import Scheduling

/// What is missing of all images that an archive was made to bring or to build on.
///
/// Where a release or a catalog cannot be read, nobody knows which images a configuration wants of it. The connected side
/// knows, and brings nothing else of such a report.
struct LostImages {
    let archive: ArchiveContent
    let library: ImageLibrary
    let target: String

    private static let parallelism = 16

    /// Reads the manifests of all images, here or at the target, and looks for what the archive has lost of them.
    func report() async throws -> MissingReport {
        let gone = archive.gone
        var images: [Digest: PlacedImage] = [:]
        var origins: [Digest: Set<String>] = [:]
        for image in archive.sets.map(\.plan.plan).flatMap({ $0.inSync + $0.actions.map(PlacedImage.init) }) {
            images[image.digest] = image
            origins[image.digest, default: []].formUnion(image.origins)
        }
        let losses = try await concurrentMap(Array(images.values), limit: Self.parallelism) { image in
            (image, try await lost(of: image, gone))
        }
        var unread: [MissingReport.Image] = []
        var blobs: Set<Digest> = []
        for (image, lost) in losses where lost?.isEmpty != true {
            if lost == nil {
                unread.append(.init(digest: image.digest, origins: (origins[image.digest] ?? []).sorted()))
            }
            blobs.formUnion(lost ?? gone)
            // Whoever sends something again has to look at the image that needs it, and a signature is looked for where
            // its image is looked at.
            if lost != nil { blobs.insert(image.digest) }
            if let subject = image.attachedTo.flatMap({ try? ImageReference($0) })?.digest { blobs.insert(subject) }
        }
        return MissingReport(target: target, images: unread, blobs: blobs.sorted())
    }

    /// The blobs that an image lacks; `nil` where one of its manifests is neither here nor at the target.
    private func lost(of image: PlacedImage, _ gone: Set<Digest>) async throws -> Set<Digest>? {
        let kept = try ImageReference(image.destination).repository
        let place = try library.place(of: ImageSource("\(kept)@\(image.digest)"))
        do {
            let platforms = try (image.platforms ?? []).map { try Platform($0) }
            let tree = try await ImageTree.read(image.digest, platforms: platforms, place.manifest)
            return gone.intersection(tree.blobs.map(\.digest))
        } catch is ImageNotArchived {
            return nil
        }
    }
}

extension ArchiveContent {
    /// The blobs and manifests that are lost or damaged, as far as that is known.
    var gone: Set<Digest> { damaged.union(lost.flatMap { $0.blobs ?? [] }.filter { !contains($0) }) }
}
