// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Glibc
import SystemPackage

extension VolumeDraft {
    /// Writes the end of the volume, and makes sure that all of it is on the disk; the call blocks.
    package func settle() throws(ArchiveSetError) {
        // Written last: a file system without sparse files would fill everything before it, and write it twice.
        let end = [UInt8](repeating: 0, count: Int(ArchiveLayout.endLength))
        try write(end, at: volume.size - ArchiveLayout.endLength)
        try flush()
        guard file.lies(at: path) else {
            throw ArchiveSetError(
                path: path,
                message: "it disappeared: its disk or its folder was removed while it was written",
                remedy: "Put it back, and run the same plan again: it continues after the written part."
            )
        }
        let size = try? file.stat().size
        guard size == volume.size else {
            throw ArchiveSetError(
                path: path,
                message: "somebody else changed it while it was written: found \(size ?? 0) bytes, "
                    + "expected \(volume.size)",
                remedy: "Remove it, and run the same plan again."
            )
        }
    }

    private func flush() throws(ArchiveSetError) {
        var problem: Errno?
        repeat {
            problem = fsync(file.rawValue) == 0 ? nil : Errno(rawValue: errno)
        } while problem == .interrupted
        guard let problem else { return }
        // Bytes that are not on the disk may still be in the system's memory, so the next run must not read them.
        let isRemoved = (try? FileManager.default.removeItem(atPath: path)) != nil
        throw ArchiveSetError(
            path: path,
            message: "a part of it was not written to the disk: \(problem)",
            remedy: (isRemoved ? "It was removed" : "Remove it")
                + ", because the missing part is unknown. Repair the disk and run the same plan again."
        )
    }

    /// Gives the file the name of a volume, but never replaces another file; the call blocks.
    package func publish() throws(ArchiveSetError) {
        let name = "\(folder)/\(volume.name)"
        let files = FileManager.default
        do {
            // Some file systems have no hard links.
            guard (try? files.linkItem(atPath: path, toPath: name)) != nil else {
                return try files.moveItem(atPath: path, toPath: name)
            }
            try files.removeItem(atPath: path)
        } catch {
            throw ArchiveSetError(
                path: name,
                message: "the volume cannot get its name: \(error.fileProblem)",
                remedy: "A volume is never overwritten. Plan again: the numbers continue after the existing ones."
            )
        }
    }
}
