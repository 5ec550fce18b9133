// SPDX-License-Identifier: Apache-2.0

package import Glibc
import Scheduling

/// A program that a test started; its streams are files.
///
/// Foundation's `Process` would serve, but it learns of an end by a socket, and any program that is started at the same
/// moment may hold the other side of that socket open: then `waitUntilExit` waits for that program too.
package final class RunningProgram: Sendable {
    package let processIdentifier: pid_t
    /// How it ended, as a shell tells: the code, or the signal's number plus 128.
    private let ending = Guarded<Int32?>(nil)

    /// Starts a program found on `PATH`, with exactly the given environment.
    package init(
        _ arguments: [String],
        environment: [String: String],
        in directory: String? = nil,
        input: String = "/dev/null",
        output: String = "/dev/null",
        errors: String = "/dev/null"
    ) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        // The thread that starts it may block signals; the program begins with none blocked.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var none = sigset_t(), all = sigset_t()
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        let command = ["env"] + (directory.map { ["--chdir=\($0)"] } ?? []) + arguments
        var words = unsafe command.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer { unsafe variables.forEach { unsafe free($0) } }
        var identifier: pid_t = 0
        let status = unsafe posix_spawn(&identifier, "/usr/bin/env", &actions, &attributes, &words, &variables)
        guard status == 0 else { throw StartFailure(arguments: arguments, number: status) }
        processIdentifier = identifier
    }

    deinit {
        send(SIGKILL)
        wait()
    }

    /// A program that could not be started.
    package struct StartFailure: Error, CustomStringConvertible {
        let arguments: [String]
        let number: Int32

        package var description: String { "cannot start \(arguments.joined(separator: " ")): errno \(number)" }
    }

    /// Whether it has not ended yet.
    package var isRunning: Bool { collect(WNOHANG) == nil }

    /// Sends a signal, unless it has ended.
    package func send(_ signal: Int32) {
        ending.withLock { ending in
            if ending == nil { kill(processIdentifier, signal) }
        }
    }

    /// Waits for its end on this thread.
    @discardableResult
    package func wait() -> Int32 {
        while true {
            if let status = collect(WNOHANG) { return status }
            // Waits without collecting, so that a signal can be sent meanwhile and never to another program.
            var information = unsafe siginfo_t()
            _ = unsafe waitid(P_PID, id_t(processIdentifier), &information, WEXITED | WNOWAIT)
        }
    }

    private func collect(_ options: Int32) -> Int32? {
        ending.withLock { ending in
            if let ending { return ending }
            var status: Int32 = 0
            guard unsafe waitpid(processIdentifier, &status, options) == processIdentifier else { return nil }
            let signal = status & 0x7f
            ending = signal == 0 ? (status >> 8) & 0xff : 128 + signal
            return ending
        }
    }
}
