// SPDX-License-Identifier: Apache-2.0

import OCI
import SequenceMetadata
import SequencedArchives
import TestSupport

/// An archive of oc-mirror v1 with one image, member by member.
struct RawArchive {
    /// Without the prefix `./`.
    static let metadataPath = WorkspaceMetadata.path

    let image: TestImage
    let metadata: WorkspaceMetadata
    var members = TestArchive()

    /// Begins with the metadata and the folders, if they are wanted.
    init(withMetadata: Bool = true, prefix: String = "", catalogs: [String] = []) throws {
        var bench = try SequenceBench()
        image = try SequenceBench.image("alpha")
        _ = try bench.run([.init(repository: SequenceBench.alpha, tag: "1.0", image: image)], catalogs: catalogs)
        metadata = bench.metadata
        if withMetadata { try members.add("\(prefix)\(Self.metadataPath)", metadata.bytes) }
        try members.add(folder: "\(prefix)charts")
        try members.add(folder: "\(prefix)release-signatures")
    }

    mutating func addImage(prefix: String = "", manifestAmongBlobs: Bool = true, blobs: Bool = true) throws {
        let repository = "\(prefix)v2/\(SequenceBench.alpha)"
        if blobs {
            for (digest, bytes) in image.blobs.sorted(by: { $0.key < $1.key }) {
                try members.add("\(prefix)blobs/\(digest)", bytes)
            }
        }
        if manifestAmongBlobs { try members.add("\(prefix)blobs/\(image.digest)", image.top.bytes) }
        try members.add(link: "\(repository)/manifests/1.0", to: "\(image.digest)")
        try members.add("\(repository)/manifests/\(image.digest)", image.top.bytes)
    }

    /// Opens the archive as the only one of a folder.
    func open(in folder: TemporaryDirectory) async throws -> SequencedArchive {
        try await Self.open(members.bytes, in: folder)
    }

    static func open(_ bytes: [UInt8], in folder: TemporaryDirectory) async throws -> SequencedArchive {
        try folder.write(bytes, to: "mirror_seq1_000000.tar")
        return try await SequencedArchive.open(SequenceFolder(folder.path).only())
    }
}
