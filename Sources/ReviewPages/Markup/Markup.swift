// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A piece of a page.
///
/// Only literals of the source are markup: a text that is put into one is made printable and escaped, so nothing that stands in
/// a plan can open a tag, an attribute or a script.
struct Markup: Sendable, Equatable {
    private(set) var html: String

    static let empty: Markup = ""

    /// Makes a text safe to stand between tags and inside of a quoted attribute.
    static func escaped(_ text: String) -> String {
        let text = printable(text)
        guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Takes markup of this room as it is, such as the style sheet.
    init(trusted html: String) { self.html = html }

    static func + (left: Markup, right: Markup) -> Markup { Markup(trusted: left.html + right.html) }
}

extension Markup: ExpressibleByStringInterpolation {
    init(stringLiteral value: String) { html = value }

    init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var html = ""

        init(literalCapacity: Int, interpolationCount: Int) { html.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: String) { html += literal }

        /// A foreign text.
        mutating func appendInterpolation(_ text: String) { html += Markup.escaped(text) }

        mutating func appendInterpolation(_ number: Int) { html += String(number) }

        mutating func appendInterpolation(_ markup: Markup) { html += markup.html }

        /// Pieces, a line each.
        mutating func appendInterpolation(_ pieces: [Markup]) { for piece in pieces { html += piece.html + "\n" } }
    }
}

extension [Markup] {
    /// The pieces with something between them.
    func joined(_ separator: Markup) -> Markup {
        Markup(trusted: map(\.html).joined(separator: separator.html))
    }
}
