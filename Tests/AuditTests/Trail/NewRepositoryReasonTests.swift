// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Audit

@Suite("A new repository")
struct NewRepositoryReasonTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.makeDirectory("a/home")
        try folder.makeDirectory("shared")
        try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: folder["shared"])
    }

    @Test(
        "is made in folders that are there for nothing else",
        arguments: [
            ("a/home/mirror", String?.none), ("a/home", "your home folder"), ("a/home/.", "your home folder"),
            ("a", "a folder above your home folder"), ("shared", "a folder that everybody writes to"),
        ]
    )
    func reasons(path: String, reason: String?) throws {
        try folder.makeDirectory("a/home/mirror")
        let repository = NewRepository(folder: folder[path])
        let environment = ["HOME": folder["a/home"]]
        guard let reason else { return try repository.check(environment) }
        let error = try #require(throws: NewRepositoryError.self) { try repository.check(environment) }
        #expect(error.reason == reason)
        try NewRepository(folder: folder[path], isAskedFor: true).check(environment)
    }

    @Test("is not made in the root of the file system, and the remedy names another folder")
    func root() throws {
        let error = try #require(throws: NewRepositoryError.self) { try NewRepository(folder: "/").check([:]) }
        #expect(
            "\(error)" == """
                / is not in a git repository, and mirror does not make one there: it is the root of the file system
                Put the configuration into a separate folder: git init /mirror
                Or make the repository in this folder with --init-audit, or go without a commit: --no-audit
                """
        )
    }
}
