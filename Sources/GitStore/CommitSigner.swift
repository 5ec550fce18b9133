// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation

/// Signs commits as git does, by the programs and keys of git's configuration.
struct CommitSigner {
    /// The kind of signature (`gpg.format`).
    private enum Format: String {
        case openpgp, ssh, x509

        var program: String {
            switch self {
            case .openpgp: "gpg"
            case .ssh: "ssh-keygen"
            case .x509: "gpgsm"
            }
        }
    }

    private let format: Format
    private let program: String
    private let key: String?
    private let keyCommand: String?
    private let committer: GitIdentity
    private let isApproval: Bool
    private let root: String
    private let environment: [String: String]

    /// `nil` if the commit is not signed: git's `commit.gpgsign` is off, and it is no approval.
    init?(
        of repository: borrowing GitRepository,
        for change: GitChange
    ) throws(GitError) {
        let environment = change.environment
        let configuration = try GitConfiguration(of: repository, environment)
        guard change.isApproval || configuration.flag("commit.gpgsign", default: false) else { return nil }
        let name = configuration.text("gpg.format") ?? Format.openpgp.rawValue
        root = repository.root
        guard let format = Format(rawValue: name) else {
            throw GitError(
                .signing,
                "sign a commit in",
                root,
                "git's setting gpg.format is `\(name)`",
                remedy: "set it to openpgp, ssh or x509"
            )
        }
        self.format = format
        let named = configuration.text("gpg.\(format.rawValue).program")
        program = named ?? (format == .openpgp ? configuration.text("gpg.program") : nil) ?? format.program
        key = configuration.text("user.signingkey")
        keyCommand = configuration.text("gpg.ssh.defaultKeyCommand")
        committer = change.committer
        isApproval = change.isApproval
        self.environment = environment
    }

    /// Returns the armoured signature of a commit's bytes, without a line feed at its end.
    func sign(_ commit: [UInt8]) throws(GitError) -> String {
        let signature = format == .ssh ? try signSSH(commit) : try signOpenPGP(commit)
        let text = String(decoding: signature, as: UTF8.self).replacing("\r\n", with: "\n")
        return String(text.reversed().drop { $0.isNewline }.reversed())
    }

    private func signOpenPGP(_ commit: [UInt8]) throws(GitError) -> [UInt8] {
        let key = key ?? "\(committer)"
        let run = try run([program, "--status-fd=2", "-bsau", key], input: commit)
        guard run.status == 0, run.errors.contains("[GNUPG:] SIG_CREATED ") else { throw failure(run, key: key) }
        return run.output
    }

    private func signSSH(_ commit: [UInt8]) throws(GitError) -> [UInt8] {
        var named = key
        if named == nil { named = try keyOfCommand() }
        let key = named ?? ""
        let folder = "\(FileManager.default.temporaryDirectory.path(percentEncoded: false))/mirror-sign-\(UUID())"
        guard unsafe mkdir(folder, 0o700) == 0 else { throw failure("no folder \(folder): \(systemMessage())") }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try write(commit, to: "\(folder)/commit")
        var command = [program, "-Y", "sign", "-n", "git", "-f"]
        // A literal key is a public one, whose secret part an agent has.
        if let literal = key.hasPrefix("key::") ? String(key.dropFirst(5)) : key.hasPrefix("ssh-") ? key : nil {
            try write(Array("\(literal)\n".utf8), to: "\(folder)/key")
            command += ["\(folder)/key", "-U"]
        } else {
            command.append(expanded(key))
        }
        let run = try run(command + ["\(folder)/commit"])
        guard run.status == 0, let signature = FileManager.default.contents(atPath: "\(folder)/commit.sig") else {
            throw failure(run, key: key)
        }
        return [UInt8](signature)
    }

    private func keyOfCommand() throws(GitError) -> String {
        let remedy = "name a key: git config user.signingKey ~/.ssh/id_ed25519.pub"
        guard let keyCommand else { throw failure("no key is named for SSH signatures", remedy: remedy) }
        let run = try run(["sh", "-c", keyCommand])
        let line = String(decoding: run.output, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
        guard run.status == 0, line.hasPrefix("key::") || line.hasPrefix("ssh-") else {
            throw failure("`\(keyCommand)` (gpg.ssh.defaultKeyCommand) printed no key", remedy: remedy)
        }
        return line
    }

    private func run(_ command: [String], input: [UInt8] = []) throws(GitError) -> GitProgram.Run {
        do throws(GitError) {
            return try GitProgram(command, in: root, environment).run(input: input, asks: true)
        } catch {
            throw failure("`\(command.first ?? "")`: \(error.message)")
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(GitError) {
        guard (try? Data(bytes).write(to: URL(filePath: path))) != nil else { throw failure("cannot write \(path)") }
    }

    private func expanded(_ path: String) -> String {
        path.hasPrefix("~/") ? (environment["HOME"] ?? "") + path.dropFirst() : path
    }

    private func failure(_ run: GitProgram.Run, key: String) -> GitError {
        let words = run.errors.split(separator: "\n").filter { !$0.hasPrefix("[GNUPG:]") && !$0.isEmpty }
        return failure(
            "`\(program)` did not sign with the key \(key.escapingControls): \(words.last.map(String.init) ?? "no reason given")"
        )
    }

    private func failure(_ message: String, remedy: String? = nil) -> GitError {
        GitError(
            .signing,
            "sign a commit in",
            root,
            message,
            remedy: remedy
                ?? (isApproval
                    ? "an approval is signed: name your key with git's gpg.format and user.signingKey"
                    : "git signs here too: try `git commit --allow-empty`; "
                        + "not to sign, set git's commit.gpgsign to false")
        )
    }
}
