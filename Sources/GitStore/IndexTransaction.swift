// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Foundation

/// A change of the index: a changed copy is prepared, and replaces the index while `index.lock` is held.
///
/// Files that another process stages in the meantime must not be lost. So the lock is taken only if the index is
/// still the one that was read. Nothing slow happens while the lock is held.
// Safe: the handle keeps the index as long as this value lives; entries are copied before they are used.
@safe
struct IndexTransaction: ~Copyable {
    private let index: GitHandle
    private let path: String
    private let scratch: GitScratch
    private let before: Version?
    private let root: String
    private var isLocked = false

    /// The properties that distinguish two states of the index file; every writer replaces the file.
    private struct Version {
        let status: stat

        init?(_ path: String) {
            var status = stat()
            guard unsafe stat(path, &status) == 0 else { return nil }
            self.status = status
        }

        static func isSame(_ left: Self?, _ right: Self?) -> Bool {
            guard let left = left?.status, let right = right?.status else { return left == nil && right == nil }
            return left.st_ino == right.st_ino && left.st_size == right.st_size
                && left.st_mtim.tv_sec == right.st_mtim.tv_sec && left.st_mtim.tv_nsec == right.st_mtim.tv_nsec
        }
    }

    /// The header and checksum of an index without entries.
    private static let empty: [UInt8] = [
        0x44, 0x49, 0x52, 0x43, 0, 0, 0, 2, 0, 0, 0, 0, 0x39, 0xd8, 0x90, 0x13, 0x9e, 0xe5, 0x35, 0x6c, 0x7e, 0xf5,
        0x72, 0x21, 0x6c, 0xeb, 0xcd, 0x27, 0xaa, 0x41, 0xf9, 0xdf,
    ]

    /// Reads the index.
    init(of repository: borrowing GitRepository, in scratch: GitScratch) throws(GitError) {
        let path = "\(repository.gitDirectory)/index"
        let (bytes, before) = try Self.read(path)
        try scratch.write(bytes ?? Self.empty, to: scratch.index)
        do throws(GitError) {
            index = try GitHandle("read the index of", repository.root, free: { unsafe git_index_free($0) }) {
                unsafe git_index_open(&$0, scratch.index)
            }
        } catch {
            unsafe unlink(scratch.index)
            throw error
        }
        self.path = path
        self.scratch = scratch
        self.before = before
        root = repository.root
    }

    /// Releases the lock without a change, unless `finish` replaced the index.
    deinit {
        if isLocked { unsafe unlink(scratch.indexLock) }
        unsafe unlink(scratch.index)
    }

    private static func read(_ path: String) throws(GitError) -> ([UInt8]?, Version?) {
        let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else {
            guard errno == ENOENT else { throw GitError(.other, "read", path, systemMessage()) }
            return (nil, nil)
        }
        let file = FileDescriptor(opened, path: path)
        let before = Version(path)
        return (try file.readAll(expecting: Int(try file.status().st_size)), before)
    }

    /// Whether a folder above the path is a submodule.
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
        // Adding a file resolves its conflict; libgit2 would keep both.
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

    /// Writes the changed index, without a lock.
    func prepare() throws(GitError) {
        try check(unsafe git_index_write(index.pointer), "write the index of", root)
        guard let before = before?.status else { return }
        unsafe chmod(scratch.index, before.st_mode & 0o777)
        // Entries as new as the index are compared by content. Keeping the index's time keeps them suspect: a file
        // that changed within the clock's tick after it was staged still shows as changed.
        let times = [before.st_mtim, before.st_mtim]
        _ = unsafe times.withUnsafeBufferPointer { unsafe utimensat(AT_FDCWD, scratch.index, $0.baseAddress, 0) }
    }

    /// Takes the lock; returns whether the index is still the one that was read.
    mutating func lock() throws(GitError) -> Bool {
        try scratch.link(scratch.index, as: scratch.indexLock)
        isLocked = true
        return Version.isSame(before, Version(path))
    }

    /// Replaces the present index with the changed one.
    mutating func finish() throws(GitError) {
        guard unsafe rename(scratch.indexLock, path) == 0 else {
            throw GitError(.other, "write the index of", root, systemMessage())
        }
        isLocked = false
    }
}

/// A file to commit: its blob, and the facts about the file on disk that the index keeps.
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
