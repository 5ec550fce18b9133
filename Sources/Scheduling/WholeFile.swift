// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Glibc

/// Writes files completely or not at all.
// Unsafe calls: the system reads and writes values of these functions during a call, and keeps no pointer; a listing is
// closed where it is opened.
package enum WholeFile {
    /// Puts a new file under a name in an open folder, and replaces any file or link there.
    ///
    /// All bytes are on the disk before the name leads to them. `permissions` are exact; without them the umask
    /// decides. A failure is the system's error number.
    package static func replace(
        _ name: String,
        in folder: CInt,
        with bytes: [UInt8],
        permissions: mode_t? = nil
    ) throws(SystemFailure) {
        let (file, draft) = try makeDraft(in: folder)
        do throws(SystemFailure) {
            defer { close(file) }
            try write(bytes, to: file)
            if let permissions { try SystemFailure.check(fchmod(file, permissions)) }
            try SystemFailure.check(fsync(file))
            try SystemFailure.check(unsafe renameat(folder, draft, folder, name))
        } catch {
            unsafe unlinkat(folder, draft, 0)
            throw error
        }
        fsync(folder)
    }

    /// Puts a new file at a path, and replaces any file or link there.
    package static func write(_ bytes: [UInt8], to path: String, permissions: mode_t? = nil) throws(SystemFailure) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let folder = unsafe open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        try SystemFailure.check(folder)
        defer { close(folder) }
        try replace(name, in: folder, with: bytes, permissions: permissions)
    }

    /// Removes the drafts that killed runs left behind.
    ///
    /// A draft is locked while it is written, so that no other run removes it.
    package static func removeDrafts(in folder: CInt) {
        let copy = unsafe openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let listing = unsafe fdopendir(copy) else { return }
        defer { unsafe closedir(listing) }
        while let entry = unsafe readdir(listing) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { continue }
            let draft = unsafe openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard draft >= 0 else { continue }
            if flock(draft, LOCK_EX | LOCK_NB) == 0 { unsafe unlinkat(folder, name, 0) }
            close(draft)
        }
    }

    private static let prefix = ".mirror-"
    private static let suffix = ".partial"

    /// Makes a locked file under a unique name.
    private static func makeDraft(in folder: CInt) throws(SystemFailure) -> (CInt, String) {
        removeDrafts(in: folder)
        for attempt in 0..<1000 {
            let name = "\(prefix)\(getpid())-\(attempt)\(suffix)"
            let file = unsafe openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
            guard file >= 0 else {
                guard errno == EEXIST else { break }
                continue
            }
            // If locks do not work here, drafts are not removed either.
            _ = flock(file, LOCK_EX | LOCK_NB)
            var status = stat()
            // Another run may have removed it between making and locking it.
            if unsafe fstat(file, &status) == 0, status.st_nlink > 0 { return (file, name) }
            close(file)
        }
        throw SystemFailure(errno)
    }

    private static func write(_ bytes: [UInt8], to file: CInt) throws(SystemFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            try SystemFailure.check(CInt(clamping: count))
            rest = rest.dropFirst(count)
        }
    }
}

extension SystemFailure {
    /// Throws the system's error of the call that has just failed.
    static func check(_ status: CInt) throws(SystemFailure) {
        guard status >= 0 else { throw SystemFailure(errno) }
    }
}
