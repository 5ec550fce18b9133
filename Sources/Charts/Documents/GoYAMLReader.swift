// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import YAML

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

    mutating func refuse(_ problem: String, _ line: Int? = nil) {
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
