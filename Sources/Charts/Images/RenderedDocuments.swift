// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import JSONPath
import YAML

/// The objects in a rendered file, and what could not be read.
struct RenderedDocuments {
    private(set) var objects: [RenderedObject] = []
    private(set) var faults: [Finding] = []
    /// The chart or sub-chart whose file it is.
    private let chart: String

    /// The most documents of one file of which a fault is told.
    private static let mostFaults = 20

    /// Reads a file that a chart or one of its sub-charts gave.
    init(of file: RenderedFile, in chart: String) {
        self.chart = Self.chart(of: file.path, in: chart)
        let source = SourceText(path: file.path, bytes: Array(file.text.utf8))
        for range in Self.ranges(in: source.bytes) {
            let bytes = source.bytes[range]
            if Self.saysNothing(bytes) || Self.isDefinition(bytes) { continue }
            read(Array(bytes), of: source, from: source.location(ofByte: range.lowerBound).line - 1)
        }
    }

    private mutating func read(_ bytes: [UInt8], of source: SourceText, from offset: Int) {
        let collector = FindingCollector()
        let document = SourceText(path: source.path, bytes: bytes)
        guard let root = YAMLComposer.lenientDocument(in: document, reportingTo: collector), !collector.hasErrors else {
            report(bytes, of: source, from: offset)
            return
        }
        guard case .mapping = root.content else {
            if !root.isNull { reportNoObject(root, of: source, from: offset) }
            return
        }
        let match = JSONPathMatch(node: root, place: .root)
        RenderedObject(match: match, source: source, offset: offset, chart: chart).expand(into: &objects)
    }

    /// Reports a document that is not YAML; it is read once more behind empty lines, so that all lines are those of the file.
    private mutating func report(_ bytes: [UInt8], of source: SourceText, from offset: Int) {
        guard faults.count < Self.mostFaults else { return }
        let collector = FindingCollector()
        let lines = [UInt8](repeating: 0x0a, count: offset)
        _ = YAMLComposer.lenientDocument(
            in: SourceText(path: source.path, bytes: lines + bytes),
            reportingTo: collector
        )
        guard let error = collector.firstError else { return }
        report(error.summary, at: error.place, of: source)
    }

    private mutating func reportNoObject(_ root: YAMLNode, of source: SourceText, from offset: Int) {
        guard faults.count < Self.mostFaults else { return }
        let place = SourceLocation(
            file: source.path,
            line: root.position.line + offset,
            column: root.position.column
        )
        report("an object is expected, found \(root.kind)", at: place, of: source)
    }

    private mutating func report(_ problem: String, at place: SourceLocation?, of source: SourceText) {
        faults.append(
            Finding(
                .warning,
                .notYAML,
                "chart \(chart): a document is not YAML of Kubernetes: \(problem)",
                cause: "Images in this document are not found.",
                remedy: "Give the chart the values that it needs; `mirror render` prints the text.",
                at: place
            ).quoting(source)
        )
    }
}

extension RenderedDocuments {
    /// The chart or sub-chart to which a rendered file belongs; the paths of definitions name none.
    private static func chart(of path: String, in chart: String) -> String {
        var parts = path.split(separator: "/").dropFirst()
        var chart = chart
        while parts.count > 2, parts.first == "charts" {
            parts = parts.dropFirst()
            chart = parts.removeFirst().description
        }
        return chart
    }

    /// The documents of a text: each begins at a line with `---`.
    static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var line = 0
        while line < bytes.count {
            if line > start, beginsDocument(bytes[line...]) {
                ranges.append(start..<line)
                start = line
            }
            line = (bytes[line...].firstIndex(of: 0x0a) ?? bytes.count - 1) + 1
        }
        if start < bytes.count { ranges.append(start..<bytes.count) }
        return ranges
    }

    private static func beginsDocument(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.starts(with: "---".utf8) else { return false }
        return bytes.dropFirst(3).first.map { " \t\r\n".utf8.contains($0) } ?? true
    }

    /// Whether a document has only comments, directives and blanks.
    private static func saysNothing(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.split(separator: 0x0a).allSatisfy { line in
            let text = (beginsDocument(line) ? line.dropFirst(3) : line).drop { " \t\r".utf8.contains($0) }
            return text.isEmpty || text.first == UInt8(ascii: "#") || line.first == UInt8(ascii: "%")
        }
    }

    /// Whether a document defines a kind of objects: that is long, and has no image.
    private static func isDefinition(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.split(separator: 0x0a, maxSplits: 30).prefix(30).contains {
            $0.starts(with: "kind: CustomResourceDefinition".utf8)
        }
    }
}
