// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans
import SequenceMetadata
import SequencedArchives

/// The answer of `describe`: the metadata of an archive of oc-mirror v1.
enum DescribeAnswer {
    /// Reads an archive: a file, or a folder, of which the last sequence is shown.
    ///
    /// Throws `SequencedArchiveError` and `MetadataError`.
    static func of(_ path: String) async throws -> Answer {
        let folder = try SequenceFolder(path)
        let names = folder.others + folder.sets.filter { $0.sequence == nil }.flatMap { $0.parts.map(\.name) }
        if folder.sets.allSatisfy({ $0.sequence == nil }),
            let name = names.first(where: { VolumeName(file: $0) != nil })
        {
            throw SequencedArchiveError(
                path: path,
                message: "\(name) is a volume of mirror or of oc-mirror v2, which have no metadata of v1",
                remedy: "Describe it with: mirror describe \(shellArgument(path))"
            )
        }
        guard let set = folder.sets.last else { return try await of(folder.only()) }
        let answer = try await of(set)
        guard folder.sets.count > 1 else { return answer }
        let name = set.parts.first?.name ?? set.folder
        let note =
            "\(printable(path)) has \(counted(folder.sets.count, "archive")); this is the last one, \(printable(name))"
        return Answer(answer.text, notes: [note] + answer.notes)
    }

    /// Reads one archive; what is wrong beside its metadata is only noted.
    private static func of(_ set: SequenceSet) async throws -> Answer {
        do {
            let description = SequenceDescription(try await SequencedArchive.open(set))
            return Answer(description.text, notes: description.findings.map(\.text))
        } catch let error as SequencedArchiveError {
            let metadata = try await set.metadata().metadata
            return Answer(metadata.lines + "\n", notes: ["\(error.inWords)"])
        }
    }
}
