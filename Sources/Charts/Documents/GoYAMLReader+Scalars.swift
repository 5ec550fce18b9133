// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoTemplate
import YAML

extension GoYAMLReader {
    /// The value of a scalar by its tag and its form.
    mutating func datum(of scalar: YAMLScalar, _ line: Int) -> YAMLDatum {
        let text = Text(scalar.text)
        guard let tag = scalar.tag, tag != "!" else {
            guard scalar.isPlain, scalar.tag == nil else { return .string(text) }
            return self.datum(YAMLPlainScalar.meaning(of: text), text, line)
        }
        let kind = tag.hasPrefix("tag:yaml.org,2002:") ? String(tag.dropFirst(18)) : ""
        switch kind {
        case "binary":
            guard let data = Data(base64Encoded: scalar.text.filter { !$0.isNewline }) else {
                refuse("yaml: !!binary value contains invalid base64 data", line)
                return .null
            }
            return .string(Text(String(decoding: data, as: UTF8.self)))
        case "bool", "int", "float", "null", "timestamp":
            let meaning = YAMLPlainScalar.meaning(of: text)
            if kind == "float", case .integer(let value) = meaning { return .float(Double(value)) }
            guard meaning.tag == kind else {
                refuse("yaml: cannot decode !!\(meaning.tag) `\(scalar.text)` as a !!\(kind)", line)
                return .null
            }
            return self.datum(meaning, text, line)
        default: return .string(text)
        }
    }

    private mutating func datum(_ meaning: YAMLPlainScalar.Meaning, _ text: Text, _ line: Int) -> YAMLDatum {
        switch meaning {
        case .string, .timestamp: return .string(text)
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let value): return .integer(value)
        case .unsigned(let value): return .unsigned(value)
        case .float(let value):
            guard value.isFinite else {
                refuse("json: unsupported value: \(value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf")", line)
                return .null
            }
            return .float(value)
        }
    }
}

extension YAMLPlainScalar.Meaning {
    fileprivate var tag: String {
        switch self {
        case .string: "str"
        case .null: "null"
        case .bool: "bool"
        case .integer, .unsigned: "int"
        case .float: "float"
        case .timestamp: "timestamp"
        }
    }
}

extension YAMLScalar {
    /// Whether this is the key that merges another map.
    var isMerge: Bool { text == "<<" && (isPlain && tag == nil || tag == "tag:yaml.org,2002:merge") }
}

extension YAMLDatum {
    /// The text that a key becomes in JSON.
    var mapKey: Text {
        switch self {
        case .string(let text): text
        case .integer(let value): Text(String(value))
        case .bool(let value): Text(value ? "true" : "false")
        // Go shortens keys to 32 bits.
        case .float(let value): Text(Float(value).goDescription)
        default: Text()
        }
    }
}

extension Float {
    /// The shortest decimal form that means this number, as Go writes it.
    fileprivate var goDescription: String {
        // The shortest digits of the smaller type are those of a 64-bit float that reads them.
        Value.float(Double(description) ?? Double(self)).printed.string
    }
}
