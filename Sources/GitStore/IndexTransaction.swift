// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Foundation

/// A change of the index that holds `index.lock` from before the index is read until it is replaced.
///
/// libgit2 takes the lock only to write, and would undo what another process staged between
/// its reading and its writing. This is git's own order: lock, read, change, replace.
@safe
struct IndexTransaction: ~Copyable {
    private let index: GitHandle
    private let path: String
    private let lock: String
    private let modified: timespec?
    private let root: String
    private var isFinished = false

    /// The header and checksum of an index without entries.
    private static let empty: [UInt8] = [
        0x44, 0x49, 0x52, 0x43, 0, 0, 0, 2, 0, 0, 0, 0, 0x39, 0xd8, 0x90, 0x13, 0x9e, 0xe5, 0x35, 0x6c, 0x7e, 0xf5,
        0x72, 0x21, 0x6c, 0xeb, 0xcd, 0x27, 0xaa, 0x41, 0xf9, 0xdf,
    ]

    /// Takes the lock; an editor that refreshes the index meanwhile is waited for a moment.
    init(of repository: borrowing GitRepository) throws(GitError) {
        let path = "\(repository.gitDirectory)/index"
        let lock = "\(path).lock"
        let operation = "read the index of"
        let modified = try Self.copy(path, to: lock)
        do throws(GitError) {
            index = try GitHandle(operation, repository.root, free: { unsafe git_index_free($0) }) {
                unsafe git_index_open(&$0, lock)
            }
        } catch {
            unsafe unlink(lock)
            throw error
        }
        self.path = path
        self.lock = lock
        self.modified = modified
        root = repository.root
    }

    /// Gives the lock back without a change, unless `finish` replaced the index.
    deinit { if !isFinished { unsafe unlink(lock) } }

    /// Makes the lock file a copy of the index; returns when the index was written.
    private static func copy(_ path: String, to lock: String) throws(GitError) -> timespec? {
        let file = FileDescriptor(try take(lock), path: lock)
        do throws(GitError) {
            let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
            guard opened >= 0 else {
                guard errno == ENOENT else { throw GitError(.other, "read", path, systemMessage()) }
                try file.writeAll(empty)
                return nil
            }
            let index = FileDescriptor(opened, path: path)
            let status = try index.status()
            try file.writeAll(index.readAll(expecting: Int(status.st_size)))
            return status.st_mtim
        } catch {
            unsafe unlink(lock)
            throw error
        }
    }

    private static func take(_ lock: String) throws(GitError) -> CInt {
        for _ in 0..<100 {
            let opened = unsafe open(lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if opened >= 0 { return opened }
            guard errno == EEXIST else { throw GitError(.other, "write", lock, systemMessage()) }
            usleep(20_000)
        }
        throw GitError(
            .locked,
            "lock the index",
            lock,
            "another process holds the lock",
            remedy: GitError.lockRemedy
        )
    }

    /// Whether a submodule stands at a folder above the path.
    func submodule(above path: GitPath) -> String? {
        var folder = ""
        for component in path.folders {
            folder += (folder.isEmpty ? "" : "/") + component
            let entry = unsafe git_index_get_bypath(index.pointer, folder, 0)
            if let entry = unsafe entry, unsafe entry.pointee.mode == GIT_FILEMODE_COMMIT.rawValue { return folder }
        }
        return nil
    }

    /// The file mode in the index.
    func mode(_ path: GitPath) -> UInt32? {
        guard let entry = unsafe git_index_get_bypath(index.pointer, path.description, 0) else { return nil }
        return unsafe entry.pointee.mode
    }

    /// Stages a file as it is on disk.
    func add(_ path: GitPath, _ file: StagedFile) throws(GitError) {
        // What is added resolves a conflict about it; libgit2 would keep both.
        try remove(path, stages: 1...3)
        try file.add(to: index, path, root)
    }

    /// Takes a file out of the index, whatever its stage.
    func remove(_ path: GitPath, stages: ClosedRange<CInt> = 0...3) throws(GitError) {
        for stage in stages {
            let status = unsafe git_index_remove(index.pointer, path.description, stage)
            if status != GIT_ENOTFOUND.rawValue { try check(status, "stage in", root) }
        }
    }

    /// Writes the changed index beside the present one.
    func prepare() throws(GitError) {
        try check(unsafe git_index_write(index.pointer), "write the index of", root)
        guard let modified else { return }
        // Entries as new as the index are compared by content. Keeping its time keeps them suspect:
        // a file changed within the clock's tick after it was staged still shows as changed.
        _ = unsafe [modified, modified].withUnsafeBufferPointer { unsafe utimensat(AT_FDCWD, lock, $0.baseAddress, 0) }
    }

    /// Puts the changed index in the place of the present one.
    mutating func finish() throws(GitError) {
        var status = stat()
        if unsafe stat(path, &status) == 0 { unsafe chmod(lock, status.st_mode & 0o777) }
        guard unsafe rename(lock, path) == 0 else {
            throw GitError(.other, "write the index of", root, systemMessage())
        }
        isFinished = true
    }
}

/// A file to be committed: its blob and what the index notes about the file on disk.
struct StagedFile {
    let blob: git_oid
    let mode: UInt32
    let status: stat

    /// Adds the file to an index, in memory or on disk.
    func add(to index: GitHandle, _ path: GitPath, _ root: String) throws(GitError) {
        var entry = unsafe git_index_entry()
        unsafe entry.id = blob
        unsafe entry.mode = mode
        unsafe entry.ctime = git_index_time(
            seconds: Int32(truncatingIfNeeded: status.st_ctim.tv_sec),
            nanoseconds: UInt32(status.st_ctim.tv_nsec)
        )
        unsafe entry.mtime = git_index_time(
            seconds: Int32(truncatingIfNeeded: status.st_mtim.tv_sec),
            nanoseconds: UInt32(status.st_mtim.tv_nsec)
        )
        unsafe entry.dev = UInt32(truncatingIfNeeded: status.st_dev)
        unsafe entry.ino = UInt32(truncatingIfNeeded: status.st_ino)
        unsafe entry.uid = status.st_uid
        unsafe entry.gid = status.st_gid
        unsafe entry.file_size = UInt32(truncatingIfNeeded: status.st_size)
        let result = unsafe path.description.withCString { name in
            unsafe entry.path = name
            return unsafe git_index_add(index.pointer, &entry)
        }
        try check(result, "stage in", root)
    }
}
