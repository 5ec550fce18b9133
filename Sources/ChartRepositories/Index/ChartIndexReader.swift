// SPDX-License-Identifier: Apache-2.0

import OCI
import YAML

/// Reads the index of a chart repository, event by event: an index of thirty megabytes makes no tree.
///
/// What an entry has beside the few fields that matter is passed over, and an entry that cannot be read says so itself.
struct ChartIndexReader: ~Copyable {
    private var events: YAMLEventReader

    private init(_ bytes: [UInt8]) { events = YAMLEventReader(bytes) }

    /// Reads an index; throws if it is not YAML, or not an index at all.
    static func read(_ bytes: [UInt8]) throws(ChartIndexError) -> ChartIndex {
        var reader = ChartIndexReader(bytes)
        return try reader.index()
    }

    private mutating func index() throws(ChartIndexError) -> ChartIndex {
        var event = try next()
        while case .other = event.kind { event = try next() }
        if case .documentStart = event.kind { event = try next() }
        guard case .mappingStart = event.kind else { throw Self.noIndex(event.position) }
        var charts: [String: [IndexedChart]]?
        while let key = try key() {
            guard key.text == "entries" else {
                try skipValue()
                continue
            }
            let value = try next()
            switch value.kind {
            case .mappingStart: charts = try entries()
            case .scalar(let scalar, _) where scalar.text.isEmpty || scalar.text == "null" || scalar.text == "~":
                charts = [:]
            default: throw ChartIndexError("`entries` is not a mapping", line: value.position.line)
            }
        }
        guard let charts else { throw ChartIndexError("it has no `entries`") }
        return ChartIndex(charts: charts)
    }

    private static func noIndex(_ position: YAMLPosition) -> ChartIndexError {
        ChartIndexError("it is not a mapping", line: position.line)
    }

    private mutating func entries() throws(ChartIndexError) -> [String: [IndexedChart]] {
        var charts: [String: [IndexedChart]] = [:]
        while let name = try key() {
            let value = try next()
            guard case .sequenceStart = value.kind else {
                try skip(value)
                let problem = "its list of versions is not a list (line \(value.position.line) of index.yaml)"
                charts[name.text, default: []].append(IndexedChart(name: name.text, version: "", problem: problem))
                continue
            }
            while true {
                let element = try next()
                if case .sequenceEnd = element.kind { break }
                charts[name.text, default: []].append(try chart(name.text, element))
            }
        }
        return charts
    }

    /// Reads one version of a chart, whatever it looks like.
    private mutating func chart(_ name: String, _ start: YAMLEvent) throws(ChartIndexError) -> IndexedChart {
        var draft = ChartDraft(name: name, line: start.position.line)
        guard case .mappingStart = start.kind else {
            try skip(start)
            draft.problem = "it is not a mapping"
            return draft.chart
        }
        while let key = try key() {
            let value = try next()
            switch (key.text, value.kind) {
            case ("urls", .sequenceStart): draft.urls = try texts()
            case (let field, .scalar(let scalar, _)): draft.take(scalar, as: field)
            case (let field, .alias) where ChartDraft.fields.contains(field):
                draft.problem = "its `\(field)` is an alias"
            default: try skip(value)
            }
        }
        return draft.chart
    }

    private mutating func texts() throws(ChartIndexError) -> [String] {
        var texts: [String] = []
        while true {
            let event = try next()
            switch event.kind {
            case .sequenceEnd: return texts
            case .scalar(let scalar, _): texts.append(scalar.text)
            default: try skip(event)
            }
        }
    }

    /// The next key of a mapping; `nil` at its end.
    private mutating func key() throws(ChartIndexError) -> YAMLScalar? {
        while true {
            let event = try next()
            switch event.kind {
            case .mappingEnd: return nil
            case .scalar(let scalar, _): return scalar
            default:
                // A key that is no text names nothing that is read.
                try skip(event)
                try skipValue()
            }
        }
    }

    private mutating func skipValue() throws(ChartIndexError) { try skip(try next()) }

    /// Passes over the rest of a value, however deep it is.
    private mutating func skip(_ start: YAMLEvent) throws(ChartIndexError) {
        var depth = 0
        var event = start
        while true {
            switch event.kind {
            case .sequenceStart, .mappingStart: depth += 1
            case .sequenceEnd, .mappingEnd: depth -= 1
            case .streamEnd: throw ChartIndexError("it ends early", line: event.position.line)
            default: break
            }
            guard depth > 0 else { return }
            event = try next()
        }
    }

    private mutating func next() throws(ChartIndexError) -> YAMLEvent {
        do throws(YAMLSyntaxError) {
            return try events.next()
        } catch {
            guard case .position(let position) = error.place else { throw ChartIndexError(error.problem) }
            throw ChartIndexError(error.problem, line: position.line)
        }
    }
}
