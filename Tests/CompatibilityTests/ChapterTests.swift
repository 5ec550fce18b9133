// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Compatibility

@Suite("The chapter for people who come from oc-mirror")
struct ChapterTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/coming-from-oc-mirror.md")

    private static func chapter() throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }

    @Test("has the table of flags as it is")
    func flags() throws {
        let text = try Self.chapter()
        let start = try #require(text.range(of: FlagChapter.heading))
        let end = text.range(of: "\n## ", range: start.upperBound..<text.endIndex)?.lowerBound ?? text.endIndex
        let expected = text.replacingCharacters(in: start.lowerBound..<end, with: FlagChapter.text)
        try expectFile(expected, at: Self.file)
    }

    @Test(
        "names every file and folder of the workspaces",
        arguments: [
            "`\(VersionOneWorkspace.name)/`", "`\(VersionOneWorkspace.log)`", "`results-<time>/`", "`mapping.txt`",
            "`pruning-plan.json`", "`\(VersionTwoWorkspace.name)/`", "`cluster-resources/`", "`logs/`", "`missing.txt`",
            "`delete-images.yaml`", "`delete-imageset-config.yaml`",
        ]
    )
    func files(name: String) throws {
        #expect(try Self.chapter().contains(name))
    }
}
