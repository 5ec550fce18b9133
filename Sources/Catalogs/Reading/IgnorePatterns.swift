// SPDX-License-Identifier: Apache-2.0

/// Which files of a catalog its `.indexignore` files leave out, in the syntax of gitignore(5) and as `opm` applies it:
/// the last pattern that matches decides, also over one that leaves out a folder above.
struct IgnorePatterns {
    static let fileName = ".indexignore"

    fileprivate struct Pattern {
        /// The folder of the file that has the pattern, in parts.
        let folder: [Substring]
        let segments: [Substring]
        /// Whether it names a path from its folder on, rather than a name anywhere below.
        let isPath: Bool
        let wantsFolder: Bool
        let includes: Bool
    }

    private var patterns: [Pattern] = []

    init() {}

    /// Adds the patterns of a file; those of folders come after those of the folders above them.
    mutating func add(_ text: String, in folder: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            if let pattern = Self.pattern(line, in: folder.split(separator: "/")) { patterns.append(pattern) }
        }
    }

    /// Whether a file is left out; the path is relative to the catalog's folder.
    func ignores(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard let decisive = patterns.last(where: { $0.matches(parts) }) else { return false }
        return !decisive.includes
    }

    private static func pattern(_ line: Substring, in folder: [Substring]) -> Pattern? {
        var text = line
        guard !text.hasPrefix("#") else { return nil }
        let includes = text.hasPrefix("!")
        if includes { text = text.dropFirst() }
        while text.last == " " || text.last == "\t", !text.dropLast().hasSuffix("\\") { text = text.dropLast() }
        let wantsFolder = text.hasSuffix("/")
        if wantsFolder { text = text.dropLast() }
        let isPath = text.contains("/")
        let segments = text.split(separator: "/")
        guard !segments.isEmpty else { return nil }
        return Pattern(folder: folder, segments: segments, isPath: isPath, wantsFolder: wantsFolder, includes: includes)
    }
}

extension IgnorePatterns.Pattern {
    func matches(_ path: [Substring]) -> Bool {
        guard path.count > folder.count, path.starts(with: folder) else { return false }
        let rest = path[folder.count...]
        if isPath { return Self.matches(segments[...], rest, wantsFolder: wantsFolder) }
        // What has the name of a folder leaves out all that lies in it.
        let candidates = wantsFolder ? rest.dropLast() : rest
        return candidates.contains { WildcardPattern(segments[0]).matches($0) }
    }

    /// Whether the segments lead to the path, or to a folder above it.
    private static func matches(_ segments: ArraySlice<Substring>, _ path: ArraySlice<Substring>, wantsFolder: Bool)
        -> Bool
    {
        // The folders that `**` may have led to so far, as how much of the path is used up.
        var reached: Set<Int> = [path.startIndex]
        for (index, segment) in segments.enumerated() {
            guard let first = reached.min() else { return false }
            if segment == "**" {
                // At the end it means all that lies in the folder, and nothing else.
                if index == segments.count - 1 { return first < path.endIndex }
                reached = Set(first..<path.endIndex)
            } else {
                let pattern = WildcardPattern(segment)
                reached = Set(reached.filter { $0 < path.endIndex && pattern.matches(path[$0]) }.map { $0 + 1 })
            }
        }
        return reached.contains { $0 < path.endIndex || !wantsFolder }
    }
}

/// A pattern for one name: `*`, `?`, `[a-z]`, and a backslash before what is meant literally.
private struct WildcardPattern {
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
        /// Where to go on if a later element fails: behind the last `*`, with one more character for it.
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
