// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ImageAccess
import OCI
import TestSupport
@testable import Plans

/// An archive in a folder, and libraries that read it.
struct ArchiveBench {
    /// An image as a plan of an archive names it.
    struct Line {
        var origin: String
        /// Below `localhost/`.
        var destination: String
        var image: TestImage
        var type: ImageType = .additionalImage
        var attachedTo: PlacedName?
        /// Whether an earlier archive carried it, so that this one does not have it.
        var isCarried = false
    }

    let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    /// Writes a set with these images as volume `number`.
    @discardableResult
    func write(_ lines: [Line], number: Int = 1) throws -> TestArchiveSet {
        let present = lines.filter { !$0.isCarried }
        let items = present.map { line in
            let name = ReferenceText("localhost/\(line.destination)")
            return TestArchiveSet.Item(
                String(name.repository.dropFirst("localhost/".count)),
                tag: line.destination.contains("@") ? "by-digest-\(line.image.digest.hex.prefix(8))" : Self.tag(line),
                line.image,
                type: line.type
            )
        }
        let set = try TestArchiveSet(items, first: number) { plan in
            for (index, line) in present.enumerated() {
                let digest = line.image.digest
                plan.fields.actions[index].fields.origins = [line.origin]
                plan.fields.actions[index].fields.destination = "localhost/\(line.destination)"
                plan.fields.actions[index].fields.attachedTo = line.attachedTo
                let place =
                    line.origin.hasPrefix("oci://") ? line.origin : String(ReferenceText(line.origin).repository)
                plan.fields.actions[index].fields.source = "\(place)@\(digest)"
                // A set has all of its blobs from where its first image is.
                if index == 0 {
                    for blob in plan.blobs.indices { plan.fields.blobs[blob].fields.source = ContentPlace(place) }
                }
            }
            plan.fields.inSync = lines.filter(\.isCarried).map { line in
                PlacedImage(
                    destination: "localhost/\(line.destination)",
                    digest: line.image.digest,
                    type: line.type,
                    origins: [line.origin],
                    attachedTo: line.attachedTo
                )
            }
        }
        try set.write(to: folder)
        return set
    }

    private static func tag(_ line: Line) -> String {
        String(line.destination.split(separator: ":").last ?? "latest")
    }

    func library(names: [ImageSource: StoredName] = [:], carried: CarriedImages? = nil) async throws -> ImageLibrary {
        ImageLibrary(archive: try await OpenedArchive.open(folder.path), names: names, carried: carried)
    }
}

/// An image of a layer that says which it is.
func image(_ text: String) throws -> TestImage { try TestImage(layers: [Array(text.utf8)]) }

/// What a library has for a name; `nil` where it says that nothing was brought.
func digest(_ name: String, keptAs kept: StoredName? = nil, in library: ImageLibrary) async throws -> Digest? {
    do {
        return try await library.digest(of: try ImageSource(name), keptAs: kept)
    } catch is ImageNotArchived {
        return nil
    }
}
