// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
package import Plans
import SystemPackage

/// The folder of volumes, with questions to the file system about it.
package struct VolumeFolder: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// The bytes that a volume still needs on the disk, without those that an earlier run wrote.
    package func lack(of volume: ArchiveLayout.Volume) -> Int64 {
        let left = try? FilePath("\(path)/\(volume.name.partial)").stat(followTargetSymlink: false)
        guard let left, left.type == .regular else { return volume.size }
        return max(0, volume.size - left.sizeAllocated)
    }

    /// Removes the file of an unfinished volume, unless another process is writing it; the call blocks.
    package func removeAbandoned(_ volume: VolumeName) {
        let name = "\(path)/\(volume.partial)"
        guard let file = try? FileDescriptor.regular(name, .readWrite) else { return }
        defer { try? file.close() }
        guard file.isFree, file.lies(at: name) else { return }
        try? FileManager.default.removeItem(atPath: name)
        flock(file.rawValue, LOCK_UN)
    }

    /// Makes sure that the names in the folder are on the disk; the call blocks.
    package func flush() throws(ArchiveSetError) {
        guard let folder = try? FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec) else { return }
        let problem = fsync(folder.rawValue) == 0 ? nil : Errno(rawValue: errno)
        try? folder.close()
        // Some file systems do not support that.
        guard let problem, problem != .invalidArgument, problem != .notSupported else { return }
        throw ArchiveSetError(
            path: path,
            message: "the names of the volumes were not written to the disk: \(problem)",
            remedy: "Repair the disk and run the same plan again."
        )
    }
}

extension FileDescriptor {
    /// Locks the file for this process, and returns whether no other process has locked it.
    ///
    /// It is also true if the system cannot lock the file.
    var isFree: Bool { flock(rawValue, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK }
}
