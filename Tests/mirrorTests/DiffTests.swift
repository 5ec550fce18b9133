// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// What people and pipelines see of `mirror diff`: only the built binary has its exit codes and a repository around it.
@Suite("mirror diff", .waitsForPrograms)
struct DiffTests {
    private let shop: Workshop

    init() throws {
        shop = try Workshop(registries: "")
        for name in ["release.json", "release-upgrade.json", "deletion.json"] {
            let bytes = try Data(contentsOf: ExamplesTests.root.appending(path: "plans/\(name)"))
            try shop.folder.write([UInt8](bytes), to: "work/\(name)")
        }
    }

    @Test("compares two files, in every format, and ends with 2 where they differ")
    func files() throws {
        let different = try shop.mirror("diff", "release.json", "release-upgrade.json")
        #expect(different.status == 2 && different.errors == "", "\(different.errors)")
        #expect(different.output.contains("\nReleases\n  + 4.15.9 amd64\n  + 4.15.11 amd64\n"), "\(different.output)")
        #expect(different.output.split(separator: "\n").last?.hasPrefix("Difference: images ") == true)
        let same = try shop.mirror("diff", "release.json", "release.json")
        #expect(same.status == 0)
        #expect(same.output.contains("\nNo difference: both want the same "), "\(same.output)")
        let markdown = try shop.mirror("diff", "--format", "markdown", "release.json", "release-upgrade.json")
        #expect(markdown.status == 2 && markdown.output.hasPrefix("# What changes\n"))
        let json = try shop.mirror("diff", "--json", "release.json", "release.json")
        #expect(json.status == 0 && json.output.contains("\"is_different\": false"))
    }

    @Test("says what is wrong, and what to name instead")
    func mistakes() throws {
        let kinds = try shop.mirror("diff", "deletion.json", "release.json")
        #expect(kinds.status == 1)
        #expect(kinds.errors.contains("deletion.json deletes images and release.json copies them"), "\(kinds.errors)")
        let missing = try shop.mirror("diff", "none.json", "release.json")
        #expect(missing.status == 1 && missing.errors.contains("none.json"), "\(missing.errors)")
        #expect(try shop.mirror("diff", "release.json").status == 64)
        #expect(try shop.mirror("diff", "a..b", "c..d", "e..f").status == 64)
        #expect(try shop.mirror("diff", "release.json", "release.json", "-c", "x").status == 64)
        let nowhere = try shop.mirror("diff", "main..HEAD")
        #expect(nowhere.status == 1 && nowhere.errors.contains("git repository"), "\(nowhere.errors)")
        #expect(try shop.mirror("diff", "-", "-").errors.contains("both plans are standard input"))
    }

    @Test("compares what a branch plans with what main has, for each configuration and target")
    func revisions() throws {
        func record(_ name: String, as id: String) throws {
            try shop.folder.write(try shop.folder.read("work/\(name)"), to: "work/plans/\(id)/plan.json")
            try shop.git("add", "plans")
            try shop.git("commit", "--quiet", "--message", "Plan \(id)")
        }
        try shop.git("init", "--quiet", "--initial-branch=main")
        try record("release.json", as: "aaaaaaaaaaaa")
        try shop.git("checkout", "--quiet", "-b", "update")
        #expect(try shop.mirror("diff", "main..").status == 0)
        try record("release-upgrade.json", as: "bbbbbbbbbbbb")
        let found = try shop.mirror("diff", "main..HEAD")
        #expect(found.status == 2, "\(found.errors)")
        #expect(
            found.output.hasPrefix("release-upgrade.yaml at mirror.example:5000/ocp: no plan → plan "),
            "\(found.output)"
        )
        #expect(found.output.contains("20 added, 0 changed, 0 dropped"), "\(found.output)")
        let other = try shop.mirror("diff", "main..HEAD", "-c", "release.yaml")
        #expect(other.status == 0 && other.output == "No difference: both revisions have the same plans.\n")
        #expect(try shop.mirror("diff", "main..HEAD", "--to", "docker://mirror.example:5000/ocp").status == 2)
        #expect(try shop.mirror("diff", "main..HEAD", "--to", "docker://other.example:5000").status == 0)
        let unknown = try shop.mirror("diff", "origin/main..HEAD")
        #expect(unknown.status == 1 && unknown.errors.contains("origin/main names no commit of "), "\(unknown.errors)")
        try record("release.json", as: "cccccccccccc")
        try record("release.json", as: "dddddddddddd")
        #expect(try shop.mirror("diff", "main..HEAD").status == 2)
    }
}
