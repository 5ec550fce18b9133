// SPDX-License-Identifier: Apache-2.0

/// A flow chart in Mermaid's language, which forges draw.
///
/// Names of nodes are numbers of this graph, and foreign text is only ever a label in quotes. In a label every character
/// that the language, Markdown or HTML could see becomes Mermaid's own entity (`#35;` for a number sign).
struct MermaidGraph {
    /// How a node looks.
    enum Look: String, CaseIterable {
        case kept, added, dropped

        /// The frame; only frames have colours, so that both light and dark pages show them.
        var style: String {
            switch self {
            case .kept: "stroke:#8c959f"
            case .added: "stroke:#1a7f37,stroke-width:3px"
            case .dropped: "stroke:#cf222e,stroke-dasharray:5 3"
            }
        }
    }

    /// The most nodes of a graph.
    static let nodeLimit = 40

    private var body: [String] = []
    private var looks: Set<Look> = []
    private var nodes = 0
    private var groups = 0

    /// Adds a node; `remark` is text of ours behind its label.
    mutating func node(_ label: String, remark: String = "", _ look: Look) -> Int {
        looks.insert(look)
        body.append("    n\(nodes)[\"\(Self.label(label))\(remark)\"]:::\(look.rawValue)")
        nodes += 1
        return nodes - 1
    }

    /// Adds an edge; `remark` is text of ours beside it.
    mutating func edge(_ from: Int, _ to: Int, remark: String = "", isDashed: Bool = false) {
        let text = remark.isEmpty ? "" : "|\"\(remark)\"|"
        body.append("    n\(from) \(isDashed ? "-.->" : "-->")\(text) n\(to)")
    }

    /// Adds a frame around what `content` adds.
    mutating func group(_ label: String, content: (inout MermaidGraph) -> Void) {
        body.append("    subgraph g\(groups)[\"\(Self.label(label))\"]")
        groups += 1
        content(&self)
        body.append("    end")
    }

    /// The block, with its fence.
    var lines: [String] {
        guard !body.isEmpty else { return [] }
        let styles = Look.allCases.filter(looks.contains).map { "    classDef \($0.rawValue) \($0.style)" }
        return ["```mermaid", "flowchart LR"] + body + styles + ["```"]
    }

    /// A foreign text as the content of a label.
    static func label(_ text: String) -> String {
        MarkdownText.shortened(text, to: 80).unicodeScalars.map { scalar in
            isPlain(scalar) ? String(scalar) : "#\(scalar.value);"
        }.joined()
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_", "+": true
        default: scalar.value >= 0x80 && scalar.properties.isAlphabetic || scalar == "…"
        }
    }
}
