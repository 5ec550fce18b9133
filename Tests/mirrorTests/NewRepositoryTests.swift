// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Somebody who tries the tool has the configuration anywhere.
@Suite("A repository for the record of plans", .waitsForPrograms)
struct NewRepositoryTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        try await TestImage.sample(1).push(to: upstream.host.repository("a/one"), tag: "1", with: fillingClient())
        try shop.configure(["\(upstream.host)/a/one:1"])
    }

    private func plan(home: String, in folder: String? = nil, _ options: String...) throws -> ToolRun {
        try shop.run(
            ["plan", "-c", "isc.yaml", "--to", "docker://\(target.host)"] + options,
            variables: [
                "HOME": home, "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.com",
                "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.com",
            ],
            in: folder
        )
    }

    @Test("is made in a folder of one's own, and that is said")
    func made() throws {
        let first = try plan(home: shop.folder["home"])
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.errors.contains("Made a git repository in \(shop.work)"))
        let second = try plan(home: shop.folder["home"])
        #expect(!second.errors.contains("Made a git repository"), "\(second.errors)")
    }

    @Test("is made neither in the home folder nor above it", arguments: ["work", "work/.", "work/deeper/home"])
    func home(path: String) throws {
        let run = try plan(home: shop.folder[path])
        #expect(run.status == 1, "\(run.output)\(run.errors)")
        #expect(run.errors.contains("mirror does not make one there: it is"))
        #expect(run.errors.contains("git init") && run.errors.contains("--no-audit"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.work) == ["isc.yaml"])
        let without = try plan(home: shop.folder[path], "--no-audit")
        #expect(without.status == 0, "\(without.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/.git"))
        let asked = try plan(home: shop.folder[path], "--init-audit")
        #expect(asked.status == 0 && asked.errors.contains("Made a git repository in \(shop.work)"), "\(asked.errors)")
    }

    @Test("is used where the home folder is one already")
    func existing() throws {
        try shop.git("init", "-q", "-b", "main")
        #expect(try plan(home: shop.work).status == 0)
    }

    @Test("is not made where everybody writes")
    func shared() throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: shop.work)
        let run = try plan(home: shop.folder["home"])
        #expect(run.status == 1)
        #expect(run.errors.contains("a folder that everybody writes to"), "\(run.errors)")
    }
}
