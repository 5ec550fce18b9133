// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import TestSupport
import Testing
import YAML

/// The digest that tests pin the catalog at a position to.
private func digest(_ index: Int) -> Digest { Digest(of: [UInt8(index)]) }

private func digests(_ configuration: ImageSetConfiguration) -> [Int: Digest] {
    Dictionary(
        uniqueKeysWithValues: configuration.mirror.operators.indices
            .filter { configuration.mirror.operators[$0].unpinned != nil }.map { ($0, digest($0)) }
    )
}

private func pinned(_ text: String) throws -> PinnedConfiguration {
    let configuration = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml")
    return try PinnedConfiguration(configuration, digests: digests(configuration))
}

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

@Suite("A pinned configuration", .waitsForPrograms)
struct PinnedConfigurationTests {
    /// What stands below `operators:`, before and after.
    struct Row: Sendable {
        let before: String
        let after: String

        init(_ before: String, _ after: String) {
            self.before = before
            self.after = after
        }
    }

    private static let first = "\(digest(0))"
    private static let second = "\(digest(1))"

    @Test(
        "has the digest where the tag was, and the tag behind it",
        arguments: [
            Row("    - catalog: reg.io/a/b:v4.18\n", "    - catalog: reg.io/a/b@\(first)\n      targetTag: v4.18\n"),
            Row("  - catalog: reg.io/a/b:v4\n", "  - catalog: reg.io/a/b@\(first)\n    targetTag: v4\n"),
            // The order of the fields and the comments stay.
            Row(
                "  -   packages: [{name: x}] # one\n      # why\n      catalog: reg.io/a/b:v4 # two\n\n      full: false\n",
                "  -   packages: [{name: x}] # one\n      # why\n      catalog: reg.io/a/b@\(first) # two\n"
                    + "      targetTag: v4\n\n      full: false\n"
            ),
            // Tags that would be numbers without quotes.
            Row("  - catalog: reg.io/a:4.18\n", "  - catalog: reg.io/a@\(first)\n    targetTag: \"4.18\"\n"),
            Row("  - catalog: reg.io/a:1e3\n", "  - catalog: reg.io/a@\(first)\n    targetTag: \"1e3\"\n"),
            Row("  - catalog: reg.io/a:yes\n", "  - catalog: reg.io/a@\(first)\n    targetTag: \"yes\"\n"),
            Row(
                "  - catalog: reg.io/a:2026-01-01\n",
                "  - catalog: reg.io/a@\(first)\n    targetTag: \"2026-01-01\"\n"
            ),
            // The user's own tag stays.
            Row(
                "  - catalog: reg.io/a/b:v4\n    targetTag: mine\n",
                "  - catalog: reg.io/a/b@\(first)\n    targetTag: mine\n"
            ),
            Row("  - catalog: 'reg.io/a:v4'\n", "  - catalog: 'reg.io/a@\(first)'\n    targetTag: v4\n"),
            Row("  - catalog: \"reg.io/a:v4\"\n", "  - catalog: \"reg.io/a@\(first)\"\n    targetTag: v4\n"),
            Row(
                "  - catalog: \"[::1]:5000/a:v4\"\n",
                "  - catalog: \"[::1]:5000/a@\(first)\"\n    targetTag: v4\n"
            ),
            Row("  - catalog:\n      reg.io/a:v4\n", "  - catalog:\n      reg.io/a@\(first)\n    targetTag: v4\n"),
            Row("  - {catalog: reg.io/a:v4}\n", "  - {catalog: reg.io/a@\(first), targetTag: v4}\n"),
            Row(
                "  - {full: true, catalog: 'reg.io/a:v4' ,\n     skipDependencies: true}\n",
                "  - {full: true, catalog: 'reg.io/a@\(first)', targetTag: v4 ,\n     skipDependencies: true}\n"
            ),
            Row(
                "    [{catalog: reg.io/a:v4}, {catalog: reg.io/b:v5}]\n",
                "    [{catalog: reg.io/a@\(first), targetTag: v4}, {catalog: reg.io/b@\(second), targetTag: v5}]\n"
            ),
            Row(
                "  - {\"catalog\": \"reg.io/a:4.18\", \"full\": true}\n",
                "  - {\"catalog\": \"reg.io/a@\(first)\", \"targetTag\": \"4.18\", \"full\": true}\n"
            ),
            Row(
                "  - &one {catalog: reg.io/a:v4}\n  - &two\n    catalog: reg.io/b:v5\n",
                "  - &one {catalog: reg.io/a@\(first), targetTag: v4}\n  - &two\n    catalog: reg.io/b@\(second)\n"
                    + "    targetTag: v5\n"
            ),
            Row("  - catalog: docker://reg.io/a:v4\n", "  - catalog: docker://reg.io/a@\(first)\n    targetTag: v4\n"),
            Row("  - catalog: localhost:5000/a:v4\n", "  - catalog: localhost:5000/a@\(first)\n    targetTag: v4\n"),
            // One repository twice: each is pinned by itself.
            Row(
                "  - catalog: reg.io/a:v4\n  - catalog: reg.io/a:v4\n    targetTag: other\n",
                "  - catalog: reg.io/a@\(first)\n    targetTag: v4\n  - catalog: reg.io/a@\(second)\n    targetTag: other\n"
            ),
            // What has no tag that could move.
            Row("  - catalog: oci:///var/catalog\n", "  - catalog: oci:///var/catalog\n"),
            Row("  - catalog: reg.io/a@\(second)\n", "  - catalog: reg.io/a@\(second)\n"),
            Row("  - catalog: reg.io/a:v4@\(second)\n", "  - catalog: reg.io/a:v4@\(second)\n"),
            // Fields in other capitals count, with a warning.
            Row("  - Catalog: reg.io/a:v4\n", "  - Catalog: reg.io/a@\(first)\n    targetTag: v4\n"),
            // Other values that look like the reference.
            Row(
                "  - targetCatalogSourceTemplate: reg.io/a:v4\n    catalog: reg.io/a:v4\n",
                "  - targetCatalogSourceTemplate: reg.io/a:v4\n    catalog: reg.io/a@\(first)\n    targetTag: v4\n"
            ),
        ]
    )
    func splices(row: Row) throws {
        let head = header + "mirror:\n  operators:\n"
        let result = try pinned(head + row.before)
        #expect(text(result.bytes) == head + row.after)
        let again = try pinned(text(result.bytes))
        #expect(again == result)
    }

