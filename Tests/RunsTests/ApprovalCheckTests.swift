// SPDX-License-Identifier: Apache-2.0

import Approvals
import Audit
import Foundation
import GitStore
import Ledger
import OCI
import Plans
import Runs
import TestSupport
import Testing

/// Real repositories, signatures of ssh-keygen and merges: the rules themselves are tested by tables in `Approvals`.
@Suite("Whether a plan is approved", .waitsForPrograms)
struct ApprovalCheckTests {
    private let sandbox: GitSandbox
    private let file: PlanFile
    private let path: String

    init() throws {
        sandbox = try GitSandbox()
        file = try PlanFile(Plan.sample)
        path = "plans/\(file.id.short)/plan.json"
        try sandbox.commit("1\n", to: "isc.yaml")
        try sandbox.git("checkout", "--quiet", "-b", "plans")
        try sandbox.commit(String(decoding: file.bytes, as: UTF8.self), to: path)
    }

    private func environment(_ name: String) throws -> [String: String] {
        let key = "\(sandbox.directory.path)/\(name)"
        if !FileManager.default.fileExists(atPath: key) {
            try toolOutput(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key])
        }
        return [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": sandbox.directory.path,
            "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": "\(name)@x.example", "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": "\(name)@x.example", "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "gpg.format",
            "GIT_CONFIG_VALUE_0": "ssh", "GIT_CONFIG_KEY_1": "user.signingkey", "GIT_CONFIG_VALUE_1": key,
        ]
    }

    private func approve(as name: String) throws {
        let repository = try #require(try AuditRepository.locate(around: sandbox.path))
        _ = try repository.approve(file.id, file.bytes, target: "t", choices: true, environment(name))
    }

    /// The file of keys of everybody named.
    private func keys(_ names: String...) throws -> String {
        let lines = try names.map { name in
            _ = try environment(name)
            return "\(name)@x.example \(String(decoding: try sandbox.directory.read("\(name).pub"), as: UTF8.self))"
        }
        try sandbox.directory.write(lines.joined(), to: "signers")
        return "\(sandbox.directory.path)/signers"
    }

    private func check(
        _ branch: String? = nil,
        keys: String? = nil,
        isSigned: Bool = false,
        approvals: Int = 0
    ) async throws -> [String] {
        let trail = try AuditTrail(around: sandbox.path, commits: true, environment: [:])
        let demand = ApprovalDemand(
            source: "t",
            branch: branch,
            keys: keys.map { .file($0) },
            isSigned: isSigned,
            approvals: approvals
        )
        let check = ApprovalCheck(of: file, demand, in: trail, environment: try environment("bob"))
        return try await check.run().map(\.name)
    }

    @Test("is proved by a squash merge, and no longer after a revert")
    func merges() async throws {
        await #expect(throws: ApprovalRefusal.self) { try await check("main") }
        try sandbox.git("checkout", "--quiet", "main")
        try sandbox.git("merge", "--quiet", "--squash", "plans")
        try sandbox.git("commit", "--quiet", "--message", "Squash")
        #expect(try await check("main") == [])
        try sandbox.git("revert", "--no-edit", "HEAD")
        await #expect(throws: ApprovalRefusal.self) { try await check("main") }
    }

    @Test("is proved by signed commits of others, which a squash merge leaves on their branch")
    func approvals() async throws {
        let keys = try keys("ada", "bob", "eve")
        try approve(as: "bob")
        try approve(as: "bob")
        try approve(as: "mallory")
        #expect(try await check(keys: keys, approvals: 1) == ["bob <bob@x.example>"])
        await #expect(throws: ApprovalRefusal.self) { try await check(keys: keys, approvals: 2) }
        try approve(as: "eve")
        try sandbox.git("checkout", "--quiet", "main")
        #expect(try await check(keys: keys, approvals: 2).count == 2)
        // The log has them as what they are.
        #expect(try AuditHistory(around: sandbox.path, from: "plans").entries.allSatisfy { $0.kind == .approval })
    }

    /// Whether the plan's commit or a tag at it is signed by a key of the file; the refusal, if not.
    private func refusal(signedBy keys: String) async -> String? {
        do {
            _ = try await check(keys: keys, isSigned: true)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test("is proved by a signed tag at the plan's commit, with SSH")
    func tag() async throws {
        let keys = try keys("ada"), environment = try environment("ada")
        #expect(await refusal(signedBy: keys) != nil)
        try toolOutput(["git", "tag", "-a", "-m", "Seen", "unsigned"], environment: environment, in: sandbox.path)
        #expect(await refusal(signedBy: keys) != nil)
        try toolOutput(["git", "tag", "-s", "-m", "Reviewed", "signed"], environment: environment, in: sandbox.path)
        #expect(await refusal(signedBy: keys) == nil)
        #expect(await refusal(signedBy: try self.keys("eve")) != nil)
    }

    @Test("is proved by a commit and by a tag that are signed with OpenPGP, and not with keys of SSH")
    func openPGP() async throws {
        let home = try sandbox.directory.makeDirectory("gnupg"), ring = "\(sandbox.directory.path)/ring"
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: home)
        var environment = try environment("ada")
        environment["GNUPGHOME"] = home
        environment["GIT_CONFIG_COUNT"] = "0"
        func run(_ command: String...) throws { try toolOutput(command, environment: environment, in: sandbox.path) }
        defer { try? run("gpgconf", "--kill", "all") }
        try run("gpg", "--batch", "--passphrase", "", "--quick-gen-key", "ada <ada@x.example>", "ed25519", "sign", "0")
        try run("gpg", "--batch", "--armor", "--output", ring, "--export")
        #expect(await refusal(signedBy: ring) != nil)
        try run("git", "tag", "-s", "-m", "Reviewed", "signed")
        #expect(await refusal(signedBy: ring) == nil)
        try run("git", "tag", "-d", "signed")
        try run("git", "commit", "--quiet", "--amend", "--no-edit", "-S")
        #expect(await refusal(signedBy: ring) == nil)
        let foreign = await refusal(signedBy: try keys("ada"))
        #expect(foreign?.contains("it is of OpenPGP, and the key file has keys of SSH") == true, "\(foreign ?? "")")
    }

    @Test("is judged by the protected branch's policy, whatever the checkout's own one says")
    func policy() async throws {
        let keys = try keys("bob")
        try sandbox.git("checkout", "--quiet", "main")
        try sandbox.commit("branch: main\nkeys: signers\nrequireApprovals: 1\n", to: ".mirror/policy.yaml")
        try sandbox.commit(try String(contentsOfFile: keys, encoding: .utf8), to: "signers")
        try sandbox.git("checkout", "--quiet", "plans")
        #expect(try await check() == [], "a branch without a policy names no protected branch")
        try sandbox.commit("branch: main\n", to: ".mirror/policy.yaml")
        await #expect(throws: ApprovalRefusal.self) { try await check() }
        try approve(as: "bob")
        #expect(try await check() == ["bob <bob@x.example>"])
        try sandbox.write("branch: gone\n", to: ".mirror/policy.yaml")
        await #expect(throws: ApprovalRefusal.unknownBranch("gone", source: ".mirror/policy.yaml")) {
            try await check()
        }
    }
}
