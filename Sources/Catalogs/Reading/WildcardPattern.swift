// SPDX-License-Identifier: Apache-2.0

/// A pattern for one name: `*`, `?`, `[a-z]`, and a backslash before a literal character.
struct WildcardPattern {
    private enum Element {
        case any
        case one
        case literal(Unicode.Scalar)
        case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    private var elements: [Element] = []

    init(_ text: Substring) {
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*": elements.append(.any)
            case "?": elements.append(.one)
            case "\\": elements.append(.literal(rest.popFirst() ?? "\\"))
            case "[": elements.append(Self.set(&rest) ?? .literal("["))
            default: elements.append(.literal(scalar))
            }
        }
    }

    private static func set(_ text: inout Substring.UnicodeScalarView.SubSequence) -> Element? {
        var rest = text
        let isNegated = rest.first == "!" || rest.first == "^"
        if isNegated { rest.removeFirst() }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while let next = rest.popFirst() {
            if next == "]", !ranges.isEmpty {
                text = rest
                return .set(ranges, isNegated: isNegated)
            }
            let low = next == "\\" ? rest.popFirst() ?? next : next
            var high = low
            if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
                rest.removeFirst(2)
                high = end == "\\" ? rest.popFirst() ?? end : end
            }
            ranges.append(min(low, high)...max(low, high))
        }
        return nil
    }

    /// Whether the whole name matches; the time grows with the length of the name times that of the pattern.
    func matches(_ name: Substring) -> Bool {
        let scalars = Array(name.unicodeScalars)
        var (element, index) = (0, 0)
        /// Where to continue if a later element fails: after the last `*`, with one more character for it.
        var retry: (element: Int, index: Int)?
        while index < scalars.count {
            if element < elements.count, case .any = elements[element] {
                retry = (element + 1, index + 1)
                element += 1
            } else if element < elements.count, Self.matches(elements[element], scalars[index]) {
                (element, index) = (element + 1, index + 1)
            } else if let last = retry {
                (element, index) = last
                retry?.index += 1
            } else {
                return false
            }
        }
        return elements[element...].allSatisfy { if case .any = $0 { true } else { false } }
    }

    private static func matches(_ element: Element, _ scalar: Unicode.Scalar) -> Bool {
        switch element {
        case .any, .one: true
        case .literal(let wanted): wanted == scalar
        case .set(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
        }
    }
}
