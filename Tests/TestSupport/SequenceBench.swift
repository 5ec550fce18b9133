// SPDX-License-Identifier: Apache-2.0

import Archives
package import OCI
import Plans
package import SequenceMetadata
package import SequencedArchives
import Testing

/// A workspace whose archives a test writes, one sequence after the other.
package struct SequenceBench {
    package static let uid = "1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f"
    package static let otherUID = "93b1d7aa-2f10-4f0e-8f53-7b6a5c4d3e2f"

    /// An image with its name at the target.
    package struct Line {
        package var repository: String
        package var tag: String
        package var image: TestImage
        package var type: AssociationType
        /// The registry, and perhaps a namespace, that it comes from.
        package var host: String

        package init(
            repository: String,
            tag: String,
            image: TestImage,
            type: AssociationType = .generic,
            from host: String = "src.example:5000"
        ) {
            self.repository = repository
            self.tag = tag
            self.image = image
            self.type = type
            self.host = host
        }

        package var source: String { "\(host)/\(repository)@\(image.digest)" }
    }

    package let folder: TemporaryDirectory
    package private(set) var metadata: WorkspaceMetadata

    package init(_ uid: String = uid, isSingleUse: Bool = false) throws {
        folder = try TemporaryDirectory()
        metadata = WorkspaceMetadata(uid: try #require(WorkspaceID(uid)), isSingleUse: isSingleUse)
    }

    /// An image of one platform, its layer made of a text.
    package static func image(_ text: String) throws -> TestImage {
        try TestImage(layers: [Array("layer of \(text)".utf8)], format: .docker, labels: ["is": text])
    }

    /// An index of two images.
    package static func index(_ text: String) throws -> TestImage {
        let platforms = ["amd64", "arm64"].map { Platform(os: "linux", architecture: $0) }
        return try TestImage.index(
            platforms.map { ($0, try image("\(text) \($0.architecture)")) },
            format: .docker
        )
    }

    package static func tree(_ image: TestImage) -> ImageTree {
        ImageTree(root: image.top, children: Array(image.manifests.dropLast()))
    }

    /// Adds a run to the metadata, and returns the contents of its archive.
    package mutating func run(
        _ lines: [Line],
        dropping: Set<Association.Key> = [],
        documents: [ArchiveContents.Document] = [],
        catalogs: [String] = []
    ) throws -> ArchiveContents {
        metadata = try metadata.next(
            SequenceStep(
                timestamp: 1_796_005_763,
                configuration: MirrorSection(
                    additionalImages: lines.map { "src.example:5000/\($0.repository):\($0.tag)" }
                ),
                catalogs: catalogs.map { RecordedCatalog($0, imagePin: "") },
                mirrored: try lines.map { line in
                    try RecordedImage(
                        line.type,
                        Self.tree(line.image),
                        from: Repository("\(line.host)/\(line.repository)"),
                        at: .disk(repository: line.repository, tag: line.tag)
                    )
                },
                dropped: dropping
            )
        )
        return ArchiveContents(
            metadata,
            images: try lines.map {
                ArchiveContents.Image(
                    Self.tree($0.image),
                    repository: try RepositoryName($0.repository),
                    tag: try Tag($0.tag)
                )
            },
            documents: documents
        )
    }

    /// Writes the archive of a run; returns the paths of its files.
    @discardableResult
    package mutating func write(
        _ lines: [Line],
        documents: [ArchiveContents.Document] = [],
        limit: Int64 = SequenceLayout.usualLimit
    ) async throws -> [String] {
        let contents = try run(lines, documents: documents)
        return try await Self.writer(contents, lines, to: folder.path, limit: limit).write()
    }

    package static func writer(
        _ contents: ArchiveContents,
        _ lines: [Line],
        to folder: String,
        limit: Int64 = SequenceLayout.usualLimit
    ) throws -> SequencedArchiveWriter {
        let blobs = lines.reduce(into: [:]) { $0.merge($1.image.blobs) { first, _ in first } }
        return SequencedArchiveWriter(try SequenceLayout(contents, limit: limit), to: folder) { descriptor, read in
            try await read(MemoryStream(blobs[descriptor.digest] ?? [], piece: 100))
        }
    }

    /// Opens the archive of a sequence.
    package func open(_ sequence: Int, after stored: WorkspaceMetadata? = nil) async throws -> SequencedArchive {
        let set = try SequenceFolder(folder.path).sets.first { $0.sequence == sequence }
        return try await SequencedArchive.open(try #require(set), after: stored)
    }

    package static let alpha = "tools/alpha"
    package static let beta = "tools/beta"

    /// Two images: one of one platform, and an index.
    package static func lines() throws -> [Line] {
        [
            Line(repository: beta, tag: "latest", image: try index("beta")),
            Line(repository: alpha, tag: "1.0", image: try image("alpha")),
        ]
    }
}
