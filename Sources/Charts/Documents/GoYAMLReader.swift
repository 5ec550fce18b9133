// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoTemplate
import YAML

/// An error of Go's YAML library, in its words.
struct YAMLProblem: Error, Equatable {
    let message: String
    /// The line at which the text is wrong, counted from 1, if it is known.
    var line: Int?

    /// The message as `sigs.k8s.io/yaml` has it.
    var converting: String { "error converting YAML to JSON: \(message)" }
}

/// Reads the first document of a YAML text as Go's YAML library does, and as far as JSON can hold it.
struct GoYAMLReader: ~Copyable {
    /// The deepest nesting that is read.
    private static let depthLimit = 1000

    private struct Anchor {
        let datum: YAMLDatum?
        let count: Int
        let isMapping: Bool
    }

    private var events: YAMLEventReader
    private var anchors: [String: Anchor] = [:]
    /// The first value that is YAML, but that nothing can be made of; Go finds it only behind all errors of syntax.
    private var refusal: YAMLProblem?
    /// The numbers of values: all, and those that aliases repeat.
    private var (count, repeated) = (0, 0)

    private init(_ bytes: [UInt8]) { events = YAMLEventReader(bytes) }

    /// Reads a text; one without a document is null.
    static func read(_ bytes: [UInt8]) throws(YAMLProblem) -> YAMLDatum {
        var reader = GoYAMLReader(bytes)
        let datum = try reader.document()
        if let refusal = reader.refusal { throw refusal }
        return datum
    }

    private mutating func document() throws(YAMLProblem) -> YAMLDatum {
        while true {
            switch try next().kind {
            case .streamEnd: return .null
            case .documentStart:
                let datum = try node(try next(), depth: 1)
                // The end of the document may be an error.
                _ = try next()
                return datum
            default: continue
            }
        }
    }

    private mutating func next() throws(YAMLProblem) -> YAMLEvent {
        do throws(YAMLSyntaxError) {
            return try events.next()
        } catch {
            throw YAMLProblem(error)
        }
    }

    private mutating func refuse(_ problem: String, _ line: Int? = nil) {
        if refusal == nil { refusal = YAMLProblem(message: problem, line: line) }
    }

    private mutating func node(_ event: YAMLEvent, depth: Int) throws(YAMLProblem) -> YAMLDatum {
        guard depth <= Self.depthLimit else {
            throw YAMLProblem(message: "yaml: exceeded max depth of \(Self.depthLimit)", line: event.position.line)
        }
        count += 1
        switch event.kind {
        case .alias(let name): return try alias(name, event.position.line)
        case .scalar(let scalar, let anchor):
            let datum = datum(of: scalar, event.position.line)
            if let anchor { anchors[anchor] = Anchor(datum: datum, count: 1, isMapping: false) }
            return datum
        case .sequenceStart(let anchor, _):
            return try collection(anchor, isMapping: false) { reader throws(YAMLProblem) in
                try reader.sequence(depth: depth)
            }
        case .mappingStart(let anchor, _):
            return try collection(anchor, isMapping: true) { reader throws(YAMLProblem) in
                try reader.mapping(depth: depth)
            }
        default: throw YAMLProblem(message: "yaml: unknown problem parsing YAML content")
        }
    }

    private mutating func collection(
        _ anchor: String?,
        isMapping: Bool,
        _ content: (inout GoYAMLReader) throws(YAMLProblem) -> YAMLDatum
    ) throws(YAMLProblem) -> YAMLDatum {
        let before = count
        if let anchor { anchors[anchor] = Anchor(datum: nil, count: 0, isMapping: isMapping) }
        let datum = try content(&self)
        if let anchor { anchors[anchor] = Anchor(datum: datum, count: count - before + 1, isMapping: isMapping) }
        return datum
    }

