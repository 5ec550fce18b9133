// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import JSONPath
import YAML

/// An object in a rendered file.
struct RenderedObject {
    /// The object and its place in the document.
    let match: JSONPathMatch
    let source: SourceText
    /// The number of lines before the document.
    let offset: Int
    /// The chart or sub-chart whose template it is.
    let chart: String
    /// Whether the objects inside are looked through one by one.
    private(set) var isListed = false

    init(match: JSONPathMatch, source: SourceText, offset: Int, chart: String) {
        self.match = match
        self.source = source
        self.offset = offset
        self.chart = chart
    }

    /// Adds the object, and those that it lists.
    func expand(into objects: inout [RenderedObject]) {
        var object = self
        guard let list = listed else { return objects.append(object) }
        object.isListed = true
        objects.append(object)
        for (index, node) in list.node.items.enumerated() where !node.isScalar && !node.isList {
            let item = JSONPathMatch(node: node, place: list.element(index, node).place)
            RenderedObject(match: item, source: source, offset: offset, chart: chart).expand(into: &objects)
        }
    }

    /// The list of objects that a `List`, or a template of OpenShift, has.
    private var listed: JSONPathMatch? {
        guard let kind = text(of: match.field(named: "kind")) else { return nil }
        let field = kind == "Template" ? "objects" : kind.hasSuffix("List") ? "items" : nil
        guard let list = field.flatMap({ match.field(named: $0) }), list.node.isList else { return nil }
        return list
    }

    private func text(of match: JSONPathMatch?) -> String? {
        guard let match, case .scalar(let scalar) = match.node.content else { return nil }
        return scalar.text
    }

    /// The kind and the name.
    private var label: String {
        let kind = text(of: match.field(named: "kind")) ?? "an object"
        let name = text(of: match.field(named: "metadata")?.field(named: "name"))
        return name.map { "\(kind) \($0)" } ?? kind
    }

    /// Where a value of the object is in the rendered file.
    func location(of value: JSONPathMatch) -> SourceLocation {
        SourceLocation(file: source.path, line: value.node.position.line + offset, column: value.node.position.column)
    }

    /// The use of an image at a place of the object.
    func use(of value: JSONPathMatch, text: String) -> ChartImageUse {
        ChartImageUse(
            text: text,
            chart: chart,
            template: source.path,
            line: value.node.position.line + offset,
            object: label,
            path: value.place.description
        )
    }
}
