// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The keys of SSH that may sign, as a file of `ssh-keygen` names them ("ALLOWED SIGNERS" in its manual).
///
/// `ssh-keygen` judges, by the present time: a key counts only while the file says that it is valid.
package struct AllowedSigners: Sendable {
    private let content: [UInt8]
    private let environment: [String: String]

    /// The holder of the key that signed.
    package struct Signer: Sendable, Equatable {
        package let key: String
        package let principals: [String]
    }

    /// Only the `PATH` of the environment is used, so no file of the user's home is trusted.
    package init(_ content: [UInt8], environment: [String: String]) {
        self.content = content
        self.environment = ["PATH": environment["PATH"], "LC_ALL": "C"].compactMapValues(\.self)
    }

    /// Returns the signer of data in git's namespace; throws the reason if the signature does not count.
    package func signer(of signed: GitSignedData) throws(GitError) -> Signer {
        let folder = "\(FileManager.default.temporaryDirectory.path(percentEncoded: false))/mirror-verify-\(UUID())"
        guard unsafe mkdir(folder, 0o700) == 0 else { throw failure("no folder \(folder): \(systemMessage())") }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, bytes) in [("signers", content), ("signature", signed.signature)] {
            guard (try? Data(bytes).write(to: URL(filePath: "\(folder)/\(name)"))) != nil else {
                throw failure("cannot write to \(folder)")
            }
        }
        let find = try run(["-Y", "find-principals", "-s", "signature", "-f", "signers"], in: folder)
        guard find.status == 0 else { throw failure("its key is not in the file") }
        // A pattern would let one key stand for many people.
        let names = String(decoding: find.output, as: UTF8.self).split { $0.isNewline || $0 == "," }.map(String.init)
        let principals = Set(names.filter { !$0.contains { "*?!\"".contains($0) } }).sorted()
        var verified: [String] = []
        var key: String?
        for principal in principals {
            let command = ["-Y", "verify", "-n", "git", "-s", "signature", "-f", "signers", "-I", principal]
            let run = try run(command, in: folder, input: signed.data)
            guard run.status == 0, let found = Self.key(in: run.output), key == nil || key == found else { continue }
            key = found
            verified.append(principal)
        }
        guard let key else { throw failure("the signature is bad, or its key is not valid for `git` now") }
        return Signer(key: key, principals: verified)
    }

    /// The fingerprint at the end of `Good "git" signature for NAME with ED25519 key SHA256:…`.
    private static func key(in output: [UInt8]) -> String? {
        let line = String(decoding: output, as: UTF8.self).split(separator: "\n").first ?? ""
        guard line.hasPrefix("Good \"git\" signature"), let key = line.split(separator: " ").last else { return nil }
        return key.hasPrefix("SHA256:") ? String(key) : nil
    }

    private func run(_ options: [String], in folder: String, input: [UInt8] = []) throws(GitError) -> GitProgram.Run {
        try GitProgram(["ssh-keygen"] + options, in: folder, environment).run(input: input)
    }

    private func failure(_ message: String) -> GitError { GitError(.signing, "verify", "the signature", message) }
}
