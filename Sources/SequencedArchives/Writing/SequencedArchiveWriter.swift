// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Archives
import ByteStreams
import Diagnostics
import Foundation
import OCI
import Plans
import Scheduling

/// Writes an archive that oc-mirror v1 publishes: the same bytes for the same contents.
///
/// The files get their names when all of them are complete, the first part last: without it, nobody takes the rest for an
/// archive.
package struct SequencedArchiveWriter: Sendable {
    private let layout: SequenceLayout
    private let folder: String
    private let open: ArchiveContents.Opener
    private let progress: @Sendable (Int64) -> Void

    /// `progress` receives the number of bytes while they are written.
    package init(
        _ layout: SequenceLayout,
        to folder: String,
        opening open: @escaping ArchiveContents.Opener,
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) {
        self.layout = layout
        self.folder = folder
        self.open = open
        self.progress = progress
    }

    /// Writes the files, and returns their paths in order.
    ///
    /// Each blob is verified while it is written. Throws `SequencedArchiveError` if a file of the sequence is there, or the
    /// disk refuses, and the errors of blobs. Then nothing is left of the archive.
    package func write() async throws -> [String] {
        try refuseOthers()
        var drafts: [PartDraft] = []
        var published: [PartDraft] = []
        do {
            for part in layout.parts {
                let draft = try PartDraft(part.name, in: folder)
                drafts.append(draft)
                var offset: Int64 = 0
                for member in part.members {
                    try await write(member, to: draft, at: offset)
                    offset += member.entry.sizeInArchive
                }
                try await draft.write(TarEntry.endOfArchive)
                try await draft.settle()
            }
            for draft in drafts.reversed() {
                try draft.publish()
                published.append(draft)
            }
            try VolumeFolder(folder).flush()
        } catch {
            for draft in drafts { draft.withdraw() }
            for draft in published { draft.unpublish() }
            throw error
        }
        return drafts.map(\.path)
    }

    private func write(_ member: SequenceLayout.Member, to draft: PartDraft, at offset: Int64) async throws {
        try Task.checkCancellation()
        let header = member.entry.header
        try await draft.write(header)
        switch member.content {
        case nil: break
        case .bytes(let bytes):
            try await draft.write(bytes)
            progress(Int64(bytes.count))
        case .blob(let descriptor):
            try await open(descriptor) { [progress] stream in
                // A transfer that broke off begins again.
                try await draft.rewind(to: offset + Int64(header.count))
                let verified = VerifiedStream(stream, as: descriptor)
                while let chunk = try await verified.next() {
                    try await draft.write(chunk)
                    progress(Int64(chunk.count))
                }
            }
        }
        guard !member.entry.padding.isEmpty else { return }
        try await draft.write(member.entry.padding)
    }

    /// A part of another archive of the same sequence would be taken for one of this.
    private func refuseOthers() throws(SequencedArchiveError) {
        let sequence = layout.parts.first?.name.sequence
        let found = try SequenceFolder(folder).sets.first { $0.sequence == sequence }
        guard let found, let first = found.parts.first else { return }
        throw SequencedArchiveError(
            path: first.path,
            message: "the folder already has an archive of sequence \(found.sequence ?? 0)",
            remedy: "Publish it, or remove it if it was not published, and make the archive again."
        )
    }
}
