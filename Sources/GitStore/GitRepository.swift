// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Foundation

/// A git repository with a working tree, opened through libgit2.
///
/// Only one thread may use it at a time.
// Safe: the handle keeps the repository as long as this value lives; texts are copied.
@safe
package struct GitRepository: ~Copyable {
    let handle: GitHandle
    /// The absolute path of the working tree, without a slash at the end.
    package let root: String
    /// The absolute path of the repository's own folder; a linked working tree has its own.
    package let gitDirectory: String
    /// The folder that all linked working trees share; without those, the repository's own folder.
    package let commonDirectory: String

    /// Opens the repository whose working tree is in `folder`.
    package init(at folder: String) throws(GitError) {
        try self.init(folder) { () throws(GitError) in
            throw GitError(
                .bare,
                Self.opening,
                folder,
                "it is a bare repository, which has no files beside it",
                remedy: "work in a clone of it"
            )
        }
    }

    /// Opens a repository to read its history; it may be bare, and then its root is the repository itself.
    package init(readingAt folder: String) throws(GitError) { try self.init(folder) {} }

    private static let opening = "open the repository in"

    private init(_ folder: String, ifBare: () throws(GitError) -> Void) throws(GitError) {
        let handle = try Self.open(folder)
        guard let gitDirectory = unsafe git_repository_path(handle.pointer),
            let commonDirectory = unsafe git_repository_commondir(handle.pointer)
        else { throw GitError(.other, Self.opening, folder, "it has no folder") }
        let root = unsafe git_repository_workdir(handle.pointer)
        if unsafe root == nil { try ifBare() }
        self.handle = handle
        self.root = unsafe String(cString: root ?? gitDirectory).withoutTrailingSlashes
        self.gitDirectory = unsafe String(cString: gitDirectory).withoutTrailingSlashes
        self.commonDirectory = unsafe String(cString: commonDirectory).withoutTrailingSlashes
    }

    /// Opens the folder of another user only if git trusts it (`safe.directory` of any kind, `SUDO_UID`).
    private static func open(_ folder: String) throws(GitError) -> GitHandle {
        func open() throws(GitError) -> GitHandle {
            try GitHandle(opening, folder, free: { unsafe git_repository_free($0) }) {
                unsafe git_repository_open(&$0, folder)
            }
        }
        do throws(GitError) {
            return try open()
        } catch {
            // libgit2 1.5 knows fewer ways to trust a folder, so git is asked.
            let question = ["git", "-C", folder, "rev-parse", "--git-dir"]
            guard error.reason == .foreignOwner else { throw error }
            let answer = try? GitProgram(question, in: "/", ProcessInfo.processInfo.environment).run()
            guard answer?.status == 0 else { throw error }
            shim_git_validate_owner(0)
            defer { shim_git_validate_owner(1) }
            return try open()
        }
    }

    /// Reads who may access the repository's files.
    package func sharing() throws(GitError) -> FileSharing {
        FileSharing(try GitConfiguration(of: self).text("core.sharedRepository"))
    }

    /// Finds the repository around a file or folder, as git does, and returns its folder.
    ///
    /// The search stops at the boundary of the file system. `nil` means that no repository was found.
    package static func discover(around path: String) throws(GitError) -> String? {
        GitLibrary.started
        // A file that is a link, such as one that Kubernetes mounts, counts at its own place, not at its target.
        var status = stat()
        let isFolder = unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
        let folder = isFolder ? path : path.parentFolder
        return try discover(in: folder)
    }

    private static func discover(in folder: String) throws(GitError) -> String? {
        var found = unsafe git_buf()
        defer { unsafe git_buf_dispose(&found) }
        let status = unsafe git_repository_discover(&found, folder, 0, nil)
        if status == GIT_ENOTFOUND.rawValue { return nil }
        try check(status, "look for a git repository around", folder)
        guard let text = unsafe found.ptr else { return nil }
        return unsafe String(cString: text).withoutTrailingSlashes
    }

    /// Makes a repository in an existing folder, on the branch of `init.defaultBranch` or `main`.
    package static func create(in folder: String) throws(GitError) {
        let operation = "make a git repository in"
        let branch = try GitConfiguration(ofUser: [:]).text("init.defaultBranch") ?? "main"
        var options = unsafe git_repository_init_options()
        try check(
            unsafe git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)),
            operation,
            folder
        )
        unsafe options.flags = GIT_REPOSITORY_INIT_NO_REINIT.rawValue
        let status = unsafe branch.withCString { name in
            unsafe options.initial_head = name
            var repository: OpaquePointer?
            defer { unsafe git_repository_free(repository) }
            return unsafe git_repository_init_ext(&repository, folder, &options)
        }
        try check(status, operation, folder)
    }
}

extension String {
    /// The folder that contains a path; `.` if the path has no folder.
    fileprivate var parentFolder: String {
        let path = withoutTrailingSlashes
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    var withoutTrailingSlashes: String {
        var text = self
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        return text
    }
}
