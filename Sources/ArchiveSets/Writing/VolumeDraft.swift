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
    private let file: FileDescriptor
    private let folder: String

    /// Opens the file that an earlier run of the same plan left, or makes one, and keeps other processes out of it.
    package init(_ volume: ArchiveLayout.Volume, description: [UInt8], folder: String) throws(ArchiveSetError) {
        self.volume = volume
        self.folder = folder
        path = "\(folder)/\(volume.name.partial)"
        file = try Self.open(path)
        resumes = Self.begins(path, with: description, volume)
        if !resumes { ftruncate(file.rawValue, 0) }
    }

    deinit {
        // A program that is just being started holds a copy of every open file for a moment.
        flock(file.rawValue, LOCK_UN)
        try? file.close()
    }

    /// Opens a file for itself; where the system cannot lock it, that has to do.
    private static func open(_ path: String) throws(ArchiveSetError) -> FileDescriptor {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                FilePath(path),
                .readWrite,
                options: [.create, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
        } catch {
            throw ArchiveSetError(path: path, message: "it cannot be written: \(error.fileProblem)")
        }
        let isHeld = flock(file.rawValue, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
        // Who held it may have ended in between, and then the file has become a volume.
        guard !isHeld, FileManager.default.fileExists(atPath: path) else {
            try? file.close()
            throw ArchiveSetError(
                path: path,
                message: "another `mirror apply` writes this volume",
                remedy: "Wait for its end, then plan again."
            )
        }
        return file
    }

    /// Whether a file begins with the description of the very volume.
    private static func begins(_ path: String, with description: [UInt8], _ volume: ArchiveLayout.Volume) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path), let first = volume.members.first else { return false }
        defer { try? handle.close() }
        let found = try? handle.read(upToCount: Int(first.dataOffset) + description.count)
        return found.map { $0.dropFirst(Int(first.dataOffset)).elementsEqual(description) } ?? false
    }

    /// Writes bytes at a place; it blocks.
    package func write(_ bytes: [UInt8], at offset: Int64) throws(ArchiveSetError) {
        do {
            _ = try file.writeAll(toAbsoluteOffset: offset, bytes)
        } catch {
            throw unwritable(error as? Errno ?? .ioError)
        }
    }

    private func unwritable(_ problem: Errno) -> ArchiveSetError {
        let remedy =
            switch problem {
            case .fileTooLarge: "The file system has a limit for files: set a smaller `archiveSize` and plan again."
            case .noSpace: "Make room and run the same plan again: it carries on where it stopped."
            default: "Put that right and run the same plan again: it carries on where it stopped."
            }
        return ArchiveSetError(path: path, message: "it cannot be written: \(problem)", remedy: remedy)
    }

    /// Writes the header of a member whose content is complete; it blocks.
    package func complete(_ placed: ArchiveLayout.Placed) throws {
        try write(placed.member.entry().header, at: placed.offset)
    }

    /// Whether an earlier run wrote a member completely; it blocks while the content is read.
    package func holds(_ placed: ArchiveLayout.Placed, _ digest: OCI.Digest) throws -> Bool {
        guard resumes, let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        let header = try placed.member.entry().header
        try handle.seek(toOffset: UInt64(placed.offset))
        guard try handle.read(upToCount: header.count).map({ $0.elementsEqual(header) }) == true else { return false }
        var hasher = DigestHasher(digest.algorithm)
        var rest = placed.member.size
        while rest > 0 {
            let chunk = try handle.bytes(upTo: Int(min(rest, 1 << 20)))
            guard !chunk.isEmpty else { break }
            hasher.update(chunk)
            rest -= Int64(chunk.count)
        }
        return rest == 0 && hasher.finalize() == digest
    }

    /// Makes sure that everything is on the disk, and gives the file the name of a volume, unless there is one; it blocks.
    package func finish() throws(ArchiveSetError) {
        let name = "\(folder)/\(volume.name)"
        guard fsync(file.rawValue) == 0 else {
            throw unwritable(Errno(rawValue: errno))
        }
        do {
            try FileManager.default.moveItem(atPath: path, toPath: name)
        } catch {
            throw ArchiveSetError(
                path: name,
                message: "the volume cannot get its name: \(error.fileProblem)",
                remedy: "A volume is never overwritten. Plan again: the numbers go on behind those that are there."
            )
        }
        // The name belongs on the disk as well; not every file system can be asked for that.
        guard let parent = try? FileDescriptor.open(FilePath(folder), .readOnly, options: .closeOnExec) else { return }
        fsync(parent.rawValue)
        try? parent.close()
    }
}
