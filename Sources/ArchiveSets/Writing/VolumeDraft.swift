// SPDX-License-Identifier: Apache-2.0

import Archives
import Diagnostics
import Foundation
import Glibc
import Layouts
package import OCI
import Plans
import SystemPackage

/// A volume while it is written: each member has a fixed place, and may be written at any time.
///
/// A member's header is written after its content, so a run that was killed can continue.
package final class VolumeDraft: Sendable {
    package let volume: ArchiveLayout.Volume
    /// The path of the file, which gets the name of a volume when it is complete.
    package let path: String
    /// Whether an earlier run left the file.
    package let resumes: Bool
    let file: FileDescriptor
    let folder: String

    /// Opens the file of an earlier run of the same plan, or makes one, and locks it against other processes.
    ///
    /// The content of the file stays until `begin` is called. Throws if it is not a regular file, if another process writes
    /// it, or if its file system does not support files of the volume's size.
    package init(_ volume: ArchiveLayout.Volume, description: [UInt8], folder: String) throws(ArchiveSetError) {
        self.volume = volume
        self.folder = folder
        path = "\(folder)/\(volume.name.partial)"
        file = try Self.open(path)
        do {
            try Self.requirePlace(for: volume, file, path, folder)
            resumes = try Self.begins(path, with: description, volume)
        } catch {
            Self.withdraw(file, path)
            Self.close(file)
            throw error
        }
    }

    deinit { Self.close(file) }

    private static func close(_ file: FileDescriptor) {
        // A process that is being started has a copy of every open file for a moment.
        flock(file.rawValue, LOCK_UN)
        try? file.close()
    }

    /// Opens and locks a file; without a lock if the system cannot lock it.
    private static func open(_ path: String) throws(ArchiveSetError) -> FileDescriptor {
        let file = try FileDescriptor.regular(path, .readWrite, making: true)
        // The process with the lock may have finished meanwhile, and made the file a volume.
        guard file.isFree, file.lies(at: path) else {
            try? file.close()
            throw ArchiveSetError(
                path: path,
                message: "another `mirror apply` writes this volume",
                remedy: "Wait until it has finished, then run `mirror plan` again."
            )
        }
        return file
    }

    private static func requirePlace(
        for volume: ArchiveLayout.Volume,
        _ file: FileDescriptor,
        _ path: String,
        _ folder: String
    ) throws(ArchiveSetError) {
        // The file has another name too, and writing here would change that file.
        guard let found = try? file.stat(), found.linkCount < 2 else {
            throw ArchiveSetError(
                path: path,
                message: "it has another name, too (a hard link)",
                remedy: "mirror did not make the link: find out who did, and remove this name; it was not changed."
            )
        }
        // A file system rejects an offset after its longest file.
        guard (try? file.seek(offset: volume.size, from: .start)) != nil else {
            throw ArchiveSetError(
                path: folder,
                message: "its file system has no files of \(volume.size) bytes, the size of \(volume.name)",
                remedy: "Plan again with smaller volumes, such as `\(OptionName.archiveSize) 3GiB` if files "
                    + "must be below 4 GiB, "
                    + "as on FAT; nothing was written."
            )
        }
    }

    /// Whether a file begins with the description of this volume, and is not longer than it.
    private static func begins(
        _ path: String,
        with description: [UInt8],
        _ volume: ArchiveLayout.Volume
    ) throws(ArchiveSetError) -> Bool {
        guard let first = volume.members.first else { return false }
        return try reading(path) { handle in
            guard try handle.seekToEnd() <= volume.size else { return false }
            try handle.seek(toOffset: UInt64(first.dataOffset))
            return try handle.bytes(upTo: description.count).elementsEqual(description)
        }
    }

    /// Calls `body` with the bytes of an earlier run, and describes their damage.
    static func reading<Result>(
        _ path: String,
        _ body: (FileHandle) throws -> Result
    ) throws(ArchiveSetError) -> Result {
        let file = try FileDescriptor.regular(path, .readOnly)
        do {
            return try body(FileHandle(fileDescriptor: file.rawValue, closeOnDealloc: true))
        } catch {
            throw ArchiveSetError(
                path: path,
                message: "the file of an earlier run cannot be read: \(error.fileProblem)",
                remedy: "Remove it, or use another disk, and run the same plan again."
            )
        }
    }

    /// Prepares the file: removes content that does not belong to this volume.
    package func begin() throws(ArchiveSetError) {
        guard !resumes else { return }
        do {
            try file.resize(to: 0)
        } catch {
            throw unwritable(error as? Errno ?? .ioError)
        }
    }

    /// Removes the file if it is empty, that is, if it was just made.
    package func withdraw() { Self.withdraw(file, path) }

    private static func withdraw(_ file: FileDescriptor, _ path: String) {
        guard (try? file.stat().size) == 0, file.lies(at: path) else { return }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes bytes at an offset; the call blocks.
    package func write(_ bytes: [UInt8], at offset: Int64) throws(ArchiveSetError) {
        do {
            _ = try file.writeAll(toAbsoluteOffset: offset, bytes)
        } catch {
            throw unwritable(error as? Errno ?? .ioError)
        }
    }

    func unwritable(_ problem: Errno) -> ArchiveSetError {
        let remedy =
            switch problem {
            case .fileTooLarge: "The file system limits the size of files: set a smaller `archiveSize` and plan again."
            case .noSpace: "Free some space and run the same plan again: it continues where it stopped."
            default: "Correct this and run the same plan again: it continues where it stopped."
            }
        return ArchiveSetError(path: path, message: "it cannot be written: \(problem.fileProblem)", remedy: remedy)
    }

    /// Writes the header of a member after its content is complete; the call blocks.
    package func complete(_ placed: ArchiveLayout.Placed) throws {
        try write(placed.member.entry().header, at: placed.offset)
    }

    /// Whether an earlier run wrote a member completely; the call blocks while the content is read.
    package func holds(_ placed: ArchiveLayout.Placed, _ digest: OCI.Digest) throws -> Bool {
        guard resumes else { return false }
        let header = try placed.member.entry().header
        return try Self.reading(path) { handle in
            try handle.seek(toOffset: UInt64(placed.offset))
            guard try handle.bytes(upTo: header.count).elementsEqual(header) else { return false }
            var hasher = DigestHasher(digest.algorithm)
            var rest = placed.member.size
            while rest > 0 {
                let chunk = try handle.bytes(upTo: Int(min(rest, 1 << 20)))
                guard !chunk.isEmpty else { return false }
                hasher.update(chunk)
                rest -= Int64(chunk.count)
            }
            return hasher.finalize() == digest
        }
    }
}
