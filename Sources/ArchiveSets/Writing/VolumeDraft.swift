// SPDX-License-Identifier: Apache-2.0

import Archives
import Diagnostics
import Foundation
import Glibc
import Layouts
package import OCI
import Plans
import SystemPackage

/// A volume while it is written: each member has its place from the beginning, and may be written at any time.
///
/// Where a member's header stands, its content is complete, so that a run that was killed can be carried on.
package final class VolumeDraft: Sendable {
    package let volume: ArchiveLayout.Volume
    /// The file, which has the name of a volume only when it is complete.
    package let path: String
    /// Whether an earlier run left the file.
    package let resumes: Bool
    let file: FileDescriptor
    let folder: String

    /// Opens the file that an earlier run of the same plan left, or makes one, and keeps other processes out of it.
    ///
    /// What is in the file stays until `begin` is called. Throws where it is no regular file, where another process
    /// writes it, and where its file system has no files of the volume's size.
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
        // A program that is just being started holds a copy of every open file for a moment.
        flock(file.rawValue, LOCK_UN)
        try? file.close()
    }

    /// Opens a file for itself; where the system cannot lock it, that has to do.
    private static func open(_ path: String) throws(ArchiveSetError) -> FileDescriptor {
        let file = try FileDescriptor.regular(path, .readWrite, making: true)
        // Who held it may have ended in between, and then the file has become a volume.
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
        // To write here would change what has the other name.
        guard let found = try? file.stat(), found.linkCount < 2 else {
            throw ArchiveSetError(
                path: path,
                message: "it is the same file as one with another name",
                remedy: "No `mirror` does that: find out who did, and remove this name; it was not touched."
            )
        }
        // A place behind the longest file is none, whatever the file system is.
        guard (try? file.seek(offset: volume.size, from: .start)) != nil else {
            throw ArchiveSetError(
                path: folder,
                message: "its file system has no files of \(volume.size) bytes, as \(volume.name) would be",
                remedy: "Plan again with smaller volumes, such as `\(OptionName.archiveSize) 3GiB` where files "
                    + "end below 4 GiB, "
                    + "as they do on FAT; nothing was written."
            )
        }
    }

    /// Whether a file begins with the description of the very volume, and is no longer than it.
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

    /// Calls `body` with what an earlier run left, and tells what is wrong with it.
    private static func reading<Result>(
        _ path: String,
        _ body: (FileHandle) throws -> Result
    ) throws(ArchiveSetError) -> Result {
        let file = try FileDescriptor.regular(path, .readOnly)
        do {
            return try body(FileHandle(fileDescriptor: file.rawValue, closeOnDealloc: true))
        } catch {
            throw ArchiveSetError(
                path: path,
                message: "what an earlier run left cannot be read: \(error.fileProblem)",
                remedy: "Remove it, or use another disk, and run the same plan again."
            )
        }
    }

    /// Makes the file ready: what is not this volume is removed from it.
    package func begin() throws(ArchiveSetError) {
        guard !resumes else { return }
        do {
            try file.resize(to: 0)
        } catch {
            throw unwritable(error as? Errno ?? .ioError)
        }
    }

    /// Removes the file if it has no content, which is so where it was made just now.
    package func withdraw() { Self.withdraw(file, path) }

    private static func withdraw(_ file: FileDescriptor, _ path: String) {
        guard (try? file.stat().size) == 0, file.lies(at: path) else { return }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes bytes at a place; it blocks.
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
            case .fileTooLarge: "The file system has a limit for files: set a smaller `archiveSize` and plan again."
            case .noSpace: "Make room and run the same plan again: it carries on where it stopped."
            default: "Put that right and run the same plan again: it carries on where it stopped."
            }
        return ArchiveSetError(path: path, message: "it cannot be written: \(problem.fileProblem)", remedy: remedy)
    }

    /// Writes the header of a member whose content is complete; it blocks.
    package func complete(_ placed: ArchiveLayout.Placed) throws {
        try write(placed.member.entry().header, at: placed.offset)
    }

    /// Whether an earlier run wrote a member completely; it blocks while the content is read.
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
