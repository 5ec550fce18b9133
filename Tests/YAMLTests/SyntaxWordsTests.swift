// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing
import YAML

@Suite("What is not YAML")
struct SyntaxWordsTests {
    /// At least one text for each thing that libyaml has words for.
    private static let texts = [
        "a: [1, 2\nb: 3\n", "a: {b: 1\nc: 3\n", "a:\n- name: [::1]:5000/x\n", "a: [2001::1]:5000\n", "a: [,]\n",
        "a: [\n",
        "a: ]\n", "a: }\n", "a: ,b\n", "a: [b, c: d: e]\n", "a: {b: c: d}\n", "a: {b}: c\n", "a: [x: y]z\n",
        "a:\n- catalog: x\n  - package: y\n", "a:\n- catalog: x\n    - package: y\n", "a:\n  - b: 1\n c:\n  - d\n",
        "a:\n    - b: x\n   c: y\n", "a: - b\n", "a: \"x\" y\n", "a: 'it's'\n", "a:\n  b: 1\n  ccc\n  d: 2\n",
        "a:\n  b: 1\n  c:2\n  d: 2\n", "a:\n  b:1\n  c: 2\n", "a: >x\n b\n", "a: |0\n x\n", "a: |\n\tx\n", "a: *\n",
        "a: *.io\n",
        "a: &\n", "a: &é\n", "a: !<x\n", "a: !x!y z\n", "a: !<a%zz> x\n", "a: !<a%ff> x\n", "a: !\"x\n", "a: %x\n",
        "a: @x\n",
        "a: `x`\n", "%FOO\n---\na: 1\n", "%YAML 3.0\n---\na: 1\n", "%YAML x\n---\na\n", "%YAML 1\n---\na\n",
        "%YAML 1.99999999999\n---\na\n", "%YAML 1.1\n%YAML 1.1\n---\na\n", "%TAG ! x\n%TAG ! y\n---\na\n",
        "%TAG x\n---\na\n",
        "%TAG !x! \n---\na\n", "%\n---\na\n", "%YAML 1.1 x\n---\na\n", "a: \"\\d\"\n", "a: \"\\xzz\"\n",
        "a: \"\\ud800\"\n", "a: ? b\n", "? a\n: b\n c: d\n", "a:\n  b: 1\n\tc: 2\n", "a:\n\t- b\n", "a: b\n\tc: 2\n",
        "a: 1\n- b\n", "a: \"x\n---\nb\"\n", "a: \"x\n", "a: 'x\n", "a: 1\n...\nb: 2\n", " a: 1\nb: 2\n", "a: 1 : 2\n",
        "a\nb: c\n", "\"a\" b: c\n", "- a: 1\n - b\n- c\n", "a:\n  - b\n  -c\n", "a: [b\n---\nc: d\n", "{a: b\n",
        "a: {? b\n",
    ]

    @Test func `is told in our words`() throws {
        let reports = Self.texts.map { text in
            let findings = FindingCollector()
            let source = SourceText(path: "f.yaml", bytes: Array(text.utf8))
            _ = YAMLComposer.document(in: source, reportingTo: findings)
            return findings.findings.map(\.description).joined(separator: "\n")
        }
        for report in reports { #expect(!hasRawWords(report), "\(report)") }
        try expectGolden(reports.joined(separator: "\n\n") + "\n", "syntax.txt")
    }

    @Test(.timeLimit(.minutes(2)), arguments: 0..<8)
    func `is told in our words whatever it is`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = Self.texts.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        for _ in 0..<400 {
            let count = Int.random(in: 1...6, using: &generator)
            let lines = (0..<count).map { _ in
                String(repeating: " ", count: Int.random(in: 0...4, using: &generator))
                    + (pieces.randomElement(using: &generator) ?? "")
            }
            let text = lines.joined(separator: "\n")
            for problem in problems(text) { #expect(!hasRawWords(problem), "\(text)\n\(problem)") }
        }
    }
}
