// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A program that runs beside the tests.
///
/// Foundation's `Process` would serve, but it leaks a few bytes at each start, which
/// AddressSanitizer then reports at the end of the tests.
// Unchecked: the process starts in `init` and ends in `deinit`; one task reads and writes.
final class ChildProcess: @unchecked Sendable {
    let input: FileHandle
    let output: FileHandle
    private let identifier: pid_t
    /// Set when the identifier may belong to another process by now.
    private var hasEnded = false

    init(_ arguments: [String]) throws {
        let toChild = Pipe()
        let fromChild = Pipe()
        input = toChild.fileHandleForWriting
        output = fromChild.fileHandleForReading
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, toChild.fileHandleForReading.fileDescriptor, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, fromChild.fileHandleForWriting.fileDescriptor, 1)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var texts = unsafe arguments.map { unsafe strdup($0) } + [nil]
        defer { unsafe texts.forEach { unsafe free($0) } }
        var noEnvironment: [UnsafeMutablePointer<CChar>?] = unsafe [nil]
        var identifier: pid_t = 0
        let status = unsafe posix_spawnp(&identifier, arguments[0], &actions, nil, &texts, &noEnvironment)
        self.identifier = identifier
        hasEnded = status != 0
        guard status == 0 else { throw SecureServerError(description: "cannot start \(arguments[0]): errno \(status)") }
        try toChild.fileHandleForReading.close()
        try fromChild.fileHandleForWriting.close()
    }

    deinit {
        guard !hasEnded else { return }
        // The child may have been started with milder signals blocked.
        kill(identifier, SIGKILL)
        _ = wait()
    }

    /// Ends the program, whose output can still be read.
    func end() {
        guard !hasEnded else { return }
        kill(identifier, SIGKILL)
        _ = wait()
    }

    /// Waits for the end and tells whether it was a success.
    func wait() -> Bool {
        var status: Int32 = 0
        let ended = unsafe waitpid(identifier, &status, 0)
        hasEnded = true
        return ended == identifier && status == 0
    }
}
