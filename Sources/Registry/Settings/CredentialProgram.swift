// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Scheduling

/// A program `docker-credential-NAME` that stores credentials (github.com/docker/docker-credential-helpers).
struct CredentialProgram: Sendable {
    let name: String
    /// The environment of the program; its `PATH` is used to find the program.
    let environment: [String: String]
    var timeout: Duration = .seconds(30)
    /// The maximum number of bytes that are read from a program's output.
    static let outputLimit = 1 << 20

    private struct Answer: Decodable {
        var user: String
        var secret: String

        enum CodingKeys: String, CodingKey {
            case user = "Username"
            case secret = "Secret"
        }
    }

    /// Asks for the credential of a registry; `nil` if the program has no credential for it.
    func credential(for host: String) async throws -> Credential? {
        let path = try locate()
        let server = host == "docker.io" ? "https://index.docker.io/v1/" : host
        let (status, output) = try await blocking { try run(path, input: server) }
        let text = String(decoding: output, as: UTF8.self)
        guard status == 0 else {
            if text.contains("credentials not found") { return nil }
            // The programs print reasons on standard output. A reason is not a secret, but half of an answer may be.
            let reason = text.hasPrefix("{") ? "" : ": \(text.oneLine(limit: 200))"
            throw SettingsError(
                path: path,
                message: "`get` for `\(server)` ended with status \(status)\(reason)",
                remedy: Self.trying(path, server)
            )
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(output)) else {
            throw SettingsError(
                path: path,
                message: "`get` for `\(server)` did not print the JSON it should",
                remedy: Self.trying(path, server)
            )
        }
        if answer.user == "<token>" { return .identityToken(Secret(answer.secret)) }
        return .basic(user: answer.user, password: Secret(answer.secret))
    }

    /// What always helps against a program that does not answer.
    private static let keepingInFile = "run `podman login` to keep the credential in a file"

    private static func trying(_ path: String, _ server: String) -> String {
        "try it by hand: echo \(server) | \(path) get; or \(keepingInFile)"
    }

    private func locate() throws -> String {
        let program = "docker-credential-\(name)"
        guard !name.contains("/") else {
            throw SettingsError(
                path: program,
                message: "a credential program is named without a path",
                remedy: "write only what follows `docker-credential-`, and put the program's folder into PATH"
            )
        }
        for folder in (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
            let path = "\(folder)/\(program)"
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw SettingsError(
            path: program,
            message: "the auth file names this program, but it is not in PATH",
            remedy: "install it, or \(Self.keepingInFile)"
        )
    }

    private func run(_ path: String, input: String) throws -> (status: Int32, output: [UInt8]) {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = ["get"]
        process.environment = environment
        let standardInput = Pipe()
        let standardOutput = Pipe()
        process.standardInput = standardInput
        process.standardOutput = standardOutput
        process.standardError = FileHandle.nullDevice
        let exited = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in exited.signal() }
        do {
            try process.run()
        } catch {
            throw SettingsError(
                path: path,
                message: "it cannot be run: \(error.readingProblem)",
                remedy: "repair the program, or \(Self.keepingInFile)"
            )
        }
        // A program that does not read must not end ours by a broken pipe. The host fits into the pipe's buffer.
        try? standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try? standardInput.fileHandleForWriting.close()

        // A child of the program may keep its output open for ever. So a separate thread reads, and the wait always
        // ends.
        let output = Guarded<[UInt8]>([])
        let ended = DispatchSemaphore(value: 0)
        let reading = standardOutput.fileHandleForReading
        DispatchQueue.global().async {
            while let chunk = try? reading.read(upToCount: 64 << 10), !chunk.isEmpty {
                let count = output.withLock { output in
                    output += chunk
                    return output.count
                }
                if count > Self.outputLimit { break }
            }
            ended.signal()
        }
        let deadline = DispatchTime.now() + timeout.seconds
        let isComplete = ended.wait(timeout: deadline) == .success
        guard output.withLock({ $0.count }) <= Self.outputLimit else {
            kill(process.processIdentifier, SIGKILL)
            throw SettingsError(
                path: path,
                message: "it prints more than the \(Self.outputLimit) bytes that are read",
                remedy: "repair the program, or \(Self.keepingInFile)"
            )
        }
        guard isComplete, exited.wait(timeout: deadline) == .success else {
            kill(process.processIdentifier, SIGKILL)
            throw SettingsError(
                path: path,
                message: "no answer within \(Int(timeout.seconds)) seconds",
                remedy: "unlock what it asks, such as a keyring, or \(Self.keepingInFile)"
            )
        }
        return (process.terminationStatus, output.withLock { $0 })
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
