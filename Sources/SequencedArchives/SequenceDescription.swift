// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
package import Diagnostics
package import SequenceMetadata

/// What `oc-mirror describe` shows of an archive, and what else is known of it.
package struct SequenceDescription: Sendable, Equatable {
    /// The names of the files.
    package let files: [String]
    package let metadata: WorkspaceMetadata
    /// The images of the run, by type as the metadata spells it.
    package let images: [String: Int]
    /// The catalogs, by their folders.
    package let catalogs: [String]
    /// The number of blobs and manifests in the archive, and their size in bytes.
    package let blobs: Int
    package let bytes: Int64
    /// The blobs of earlier archives that its images need.
    package let earlierBlobs: Int
    /// What is wrong or unusual.
    package let findings: [Finding]

    package init(_ archive: SequencedArchive) {
        files = archive.set.parts.map(\.name)
        metadata = archive.metadata
        images = Dictionary(grouping: archive.images, by: \.type.text).mapValues(\.count)
        catalogs = archive.catalogs.map(\.path.description)
        let digests = Array(archive.content.digests)
        blobs = digests.count
        bytes = digests.reduce(0) { $0 + (archive.content.size(of: $1) ?? 0) }
        let needs = archive.needs()
        earlierBlobs = needs.earlier.count
        findings = archive.findings + Self.findings(needs)
    }

    private static func findings(_ needs: ArchiveNeeds) -> [Finding] {
        guard let first = needs.lost.first else { return [] }
        return [
            Finding(
                .error,
                .sequenceMetadata,
                "the archive lacks \(counted(needs.lost.count, "manifest or blob", "manifests and blobs")), "
                    + "such as \(first.digest) of \(first.image)",
                remedy: "Copy all of its parts again from where the archive was made."
            )
        ]
    }

    /// The text that `oc-mirror describe` prints: the metadata with an indent of one blank.
    package var text: String { metadata.lines + "\n" }
}

extension SequencedArchive {
    /// What is unusual about the archive: its metadata's text, and a name that contradicts it.
    package var findings: [Finding] {
        var findings = reading.findings + metadata.findings(in: reading.file)
        if let named = set.sequence, let sequence = metadata.sequence, named != sequence {
            findings.append(
                Finding(
                    .warning,
                    .sequenceOrder,
                    "\(set.parts.first?.name ?? set.folder) has sequence \(sequence), and its name says \(named)",
                    cause: "The metadata counts, not the name of the file."
                )
            )
        }
        return findings + catalogFindings
    }

    private var catalogFindings: [Finding] {
        let recorded = metadata.current?.catalogs ?? []
        // The folder of a catalog that came from a folder does not follow from its name.
        let isClear = recorded.allSatisfy { CatalogPath(uniqueName: $0.catalog) != nil }
        let leftOver = catalogs.filter { isClear && $0.recorded == nil }.map {
            Finding(
                .warning,
                .sequenceMetadata,
                "the archive has the catalog \($0.path), which its metadata does not name",
                cause: "oc-mirror v1 packs what earlier runs left in its workspace. No configuration asks for it."
            )
        }
        let there = Set(catalogs.filter { $0.filtered != nil }.map(\.path))
        let missing = recorded.filter { recorded in
            CatalogPath(uniqueName: recorded.catalog).map { !there.contains($0) } ?? false
        }
        return leftOver
            + missing.map {
                Finding(
                    .error,
                    .sequenceMetadata,
                    "the archive lacks the catalog \($0.catalog)",
                    cause: "oc-mirror v1 publishes such an archive without the catalog, and says nothing.",
                    remedy: "Copy all of its parts again from where the archive was made."
                )
            }
    }
}
