// SPDX-License-Identifier: Apache-2.0

import Subprocess
import SystemPackage

/// A program of GnuPG, where this machine has it.
struct Program: Sendable {
    /// What came of running it.
    struct Run: Sendable {
        let status: StatusLines
        let output: [UInt8]
        /// Whether it ended with code 0, which alone says nothing about a signature.
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

    /// Runs it in a folder of its own; `nil` where it prints more than `limit` bytes.
    ///
    /// It gets no environment but a locale, so nothing of the user's settings or keys is known to it.
    func run(in folder: PrivateFolder, _ arguments: [String], limit: Int) async throws -> Run? {
        // The status goes to the standard error alone: what GnuPG says to people would be mixed into it, and may quote
        // what others wrote.
        let common = ["--homedir", folder.path, "--status-fd", "2", "--log-file", "/dev/null"]
        do {
            let result = try await Subprocess.run(
                .path(path),
                arguments: Arguments(common + arguments),
                environment: .custom(["LC_ALL": "C"]),
                input: .none,
                output: .bytes(limit: limit),
                error: .string(limit: 1 << 20)
            )
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