    @Test("ends its lines as the file does, and its last one too")
    func lineBreaks() throws {
        let head = header + "mirror:\n  operators:\n  - catalog: "
        #expect(text(try pinned(head + "reg.io/a:v4").bytes) == head + "reg.io/a@\(Self.first)\n    targetTag: v4")
        let windows = (head + "reg.io/a:v4\n    full: true\n").replacing("\n", with: "\r\n")
        #expect(
            text(try pinned(windows).bytes)
                == (head + "reg.io/a@\(Self.first)\n    targetTag: v4\n    full: true\n").replacing("\n", with: "\r\n")
        )
        let marked = "\u{feff}# é\n" + head + "reg.io/a:v4\n"
        #expect(
            text(try pinned(marked).bytes) == "\u{feff}# é\n" + head + "reg.io/a@\(Self.first)\n    targetTag: v4\n"
        )
    }

    @Test(
        "is not made of a text that would have to be written anew, and the error says where",
        arguments: [
            ("  - catalog: >-\n      reg.io/a:v4\n", "isc.yaml:5:14: the reference is not written plainly on one line"),
            ("  - catalog: !!str reg.io/a:v4\n", "isc.yaml:5:14: the reference is not written plainly on one line"),
            ("  - catalog: &x reg.io/a:v4\n", "isc.yaml:5:14: the reference is not written plainly on one line"),
            ("  - catalog: \"reg.io/\\x61:v4\"\n", "isc.yaml:5:14: the reference is not written plainly on one line"),
            ("  - catalog: reg.io/a:v4\n    targetTag:\n", "isc.yaml:6:5: `targetTag` has no value"),
            ("  - catalog: reg.io/a:v4\n    targetTag: \"\"\n", "isc.yaml:6:5: `targetTag` has no value"),
            (
                "  - &a {catalog: reg.io/a:v4}\n  - {<<: *a, targetTag: x}\n",
                "isc.yaml:5:18: several catalogs share this reference"
            ),
            ("  - ? catalog\n    : reg.io/a:v4\n", "isc.yaml:6:7: the catalogs cannot be pinned in place"),
        ]
    )
    func refuses(operators: String, problem: String) throws {
        let error = #expect(throws: FindingsError.self) {
            try pinned(header + "mirror:\n  operators:\n" + operators)
        }
        let found = try #require(error?.findings.first)
        #expect(error?.findings.count == 1)
        #expect(oneLine(found).replacing("error: ", with: "").hasPrefix(problem), "\(found)")
        #expect(found.excerpt != nil && found.remedy != nil)
    }

    @Test("means the same as the one that the user wrote, but for the catalogs")
    func meansTheSame() throws {
        let result = try pinned(everything)
        let configuration = try ImageSetConfiguration(bytes: result.bytes, path: "isc.yaml")
        let before = try ImageSetConfiguration(bytes: Array(everything.utf8), path: "isc.yaml")
        #expect(configuration.mirror.operators.map(\.text)[0].hasSuffix("redhat-operator-index@\(Self.first)"))
        #expect(configuration.mirror.operators[0].targetTag?.description == "v4.16-mine")
        #expect(configuration.mirror.operators.count == before.mirror.operators.count)
        #expect(configuration.mirror.additionalImages.map(\.text) == before.mirror.additionalImages.map(\.text))
        // The tag at the target was given, so no line came in.
        #expect(
            text(result.bytes)
                == everything.replacing("redhat-operator-index:v4.16\n", with: "redhat-operator-index@\(Self.first)\n")
        )
    }

    @Test("has a configuration for deleting beside it, of the same images without what mirroring alone needs")
    func deletion() throws {
        let result = try pinned(everything)
        try expectGolden(text(result.deletion), "delete.yaml")
        #expect(PinnedConfiguration.isDeletion(result.deletion))
        #expect(!PinnedConfiguration.isDeletion(result.bytes))
        #expect(!PinnedConfiguration.isDeletion(Array("# mine\n".utf8) + result.deletion))
        let problems = findings(ofFile: text(result.deletion))
        #expect(problems.count == 1 && problems[0].contains("this file says what to delete"), "\(problems)")
        let read = try ImageSetConfiguration(bytes: result.deletion, path: "d.yaml", kind: .deletion).mirror
        let before = try ImageSetConfiguration(bytes: result.bytes, path: "isc.yaml").mirror
        #expect(read.operators.map(\.text) == before.operators.map(\.text))
        #expect(read.operators.map(\.targetTag) == before.operators.map(\.targetTag))
        #expect(read.operators.flatMap(\.packages).map(\.name) == before.operators.flatMap(\.packages).map(\.name))
        #expect(
            read.operators.flatMap(\.packages).map(\.maxVersion?.value)
                == before.operators.flatMap(\.packages).map(\.maxVersion?.value)
        )
        #expect(read.platform?.channels.map(\.name) == before.platform?.channels.map(\.name))
        #expect(read.additionalImages.map(\.targetTag) == before.additionalImages.map(\.targetTag))
        #expect(read.blockedImages.isEmpty)
    }

    @Test("is itself when it is pinned again, however the text is laid out")
    func property() throws {
        var generator = SeededGenerator(seed: 18)
        let tags = ["v4.18", "4.18", "latest", "1", "on", "0x1f", "a_b.c-d", "1_0", "v1-2"]
        for _ in 0..<400 {
            var lines = header + "mirror:\n  operators: # all of them\n"
            let count = Int.random(in: 1...4, using: &generator)
            for index in 0..<count {
                let quote = ["", "'", "\""].randomElement(using: &generator) ?? ""
                let tag = tags.randomElement(using: &generator) ?? ""
                let reference = "catalog: \(quote)reg.io:5000/c\(index)/é:\(tag)\(quote)".replacing("é", with: "e")
                var fields = [reference, "full: true", "packages: [{name: p\(index)}]  # é 🗝"]
                if Bool.random(using: &generator) { fields.append("targetTag: t\(index)") }
                fields.shuffle(using: &generator)
                let margin = String(repeating: " ", count: Int.random(in: 2...6, using: &generator))
                if Bool.random(using: &generator) {
                    let flow = fields.map { $0.replacing("  # é 🗝", with: "") }
                    lines += "  - {\(flow.joined(separator: Bool.random(using: &generator) ? ", " : ",\n      "))}\n"
                } else {
                    lines += "  -" + String(repeating: " ", count: margin.count - 3 < 1 ? 1 : margin.count - 3)
                    let column = String(repeating: " ", count: 3 + max(1, margin.count - 3))
                    lines += fields.joined(separator: "\n\(column)") + "\n"
                }
            }
            let once = try pinned(lines)
            let model = try ImageSetConfiguration(bytes: once.bytes, path: "isc.yaml")
            let before = try ImageSetConfiguration(bytes: Array(lines.utf8), path: "isc.yaml")
            for (index, catalog) in model.mirror.operators.enumerated() {
                let old = before.mirror.operators[index]
                #expect(catalog.text == "reg.io:5000/c\(index)/e@\(digest(index))")
                #expect(catalog.targetTag == (old.targetTag ?? old.unpinned?.tag))
                #expect(catalog.packages.map(\.name) == old.packages.map(\.name))
                #expect(catalog.full == old.full)
            }
            #expect(try pinned(text(once.bytes)) == once)
            #expect(PinnedConfiguration.isPinned(model) && !PinnedConfiguration.isPinned(before))
        }
    }

    @Test("is made or refused, and never means something else, whatever the text looks like", arguments: 0..<4)
    func mutations(seed: UInt64) throws {
        let whole = Array(
            (header + "mirror:\n  operators:\n  - catalog: reg.io/a:v4 # one\n    full: true\n"
                + "  - {catalog: 'reg.io/b:4.18', packages: [{name: p}]}\n  - targetTag: mine\n    catalog: \"reg.io/c:v5\"\n")
                .utf8
        )
        let pieces = [
            " ", "\n", "\n    ", "\r\n", "'", "\"", "#", " # ", ":", ": ", "-", "- ", ",", "{", "}", "[", "]", "&a ",
            "*a",
            "<<: *a", "!!str ", "!x ", "|-\n", "? ", "\\x61", "\t", "\u{feff}", "\u{85}", "\u{2028}", "é", "v", "@",
            "catalog",
            "targetTag: ", "null",
        ]
        var generator = SeededGenerator(seed: seed)
        var madeCount = 0
        for _ in 0..<1500 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...2, using: &generator) {
                let place = Int.random(in: header.utf8.count...bytes.count, using: &generator)
                let end = Bool.random(using: &generator) ? place : min(bytes.count, place + 2)
                bytes.replaceSubrange(place..<end, with: (pieces.randomElement(using: &generator) ?? "").utf8)
            }
            guard let before = try? ImageSetConfiguration(bytes: bytes, path: "isc.yaml") else { continue }
            do throws(FindingsError) {
                let result = try PinnedConfiguration(before, digests: digests(before))
                let after = try ImageSetConfiguration(bytes: result.bytes, path: "isc.yaml").mirror.operators
                #expect(after.allSatisfy { $0.unpinned == nil })
                #expect(
                    after.map(\.targetTag) == before.mirror.operators.map { $0.targetTag ?? $0.unpinned?.tag },
                    "\(text(bytes))"
                )
                #expect(PinnedConfiguration.isDeletion(result.deletion))
                madeCount += 1
            } catch {
                #expect(
                    error.errors.allSatisfy { $0.place != nil && $0.code == "cannot-pin" },
                    "\(text(bytes)): \(error)"
                )
            }
        }
        #expect(madeCount > 50)
    }

    @Test("reads the same for another reader of YAML")
    func independentReader() throws {
        let result = try pinned(everything)
        let folder = try TemporaryDirectory()
        try folder.write(result.bytes, to: "pinned.yaml")
        try folder.write(result.deletion, to: "delete.yaml")
        let script = """
            import sys, yaml
            pinned, delete = [yaml.safe_load(open(name)) for name in sys.argv[1:]]
            del pinned["mirror"]["blockedImages"]
            assert delete["delete"] == pinned["mirror"], (delete["delete"], pinned["mirror"])
            assert delete["kind"] == "DeleteImageSetConfiguration" and len(delete) == 3
            """
        let run = try runTool(["/usr/bin/python3", "-c", script, folder["pinned.yaml"], folder["delete.yaml"]])
        #expect(run.status == 0, "\(run.errors)")
    }
}
