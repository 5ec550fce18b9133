// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Subprocess
import SystemPackage

/// A program of GnuPG on this machine.
struct Program: Sendable {
    /// The result of a run.
    struct Run: Sendable {
        let status: StatusLines
        let output: [UInt8]
        /// Whether it exited with code 0, which alone says nothing about a signature.
        let isSuccess: Bool
    }

    let name: String
    private let path: FilePath

    /// Looks for a program in the folders of `PATH`.
    ///
    /// `package` is the Debian package that has it.
    init(_ name: String, package: String, environment: [String: String]) async throws(ProgramError) {
        let searchPath = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        do {
            path = try await Executable.name(name).resolveExecutablePath(in: .custom(["PATH": searchPath]))
        } catch {
            throw .notInstalled(program: name, package: package)
        }
        self.name = name
    }

    /// Runs the program in a separate folder; `nil` if it prints more than `limit` bytes.
    ///
    /// Its environment has only a locale, so it does not know the user's settings or keys.
    func run(in folder: PrivateFolder, _ arguments: [String], limit: Int) async throws -> Run? {
        // Only the status goes to standard error. GnuPG's messages for people would be mixed into it, and may quote
        // text of others.
        let common = ["--homedir", folder.path, "--status-fd", "2", "--log-file", "/dev/null"]
        do {
            let result = try await Waiting.during(.program(name)) {
                try await Subprocess.run(
                    .path(path),
                    arguments: Arguments(common + arguments),
                    environment: .custom(["LC_ALL": "C"]),
                    input: .none,
                    output: .bytes(limit: limit),
                    error: .string(limit: 1 << 20)
                )
            }
            return Run(
                status: StatusLines(result.standardError),
                output: result.standardOutput,
                isSuccess: result.terminationStatus.isSuccess
            )
        } catch let error as SubprocessError {
            if error.code == .outputLimitExceeded { return nil }
            try Task.checkCancellation()
            throw ProgramError.failed(program: name, reason: "\(error)")
        }
    }
}
