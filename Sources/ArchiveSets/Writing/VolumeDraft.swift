// SPDX-License-Identifier: Apache-2.0

import Archives
import Diagnostics
import Foundation
import Glibc
package import OCI
import Scheduling
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

    /// Opens the file that an earlier run of the same plan left, or makes one; space for all of it is taken at once.
    ///
    /// Throws `ArchiveSetError` where that cannot be done, such as on a disk that is full.
    package init(_ volume: ArchiveLayout.Volume, description: [UInt8], folder: String) throws(ArchiveSetError) {
        self.volume = volume
        self.folder = folder
        path = "\(folder)/\(volume.name.partial)"
        resumes = Self.begins(path, with: description, volume)
        do {
            file = try FileDescriptor.open(
                FilePath(path),
                .readWrite,
                options: resumes ? [] : [.create, .truncate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
        } catch {
            throw ArchiveSetError(path: path, message: "it cannot be written: \(error.fileProblem)")
        }
        do throws(ArchiveSetError) {
            try reserve()
        } catch {
            if !resumes { try? FileManager.default.removeItem(atPath: path) }
            throw error
        }
    }

    deinit { try? file.close() }

    /// Whether a file begins with the description of the very volume.
    private static func begins(_ path: String, with description: [UInt8], _ volume: ArchiveLayout.Volume) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path), let first = volume.members.first else { return false }
        defer { try? handle.close() }
        let found = try? handle.read(upToCount: Int(first.dataOffset) + description.count)
        return found.map { $0.dropFirst(Int(first.dataOffset)).elementsEqual(description) } ?? false
    }

    /// Takes the space of the whole volume, where the file system can do that, so that a full disk shows before anything
    /// is copied.
    private func reserve() throws(ArchiveSetError) {
        if fallocate(file.rawValue, 0, 0, off_t(volume.size)) == 0 { return }
        let problem = Errno(rawValue: errno)
        guard problem == .notSupported || problem == .noFunction || problem == .invalidArgument else {
            throw full(problem)
        }
        let free = try? FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? NSNumber
        let taken = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.int64Value ?? 0
        if let free, free.int64Value + taken < volume.size { throw full(.noSpace) }
    }

    private func full(_ problem: Errno) -> ArchiveSetError {
        let free = try? FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? NSNumber
        let remedy =
            switch problem {
            case .noSpace: "Make room, or plan the archive for a larger disk; what is there stays as it is."
            case .fileTooLarge: "The file system has a limit for files: set a smaller `archiveSize` and plan again."
            default: "See that the folder can be written, and run the same plan again."
            }
        return ArchiveSetError(
            path: path,
            message: "there is no room for the volume of \(volume.size) bytes: \(problem)"
                + (free.map { ", \($0) bytes are free" } ?? ""),
            remedy: remedy
        )
    }

    /// Writes bytes at a place; it blocks.
    package func write(_ bytes: [UInt8], at offset: Int64) throws(ArchiveSetError) {
        do {
            _ = try file.writeAll(toAbsoluteOffset: offset, bytes)
        } catch {
            throw ArchiveSetError(
                path: path,
                message: "it cannot be written: \(error.fileProblem)",
                remedy: "Put that right and run the same plan again: it carries on where it stopped."
            )
        }
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
        while rest > 0, let chunk = try handle.read(upToCount: Int(min(rest, 1 << 20))), !chunk.isEmpty {
            hasher.update([UInt8](chunk))
            rest -= Int64(chunk.count)
        }
        return rest == 0 && hasher.finalize() == digest
    }

    /// Makes sure that everything is on the disk, and returns the checksum of the whole file; it blocks.
    package func checksum() throws -> OCI.Digest {
        guard fsync(file.rawValue) == 0 else {
            throw ArchiveSetError(path: path, message: "it cannot be written: \(Errno(rawValue: errno))")
        }
        var hasher = DigestHasher(.sha256)
        let handle = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? handle.close() }
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { hasher.update([UInt8](chunk)) }
        guard hasher.count == volume.size else {
            throw ArchiveSetError(path: path, message: "it has \(hasher.count) bytes, expected \(volume.size)")
        }
        return hasher.finalize()
    }

    /// Gives the complete file the name of a volume, unless there is one.
    package func finish() throws(ArchiveSetError) {
        let name = "\(folder)/\(volume.name)"
        do {
            try FileManager.default.moveItem(atPath: path, toPath: name)
        } catch {
            throw ArchiveSetError(
                path: name,
                message: "the volume cannot get its name: \(error.fileProblem)",
                remedy: "A volume is never overwritten. Plan again: the numbers go on behind those that are there."
            )
        }
    }
}
