// SPDX-License-Identifier: Apache-2.0

package import YAML

/// A value that an expression chose, and its place in the document.
package struct JSONPathMatch: Sendable {
    package let node: YAMLNode
    package let place: JSONPathPlace

    package init(node: YAMLNode, place: JSONPathPlace) {
        self.node = node
        self.place = place
    }

    /// The value of a field of this one.
    package func field(_ field: YAMLField) -> JSONPathMatch {
        JSONPathMatch(node: field.value, place: .field(field.key, of: place))
    }

    /// An element of this list.
    package func element(_ index: Int, _ node: YAMLNode) -> JSONPathMatch {
        JSONPathMatch(node: node, place: .element(index, of: place))
    }
}

/// The place of a value: the fields and elements on the way from the root.
package indirect enum JSONPathPlace: Sendable, Hashable, CustomStringConvertible {
    case root
    case field(String, of: JSONPathPlace)
    case element(Int, of: JSONPathPlace)

    /// The place in the form that an expression has, such as `.spec.containers[0].image`; `.` is the root.
    package var description: String {
        var steps: [String] = []
        var place = self
        while true {
            switch place {
            case .root: return steps.isEmpty ? "." : steps.reversed().joined()
            case .field(let name, let parent):
                steps.append(".\(Self.escaped(name))")
                place = parent
            case .element(let index, let parent):
                steps.append("[\(index)]")
                place = parent
            }
        }
    }

    private static func escaped(_ name: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            if PathSyntax.endsName(scalar) || scalar == "\\" { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}
