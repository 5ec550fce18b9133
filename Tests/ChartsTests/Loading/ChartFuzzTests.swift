// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import Foundation
import GoTemplate
import TestSupport
import Testing

/// Charts that somebody damaged: each is loaded and rendered, or refused.
@Suite struct ChartFuzzTests {
    /// `CHARTS_FUZZ=1000000` damages that many charts.
    private static let count = (ProcessInfo.processInfo.environment["CHARTS_FUZZ"].flatMap(Int.init) ?? 3000) / 10

    private static let pieces: [String] = [
        "\n", " ", "  ", "- ", ": ", "{", "}", "[", "]", "{{ ", " }}", "{{- ", " -}}", "\"", "'", "|", "&a", "*a",
        "null", "1", "~",
        ".Values", ".Chart.Name", "include \"h\" .", "tpl \"{{ . }}\" .", "range ", "end", "if ", "define \"h\"",
        "$x := ", "name",
        "version", "dependencies", "condition", "alias", "type", "$ref", "#", "properties", "required", "\u{0}",
        "\u{e9}", "\u{1F600}",
    ]

    /// A text with some of its parts replaced, removed or repeated.
    private func damaged(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 0...8, using: &generator))
            let piece = Self.pieces.randomElement(using: &generator) ?? ""
            bytes.replaceSubrange(place..<end, with: Array(piece.utf8))
        }
        return bytes
    }

    @Test func `damaged files of a chart do no harm`() {
        let entries = ShopChart.chart.entries
        for seed in 0..<Self.count {
            var generator = SeededGenerator(seed: UInt64(seed))
            var damagedEntries = entries
            let index = Int.random(in: 0..<entries.count, using: &generator)
            let bytes = damaged(entries[index].bytes, &generator)
            damagedEntries[index] = ChartFiles.Entry(path: entries[index].path, bytes: bytes)
            do throws(ChartError) {
                var rendering = ChartRendering(try Chart(ChartFiles(entries: damagedEntries)))
                rendering.limits.steps = 20_000
                _ = try rendering.render()
            } catch {
                #expect(!error.message.isEmpty, "seed \(seed)")
            }
        }
    }

    @Test func `damaged archives do no harm`() throws {
        var members = TestArchive()
        for entry in ShopChart.chart.entries { try members.add("shop/\(entry.path)", entry.bytes) }
        let archive = try Compression.gzip.compress(members.bytes)
        for seed in 0..<Self.count {
            var generator = SeededGenerator(seed: UInt64(seed))
            var bytes = archive
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            bytes.removeLast(Int.random(in: 0...40, using: &generator))
            do throws(ChartError) {
                _ = try Chart(try ChartFiles(archive: bytes, name: "shop.tgz"))
            } catch {
                #expect(!error.message.isEmpty, "seed \(seed)")
            }
        }
    }

    @Test func `damaged values and schemas do no harm`() {
        let values = ShopChart.chart.entries.first { $0.path == "values.yaml" }?.bytes ?? []
        let schema =
            Array(
                ##"{"type":"object","required":["a"],"properties":{"a":{"$ref":"#/definitions/p","oneOf":[{"minimum":1}]}},"##
                    .utf8
            )
            + Array(
                ##""definitions":{"p":{"type":["string","null"],"format":"uri","if":{"const":1},"then":{"enum":[2]}}}}"##
                    .utf8
            )
        for seed in 0..<Self.count {
            var generator = SeededGenerator(seed: UInt64(seed))
            let given = try? GoYAMLReader.read(damaged(values, &generator)).chartValue
            do throws(SchemaProblem) {
                let validation = try SchemaValidation(try SchemaDocument(damaged(schema, &generator)))
                _ = try validation.errors(of: given ?? .map(["a": .number(1)]))
            } catch {
                #expect(!error.message.isEmpty, "seed \(seed)")
            }
        }
    }

    @Test func `any value is written as YAML, TOML and JSON, or not at all`() {
        for seed in 0..<Self.count {
            var generator = SeededGenerator(seed: UInt64(seed))
            let text = (0..<4).compactMap { _ in Self.pieces.randomElement(using: &generator) }.joined()
            guard let value = try? GoYAMLReader.read(Array(text.utf8)).chartValue else { continue }
            _ = HelmTOML.text(value.value)
            let yaml = HelmYAML.text(value.value)
            // What JSON can hold comes back the same.
            if !yaml.isEmpty, let again = try? GoYAMLReader.read(yaml.bytes + [10]).chartValue, !text.contains("\u{0}")
            {
                #expect(again.json == value.json || yaml.string.hasPrefix("|"), "seed \(seed): \(text)")
            }
        }
    }

    @Test func `rules for ignored files are read or refused`() {
        for seed in 0..<Self.count {
            var generator = SeededGenerator(seed: UInt64(seed))
            let bytes = damaged(Array("# comment\n*.bak\n!a?/b\n/x/[a-c]*\n\\#y\nd/\n".utf8), &generator)
            do throws(ChartError) {
                _ = try HelmIgnore(String(decoding: bytes, as: UTF8.self)).ignores("a/b/c.txt", isFolder: false)
            } catch {
                #expect(error.place?.file == ".helmignore", "seed \(seed)")
            }
        }
    }
}
