// SPDX-License-Identifier: Apache-2.0

/// A pattern for paths: the one of `.helmignore`, which is Go's `filepath.Match`, or the richer one of `.Files.Glob`.
struct PathPattern: Sendable {
    /// A part of a pattern.
    indirect enum Part: Equatable, Sendable {
        case character(Unicode.Scalar)
        /// `*`; with `**` it crosses slashes.
        case any(crossesSlashes: Bool)
        /// `?`: one character, but no slash.
        case one
        /// `[a-z]` and `[^a-z]`.
        case oneOf([ClosedRange<Unicode.Scalar>], isNegated: Bool)
        /// One character that is a single byte, and that the part accepts.
        case singleByte(Part)
        /// `{a,b}`.
        case alternatives([[Part]])
    }

    let parts: [Part]

    /// Whether a text matches from its beginning to its end.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        return Self.ends(of: parts, in: scalars, from: [0]).contains(scalars.count)
    }

    /// The places where parts can end, if they begin at one of the given places.
    private static func ends(of parts: [Part], in text: [Unicode.Scalar], from starts: Set<Int>) -> Set<Int> {
        var places = starts
        for part in parts {
            if places.isEmpty { return [] }
            switch part {
            case .any(let crossesSlashes): places = stretched(places, in: text, crossesSlashes: crossesSlashes)
            case .alternatives(let alternatives):
                places = alternatives.reduce(into: []) { $0.formUnion(ends(of: $1, in: text, from: places)) }
            default:
                places = Set(places.compactMap { $0 < text.count && part.accepts(text[$0]) ? $0 + 1 : nil })
            }
        }
        return places
    }

    private static func stretched(_ places: Set<Int>, in text: [Unicode.Scalar], crossesSlashes: Bool) -> Set<Int> {
        var (result, isOpen) = (places, false)
        for place in 0...text.count {
            if isOpen { result.insert(place) }
            isOpen = isOpen || places.contains(place)
            if place < text.count, text[place] == "/", !crossesSlashes { isOpen = false }
        }
        return result
    }
}

extension PathPattern.Part {
    fileprivate func accepts(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .character(let character): character == scalar
        case .one: scalar != "/"
        case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
        case .singleByte(let part): scalar.isASCII && part.accepts(scalar)
        case .any, .alternatives: false
        }
    }
}
