// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAML

/// Fields for tests: one of each kind.
enum Fruit: String, YAMLFieldName {
    case name, color, sizes, inner, parts, ripe, weight

    static func remedy(forFormerField name: String) -> String? { name == "colour" ? "write `color`" : nil }

    static func otherPlaces(ofField name: String) -> [String] {
        switch name {
        case "peel": ["`inner`", "`parts[]`"]
        case "stalk": ["`parts[]`"]
        default: []
        }
    }
}

/// Fields for tests, none of which is called `name`.
enum Part: String, YAMLFieldName {
    case kind, peel
}

/// What reading a text gave, and what was said about it.
struct Reading<Answer> {
    let answer: Answer
    let problems: [String]
}

/// Composes a text, hands its root to `read`, and keeps what was reported on the way.
func reading<Answer>(_ text: String, _ read: (YAMLReader, YAMLNode) throws -> Answer) throws -> Reading<Answer> {
    let findings = FindingCollector()
    let source = SourceText(path: "f.yaml", bytes: Array(text.utf8))
    let root = try #require(YAMLComposer.document(in: source, reportingTo: findings))
    let answer = try read(YAMLReader(source, reportingTo: findings), root)
    return Reading(answer: answer, problems: findings.findings.map(oneLine))
}

/// Composes a text with one field and hands the value of that field to `read`.
func readingValue<Answer>(_ text: String, _ read: (YAMLReader, YAMLNode) throws -> Answer) throws -> Reading<Answer> {
    try reading(text) { reader, root in
        guard case .mapping(let fields) = root.content else { throw NoFields() }
        return try read(reader, #require(fields.first?.value))
    }
}

/// Reads a text as a fruit.
func fruit<Answer>(_ text: String, _ read: (YAMLMapping<Fruit>) throws -> Answer) throws -> Reading<Answer> {
    try reading(text) { reader, root in
        try read(#require(reader.mapping(root, as: Fruit.self, name: "fruit")))
    }
}

/// The text of a test is not a mapping.
struct NoFields: Error {}
