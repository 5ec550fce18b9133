// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Scheduling

/// A program that does what libgit2 cannot do: `git` itself, a program that signs, or a hook.
///
/// It runs as git would run it, and the caller waits for its end.
struct GitProgram {
    struct Run {
        /// The exit code, or the signal's number plus 128.
        let status: Int32
        let output: [UInt8]
        /// The text on standard error; empty if that was shown.
        let errors: String
    }

    let arguments: [String]
    let folder: String
    let environment: [String: String]

    /// Prepares a run in a folder; a program without a slash in its name is looked for in the `PATH` of `environment`.
    init(_ arguments: [String], in folder: String, _ environment: [String: String]) {
        self.arguments = arguments
        self.folder = folder
        self.environment = environment.merging(["PATH": Self.usualPath]) { own, _ in own }
    }

    private static let usualPath = "/usr/local/bin:/usr/bin:/bin"

    /// Runs the program; throws if it cannot be started.
    ///
    /// With `shows`, everything that it prints goes to standard error, as with git's hooks. With `asks`, it may use the
    /// terminal to ask for a passphrase.
    func run(input: [UInt8] = [], shows: Bool = false, asks: Bool = false) throws(GitError) -> Run {
        let name = arguments.first ?? ""
        let shortName = URL(filePath: name).lastPathComponent
        let wait = Waiting.Mark(shows || asks ? .dialogue(with: shortName) : .program(shortName))
        wait.begin()
        defer { wait.end() }
        guard let path = path(of: name) else { throw failure(name, "it is not installed, or not in PATH") }
        let input = try anonymous(name, input)
        let output = try anonymous(name, [])
        let errors = try anonymous(name, [])
        let identifier = try spawn(path, [input.number, shows ? 2 : output.number, shows ? 2 : errors.number])
        var status: CInt = 0
        while unsafe waitpid(identifier, &status, 0) < 0 {
            guard errno == EINTR else { throw failure(name, systemMessage()) }
        }
        let signal = status & 0x7f
        return Run(
            status: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
            output: try content(output),
            errors: String(decoding: try content(errors), as: UTF8.self)
        )
    }

    private func failure(_ name: String, _ message: String) -> GitError {
        GitError(.program, "run", "`\(name)`", message)
    }

    /// The path of a program; a relative one counts from the folder.
    private func path(of name: String) -> String? {
        if name.contains("/") { return name.hasPrefix("/") ? name : "\(folder)/\(name)" }
        let folders = (environment["PATH"] ?? Self.usualPath).split(separator: ":")
        return folders.lazy.map { "\($0)/\(name)" }.first { unsafe access($0, X_OK) == 0 }
    }

    /// A file without a name: no program waits for a full pipe to be read.
    private func anonymous(_ name: String, _ bytes: [UInt8]) throws(GitError) -> FileDescriptor {
        let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        let template = unsafe strdup("\(folder)/mirror-XXXXXX")
        defer { unsafe free(template) }
        guard let template = unsafe template else { throw failure(name, systemMessage()) }
        let number = unsafe mkstemp(template)
        guard number >= 0 else { throw failure(name, "no file in \(folder): \(systemMessage())") }
        unsafe unlink(template)
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        let file = FileDescriptor(number, path: "a temporary file")
        try file.writeAll(bytes)
        lseek(number, 0, SEEK_SET)
        return file
    }

    private func content(_ file: borrowing FileDescriptor) throws(GitError) -> [UInt8] {
        lseek(file.number, 0, SEEK_SET)
        return try file.readAll(expecting: 1 << 10)
    }

    private func spawn(_ path: String, _ streams: [CInt]) throws(GitError) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for (target, stream) in streams.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, stream, CInt(target))
        }
        // This process may block or ignore signals; a program begins as a shell would start it.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t(), all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        // POSIX has no way to start a program in another folder.
        let command = ["sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder, path] + arguments.dropFirst()
        var words = unsafe command.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer { unsafe variables.forEach { unsafe free($0) } }
        var identifier: pid_t = 0
        let status = unsafe posix_spawn(&identifier, "/bin/sh", &actions, &attributes, &words, &variables)
        guard status == 0 else { throw failure(arguments.first ?? "", systemProblem(status)) }
        return identifier
    }
}
