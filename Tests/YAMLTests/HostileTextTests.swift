// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing
import YAML

@Suite("Bytes that nobody wrote as YAML")
struct HostileTextTests {
    /// Composes bytes and checks what holds for every text.
    private func check(_ bytes: [UInt8], sourceLocation: Testing.SourceLocation = #_sourceLocation) {
        var limits = YAMLLimits()
        limits.values = 1000
        let source = SourceText(path: "f.yaml", bytes: bytes)
        let findings = FindingCollector()
        let root = YAMLComposer.document(in: source, limits: limits, reportingTo: findings)
        let shown = String(decoding: bytes, as: UTF8.self).debugDescription
        // Nothing comes back without a reason.
        #expect(root != nil || findings.hasErrors, "\(shown)", sourceLocation: sourceLocation)
        for finding in findings.findings {
            guard let place = finding.place else {
                Issue.record("no place: \(finding) in \(shown)", sourceLocation: sourceLocation)
                continue
            }
            #expect((1...source.lineCount).contains(place.line), "\(place) in \(shown)", sourceLocation: sourceLocation)
            let line = source.line(place.line).unicodeScalars.count
            #expect(
                place.column >= 1 && place.column <= line + 2,
                "\(place) in \(shown)",
                sourceLocation: sourceLocation
            )
            #expect(!hasRawWords(finding.description), "\(shown)", sourceLocation: sourceLocation)
        }
        guard let root, !findings.hasErrors, let value = YAMLValue(root) else { return }
        guard let again = try? node(YAMLWriter.text(value)) else {
            Issue.record("cannot be read again: \(shown)", sourceLocation: sourceLocation)
            return
        }
        #expect(YAMLValue(again) == value, "\(shown)", sourceLocation: sourceLocation)
    }

    @Test("never stop the reader, and what is wrong with them has a place", arguments: 0..<4)
    func randomBytes(seed: UInt64) {
        var generator = SeededGenerator(seed: 300 + seed)
        for _ in 0..<300 { check(generator.bytes(Int.random(in: 0...40, using: &generator))) }
    }

    @Test("made of its marks do not either", arguments: 0..<4)
    func marks(seed: UInt64) {
        var generator = SeededGenerator(seed: 400 + seed)
        let marks = Array("-?:,[]{}#&*!|>'\"%@` \n\n  \tab01.~<\\\r".utf8)
        for _ in 0..<800 {
            check(
                (0..<Int.random(in: 1...14, using: &generator)).map { _ in
                    marks.randomElement(using: &generator) ?? 0x20
                }
            )
        }
    }

    private static let valid = Array(
        """
        %YAML 1.1
        ---
        kind: &k ImageSetConfiguration
        mirror:
          platform: {channels: [{name: stable-4.16, "min": '4.16.1'}], graph: true}
          operators:
          - catalog: registry.example/a/b:v4.16
            packages: [ {name: x, channels: [{name: "é\\u00e9"}]} ]
          text: |-
            two
              lines
          folded: >+
            a

            b

          <<: &m {a: 1}
          again: *m
        # the end
        ...
        """.utf8
    )

    @Test("that differ from YAML in one place do not either", arguments: 0..<4)
    func mutations(seed: UInt64) {
        var generator = SeededGenerator(seed: 500 + seed)
        check(Self.valid)
        for _ in 0..<250 {
            var bytes = Self.valid
            let at = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes.remove(at: at)
            case 1: bytes.insert(Array("-:[]{}'\"\n\t #&*!|>%".utf8).randomElement(using: &generator) ?? 0, at: at)
            case 2: bytes[at] = UInt8.random(in: 0...255, using: &generator)
            default: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...30, using: &generator)))
            }
            check(bytes)
        }
    }

    @Test("that end anywhere do not either")
    func truncations() {
        for length in 0...Self.valid.count { check(Array(Self.valid.prefix(length))) }
    }
}
