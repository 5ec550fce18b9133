// SPDX-License-Identifier: Apache-2.0

import Archives
import SequenceMetadata

/// The metadata in a file, without the rest of it.
enum MetadataMember {
    /// Thrown to end a scan early.
    private struct Found: Error {
        let reading: MetadataReader.Reading
    }

    /// Returns the metadata of a file, if it has one; the call blocks.
    static func read(in path: String) throws -> MetadataReader.Reading? {
        do {
            _ = try PlainTar.scan(path) { entry, _, reader in
                guard SequencedMember(entry.path) == .metadata, case .file = entry.kind else { return }
                let bytes = try reader.readAll(limit: MetadataReader.sizeLimit)
                throw Found(reading: try MetadataReader.read(bytes, from: "\(path), \(WorkspaceMetadata.path)"))
            }
            return nil
        } catch let found as Found {
            return found.reading
        } catch let error as PlainTarError {
            throw SequencedArchiveError(path: path, error)
        } catch let error as ArchiveError {
            throw SequencedArchiveError(path: path, message: "\(error)", remedy: SequencedArchiveError.copyAgain)
        }
    }
}
