// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Plans
import Scheduling
import SystemPackage

/// A part while it is written, under another name.
final class PartDraft: Sendable {
    /// The path that the part gets.
    let path: String
    private let partial: String
    private let file: FileDescriptor

    /// Makes the file; one that an earlier run left is replaced.
    init(_ name: SequencePartName, in folder: String) throws(SequencedArchiveError) {
        path = folder.hasSuffix("/") ? "\(folder)\(name)" : "\(folder)/\(name)"
        partial = "\(path).partial"
        do {
            Self.removeFile(partial)
            file = try FileDescriptor.open(
                FilePath(partial),
                .writeOnly,
                options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
        } catch {
            throw SequencedArchiveError(path: partial, message: "it cannot be written: \(error.fileProblem)")
        }
    }

    deinit { try? file.close() }

    /// Removes a file, but never a folder.
    private static func removeFile(_ path: String) {
        let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        guard type == .typeRegular else { return }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Adds bytes to the end.
    func write(_ bytes: [UInt8]) async throws {
        try await blocking { [self] in
            do {
                try file.writeAll(bytes)
            } catch {
                throw SequencedArchiveError(path: partial, message: "it cannot be written: \(error.fileProblem)")
            }
        }
    }

    /// Takes back what was written after an offset.
    func rewind(to offset: Int64) async throws {
        try await blocking { [self] in
            do {
                try file.resize(to: offset)
                _ = try file.seek(offset: offset, from: .start)
            } catch {
                throw SequencedArchiveError(path: partial, message: "it cannot be written: \(error.fileProblem)")
            }
        }
    }

    /// Makes sure that the bytes are on the disk.
    func settle() async throws {
        try await blocking { [self] in
            guard FileHandle(fileDescriptor: file.rawValue, closeOnDealloc: false).isSynchronized else {
                throw SequencedArchiveError(path: partial, message: "a part of it was not written to the disk")
            }
        }
    }

    /// Gives the file its name, but never replaces another one.
    func publish() throws(SequencedArchiveError) {
        do {
            try FileManager.default.moveItem(atPath: partial, toPath: path)
        } catch {
            throw SequencedArchiveError(path: path, message: "it cannot get its name: \(error.fileProblem)")
        }
    }

    /// Removes the file before it has its name.
    func withdraw() { Self.removeFile(partial) }

    /// Removes the file under its name.
    func unpublish() { Self.removeFile(path) }
}

extension FileHandle {
    fileprivate var isSynchronized: Bool { (try? synchronize()) != nil }
}
