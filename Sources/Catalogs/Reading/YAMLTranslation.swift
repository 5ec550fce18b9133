// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import JSONDocuments
import YAML

/// A YAML document as JSON, always the same bytes, translated as Kubernetes' tools do.
struct YAMLTranslation {
    /// The JSON, without blanks; empty if the document has no value.
    private(set) var json: [UInt8] = []
    /// The YAML positions of the values that begin at offsets of the JSON; in the order of the offsets.
    private var places: [(offset: Int, position: YAMLPosition)] = []

    /// The line of the file on which the document begins, and the number of bytes before it there.
    private let line: Int
    private let indentation: Int

    /// The maximum line number for which a document is parsed again to correct an error.
    private static let lineLimit = 1_000_000

    /// Translates a document that begins on a line of its file; errors count lines from the beginning of the file.
    init(_ bytes: [UInt8], line: Int = 1, indentation: Int = 0) throws(JSONDocumentError) {
        self.line = line
        self.indentation = indentation
        let node: YAMLNode?
        do throws(JSONDocumentError) {
            node = try Self.node(bytes)
        } catch {
            // The message may also name other lines. They become right if the document is parsed at its place in the
            // file.
            guard line + indentation > 1, line <= Self.lineLimit else { throw error }
            let before = Array(repeating: UInt8(0x0a), count: line - 1) + Array(repeating: 0x20, count: indentation)
            _ = try Self.node(before + bytes)
            throw error
        }
        guard let node, !node.isNull else { return }
        try add(node)
    }

    private static func node(_ bytes: [UInt8]) throws(JSONDocumentError) -> YAMLNode? {
        let source = SourceText(path: "", bytes: bytes)
        let findings = FindingCollector()
        var limits = YAMLLimits()
        limits.bytes = .max
        limits.values = 4_000_000
        let node = YAMLComposer.document(in: source, limits: limits, reportingTo: findings)
        if let first = findings.firstError {
            throw JSONDocumentError(
                line: first.place?.line ?? 1,
                column: first.place?.column ?? 1,
                message: first.summary,
                remedy: first.remedy
            )
        }
        return node
    }

    /// Changes the place of an error in the JSON to the place of its cause in the YAML.
    func placing(_ error: JSONDocumentError) -> JSONDocumentError {
        let position = places.last { $0.offset <= error.offset }?.position ?? YAMLPosition(line: 1, column: 1)
        return self.error(error.message, error.remedy, at: position)
    }

    private func error(_ message: String, _ remedy: String?, at position: YAMLPosition) -> JSONDocumentError {
        JSONDocumentError(
            line: line + position.line - 1,
            column: position.column + (position.line == 1 ? indentation : 0),
            message: message,
            remedy: remedy
        )
    }

    private mutating func add(_ node: YAMLNode) throws(JSONDocumentError) {
        places.append((json.count, node.position))
        switch node.content {
        case .scalar(let scalar): try add(scalar, at: node.position)
        case .sequence(let elements):
            json.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { json.append(UInt8(ascii: ",")) }
                try add(element)
            }
            json.append(UInt8(ascii: "]"))
        case .mapping(let fields):
            json.append(UInt8(ascii: "{"))
            for (index, field) in fields.enumerated() {
                if index > 0 { json.append(UInt8(ascii: ",")) }
                places.append((json.count, field.keyPosition))
                add(field.key)
                json.append(UInt8(ascii: ":"))
                try add(field.value)
            }
            json.append(UInt8(ascii: "}"))
        }
    }

    private mutating func add(_ scalar: YAMLScalar, at position: YAMLPosition) throws(JSONDocumentError) {
        switch scalar.meaning {
        case .string: add(scalar.text)
        case .integer(let value): json += Array("\(value)".utf8)
        case .boolean(let value): json += Array("\(value)".utf8)
        case .null: json += Array("null".utf8)
        case .number:
            let text = scalar.text.filter { $0 != "_" }
            guard let value = Double(text), value.isFinite else {
                throw error(
                    "the number `\(scalar.text)` has no form in JSON",
                    "quote it if it is a text",
                    at: position
                )
            }
            // As in the JSON of other tools, a whole number is written without a fraction.
            let whole = Int64(exactly: value).map(String.init)
            json += Array((whole ?? "\(value)").utf8)
        case nil:
            throw error("the tag `\(scalar.tag ?? "")` has no meaning in a catalog", "remove the tag", at: position)
        }
    }

    private mutating func add(_ text: String) {
        json.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": json += Array("\\\"".utf8)
            case "\\": json += Array("\\\\".utf8)
            case "\n": json += Array("\\n".utf8)
            case "\r": json += Array("\\r".utf8)
            case "\t": json += Array("\\t".utf8)
            // Characters that are not allowed in YAML, in which this JSON may be embedded again (YAML 1.1, 5.1).
            case "\u{0}"..<" ", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}", "\u{feff}", "\u{fffe}", "\u{ffff}":
                let digits = String(scalar.value, radix: 16)
                json += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
            default: json += scalar.utf8
            }
        }
        json.append(UInt8(ascii: "\""))
    }
}
