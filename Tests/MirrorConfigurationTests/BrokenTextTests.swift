// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import TestSupport
import Testing

@Suite("What people do to configurations")
struct BrokenTextTests {
    /// Reads a text as commands do, and returns all that is said.
    private func report(_ text: String) -> String {
        let isWhole = ["apiVersion:", "kind: ImageSet", "only", "---", "Please", "%FOO"].contains { text.contains($0) }
        let kind: ConfigurationKind = text.contains("delete:") ? .deletion : .mirror
        let whole = isWhole ? text : header.replacing("ImageSetConfiguration", with: kind.rawValue) + text
        do throws(FindingsError) {
            let configuration = try ImageSetConfiguration(
                bytes: Array(whole.utf8),
                path: "isc.yaml",
                kind: kind,
                sections: SectionName.supported
            )
            return (["accepted"] + configuration.warnings.map(\.description)).joined(separator: "\n")
        } catch {
            return error.description
        }
    }

    @Test func `is told in our words, with its place and what to do`() throws {
        let reports = BrokenTexts.all.map { "# \($0.title)\n\(report($0.text))\n" }
        try expectGolden(reports.joined(separator: "\n"), "broken.txt")
    }

    @Test func `never shows the parser's own words`() {
        for text in BrokenTexts.all {
            let said = report(text.text)
            #expect(!hasRawWords(said), "\(text.title): \(said)")
        }
    }

    @Test(.timeLimit(.minutes(2)), arguments: 0..<8)
    func `never shows them whatever a text becomes`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let texts = BrokenTexts.all.map(\.text) + [everything]
        for _ in 0..<200 {
            let text = Array((texts.randomElement(using: &generator) ?? "").utf8)
            let bytes = mutated(text, using: &generator)
            do throws(FindingsError) {
                _ = try ImageSetConfiguration(bytes: bytes, path: "isc.yaml")
            } catch {
                let said = error.description
                #expect(!hasRawWords(said), "\(said)")
                #expect(!error.errors.isEmpty)
            }
        }
    }
}