    private mutating func alias(_ name: String, _ line: Int) throws(YAMLProblem) -> YAMLDatum {
        guard let anchor = anchors[name] else {
            throw YAMLProblem(message: "yaml: unknown anchor '\(name)' referenced", line: line)
        }
        guard let datum = anchor.datum else {
            refuse("yaml: anchor '\(name)' value contains itself", line)
            return .null
        }
        count += anchor.count
        repeated += anchor.count
        // A few lines of aliases of aliases would be gigabytes of values.
        let most =
            count <= 400_000 ? 0.99 : count >= 4_000_000 ? 0.1 : 0.99 - 0.89 * Double(count - 400_000) / 3_600_000
        if repeated > 100, count > 1000, Double(repeated) > most * Double(count) {
            throw YAMLProblem(message: "yaml: document contains excessive aliasing", line: line)
        }
        return datum
    }

    private mutating func sequence(depth: Int) throws(YAMLProblem) -> YAMLDatum {
        var elements: [YAMLDatum] = []
        while true {
            let event = try next()
            if case .sequenceEnd = event.kind { return .list(elements) }
            elements.append(try node(event, depth: depth + 1))
        }
    }

    private mutating func mapping(depth: Int) throws(YAMLProblem) -> YAMLDatum {
        var entries: [Text: YAMLDatum] = [:]
        while true {
            let event = try next()
            if case .mappingEnd = event.kind { return .map(entries) }
            if case .scalar(let scalar, _) = event.kind, scalar.isMerge {
                try merge(into: &entries, depth: depth)
                continue
            }
            let key = try node(event, depth: depth + 1)
            let value = try node(try next(), depth: depth + 1)
            switch key {
            case .list, .map: refuse("yaml: invalid map key: \(key.goSyntax)", event.position.line)
            case .null:
                let shown = value == .null ? "<nil>" : value.goSyntax
                refuse("unsupported map key of type: %!s(<nil>), key: <nil>, value: \(shown)", event.position.line)
            case .unsigned:
                refuse(
                    "unsupported map key of type: uint64, key: \(key.goSyntax), value: \(value.goSyntax)",
                    event.position.line
                )
            default: entries[key.mapKey] = value
            }
        }
    }

    /// Reads the value of `<<`, whose entries replace those before it.
    private mutating func merge(into entries: inout [Text: YAMLDatum], depth: Int) throws(YAMLProblem) {
        let event = try next()
        switch try node(event, depth: depth + 1) {
        case .map(let merged): entries.merge(merged) { $1 }
        case .list(let elements):
            if case .alias = event.kind { return refuseMerge(event) }
            for element in elements.reversed() {
                guard case .map(let merged) = element else { return refuseMerge(event) }
                entries.merge(merged) { $1 }
            }
        default: refuseMerge(event)
        }
    }

    private mutating func refuseMerge(_ event: YAMLEvent) {
        refuse("yaml: map merge requires map or sequence of maps as the value", event.position.line)
    }
}

extension GoYAMLReader {
    /// The value of a scalar by its tag and its form.
    private mutating func datum(of scalar: YAMLScalar, _ line: Int) -> YAMLDatum {
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
    fileprivate var isMerge: Bool { text == "<<" && (isPlain && tag == nil || tag == "tag:yaml.org,2002:merge") }
}

extension YAMLDatum {
    /// The text that a key becomes in JSON.
    fileprivate var mapKey: Text {
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

extension YAMLProblem {
    /// The words of Go's library for an error of libyaml, of which it is a port.
    init(_ error: YAMLSyntaxError) {
        var line: Int?
        switch error.place {
        case .position(let position):
            if position.line > 1 {
                line = error.stage == .scanner ? position.line : position.line - 1
            } else if let context = error.context, context.position.line > 1 {
                line = context.position.line - 1
            }
            self.line = position.line
        case .byte: self.line = nil
        }
        message = "yaml: " + (line.map { "line \($0): " } ?? "") + error.problem
    }
}
