// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Scheduling

/// The folder `mirror` in a git directory: files that become parts of the repository, or its lock files, in one step.
///
/// git creates a lock file first and fills it afterwards. If it is killed in between, nobody can tell whose lock file
/// that is. Here a file is filled first and then hard-linked to the name of the lock. So a lock file that is the same
/// file as one of these is ours, and it is stale once we hold `mirror.lock` again.
struct GitScratch {
    let path: String
    private let gitDirectory: String
    private let commonDirectory: String
    private let sharing: FileSharing

    /// The folder's name in the git directory.
    static let name = "mirror"

    /// Opens the folder, and makes it if it is missing.
    init(of repository: borrowing GitRepository) throws(GitError) {
        gitDirectory = repository.gitDirectory
        commonDirectory = repository.commonDirectory
        sharing = try repository.sharing()
        path = "\(gitDirectory)/\(Self.name)"
        if unsafe mkdir(path, 0o777) == 0 {
            unsafe chmod(path, sharing.mode(ofNewFolder: 0o777))
        } else if errno != EEXIST {
            throw GitError(.path, "make the folder", path, systemMessage())
        }
        guard let status = Self.status(path), status.st_mode & S_IFMT == S_IFDIR else {
            throw GitError(.path, "write to", path, "it is not a folder", remedy: "remove it")
        }
    }

    /// The next index, while it is being prepared.
    var index: String { "\(path)/index" }
    /// The index that hooks see.
    var hookIndex: String { "\(path)/hook-index" }
    /// The next value of a branch.
    var branch: String { "\(path)/branch" }
    /// The lock of the index.
    var indexLock: String { "\(gitDirectory)/index.lock" }

    /// Writes a file that will be linked to a second name.
    func write(_ bytes: [UInt8], to file: String) throws(GitError) {
        unsafe unlink(file)
        do throws(SystemFailure) {
            try WholeFile.write(bytes, to: file, permissions: sharing.mode(ofNew: 0o666))
        } catch {
            throw GitError(.other, "write", file, error.description)
        }
    }

    /// Links a file to the name of a lock; waits a moment if another process holds the lock.
    func link(_ file: String, as lock: String) throws(GitError) {
        for _ in 0..<100 {
            if unsafe Foundation.link(file, lock) == 0 { return }
            switch errno {
            case EEXIST: usleep(20_000)
            case EPERM, EOPNOTSUPP, ENOSYS, EMLINK:
                // The file system has no hard links.
                if try copy(file, to: lock) { return }
                usleep(20_000)
            default: throw GitError(.other, "write", lock, systemMessage())
            }
        }
        throw GitError(locked: lock)
    }

    /// Makes a lock file as git does; returns whether there was none.
    private func copy(_ file: String, to lock: String) throws(GitError) -> Bool {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw GitError(.other, "read", file, systemMessage())
        }
        let opened = unsafe open(lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard opened >= 0 else {
            guard errno == EEXIST else { throw GitError(.other, "write", lock, systemMessage()) }
            return false
        }
        let copy = FileDescriptor(opened, path: lock)
        do throws(GitError) {
            try copy.writeAll([UInt8](bytes))
        } catch {
            unsafe unlink(lock)
            throw error
        }
        return true
    }

    /// Removes the files that a killed run left here, and the git locks that belong to it.
    ///
    /// The caller holds `mirror.lock`, so that run has ended.
    func clean() {
        let left = Set([index, branch].compactMap { Self.status($0)?.st_ino })
        if !left.isEmpty {
            let references = FileManager.default.enumerator(atPath: "\(commonDirectory)/refs")?.allObjects ?? []
            let locks = references.compactMap { $0 as? String }.filter { $0.hasSuffix(".lock") }
                .map { "\(commonDirectory)/refs/\($0)" }
            for lock in [indexLock] + locks {
                guard let found = Self.status(lock), left.contains(found.st_ino),
                    [index, branch].contains(where: { Self.isSame($0, as: lock) })
                else { continue }
                unsafe unlink(lock)
            }
        }
        for file in [index, "\(index).lock", branch, hookIndex] { unsafe unlink(file) }
    }

    private static func isSame(_ file: String, as other: String) -> Bool {
        guard let file = status(file), let other = status(other) else { return false }
        return file.st_ino == other.st_ino && file.st_dev == other.st_dev
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return unsafe lstat(path, &status) == 0 ? status : nil
    }
}

extension GitError {
    /// An error that another process holds a lock file of git, or has left it behind.
    init(locked lock: String) {
        self.init(
            .locked,
            lock.hasSuffix("index.lock") ? "lock the index" : "lock the branch",
            lock,
            "another process holds the lock",
            remedy: "wait until the other git process has finished; if none runs, it was killed: rm \(lock)"
        )
    }
}
