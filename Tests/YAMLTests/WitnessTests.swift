// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing
import YAML

/// Another reader of YAML, in another language, on the same texts.
@Suite("What PyYAML reads", .waitsForPrograms)
struct WitnessTests {
    /// Reads each text as PyYAML's own parser does, without giving plain text a meaning.
    private static let script = """
        import json, sys, yaml
        def read(text):
            try:
                return {"value": yaml.load(text, Loader=yaml.BaseLoader)}
            except (yaml.YAMLError, ValueError, TypeError):
                return {}
        json.dump([read(t) for t in json.load(sys.stdin)], sys.stdout)
        """

    private struct Answer: Decodable {
        let value: Value?
    }

    /// Texts, lists and mappings.
    private enum Value: Decodable, Equatable {
        case text(String)
        case list([Value])
        case mapping([String: Value])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let list = try? container.decode([Value].self) {
                self = .list(list)
            } else {
                self = .mapping(try container.decode([String: Value].self))
            }
        }

        init(_ node: YAMLNode) {
            switch node.content {
            case .scalar(let scalar): self = .text(scalar.text)
            case .sequence(let nodes): self = .list(nodes.map(Value.init))
            case .mapping(let fields):
                self = .mapping(Dictionary(fields.map { ($0.key, Value($0.value)) }) { first, _ in first })
            }
        }
    }

    @Test("is what this room reads", arguments: 0..<2)
    func agrees(seed: UInt64) throws {
        var generator = SeededGenerator(seed: 40 + seed)
        let texts = (0..<900).map { _ in Self.text(using: &generator) }
        let input = try JSONEncoder().encode(texts)
        let output = try toolOutput(["/usr/bin/python3", "-c", Self.script], input: Array(input))
        let answers = try JSONDecoder().decode([Answer].self, from: Data(output.utf8))
        var read = 0
        for (text, answer) in zip(texts, answers) {
            // Two keys of one name, a list as a key and an empty document are refused here and taken there.
            guard problems(text).isEmpty, let value = answer.value else { continue }
            read += 1
            #expect(Value(try node(text)) == value, "\(text.debugDescription)")
        }
        #expect(read > 250, "\(read)")
    }

    private static func text(using generator: inout SeededGenerator) -> String {
        let pieces = [
            "a", "b: ", "c: ", "d", "- ", "- ", "\n", "\n", "\n  ", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "'",
            "'", "\"", "\"",
            " ", "|\n  ", ">\n  ", ">-\n  ", "&x ", "*x", "# c\n", "? ", ": ", "!!str ", "\\n", "x y", "e:\n  ",
            "f:\n- ",
        ]
        let frames = [
            ("", ""), ("k: ", "\n"), ("k:\n  ", "\n"), ("- ", "\n"), ("k: [", "]\n"), ("k: {j: ", "}\n"),
            ("k: \"", "\"\n"), ("k: |\n  ", "\n"),
        ]
        let (start, end) = frames.randomElement(using: &generator) ?? ("", "")
        let count = Int.random(in: 1...6, using: &generator)
        return start + (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined() + end
    }
}
