// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import OCI
package import SequencedArchives

/// The contents of archives of oc-mirror v1.
extension ArchiveReport {
    /// Describes the archives of a folder, in the order of their sequences.
    package init(_ archives: [SequencedArchive], path: String) {
        self.path = path
        kind = .sequences
        sequences = archives.map(SequenceReport.init)
        volumes = archives.flatMap(\.content.volumes).map {
            Volume(name: $0.file, size: $0.size, blobs: Set($0.blobs.map(\.digest)).count)
        }
        var sizes: [Digest: Int64] = [:]
        for archive in archives {
            for digest in archive.content.digests { sizes[digest] = archive.content.size(of: digest) }
            documents += archive.content.documents(below: "").count
        }
        blobs = sizes.count
        bytes = sizes.values.reduce(0, +)
        repositories = Set(archives.flatMap { Array($0.manifests.keys) }).sorted().map(\.description)
        tags =
            Set(
                archives.flatMap { archive in
                    archive.tags.flatMap { repository, tags in tags.keys.map { "\(repository):\($0)" } }
                }
            ).count
        problems = (sequences ?? []).flatMap(\.problems)
    }
}
