// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Reviews

/// The drawing of bytes by section and image.
struct TreemapFigure {
    let shares: [ByteShare]
    /// What the bytes are, such as `to transfer`.
    let what: String

    private static let whole = Treemap.Rectangle(x: 0, y: 0, width: 1180, height: 440)
    /// The height of a section's title.
    private static let strip = 18.0
    /// The width of a character in the drawing.
    private static let letter = 7.3

    var markup: Markup {
        let frames = Treemap.rectangles(of: shares.map(\.bytes), in: Self.whole)
        let total = ByteCount.text(shares.reduce(0) { $0.addingSaturated($1.bytes) })
        let names = shares.map { "\($0.section) \(ByteCount.text($0.bytes))" }
        return """
            <figure>
            <svg class="treemap" viewBox="0 0 1180 440" role="img" aria-labelledby="treemap-title treemap-description">
            <title id="treemap-title">Bytes by section and image: \(total) \(what)</title>
            <desc id="treemap-description">\(listed(names, most: 12)); the table below has the same numbers.</desc>
            \(zip(shares, frames).enumerated().map { section($0, $1.0, in: $1.1) })</svg>
            <figcaption>The area of each box is its number of bytes. Point at a box for its name.</figcaption>
            </figure>
            """
    }

    private func section(_ index: Int, _ share: ByteShare, in frame: Treemap.Rectangle) -> Markup {
        let hasTitle = frame.height > 40 && frame.width > 60
        let inside = frame.inset(2, top: hasTitle ? Self.strip : 0)
        let title = "\(share.section) · \(ByteCount.text(share.bytes))"
        let tiles = zip(share.parts, Treemap.rectangles(of: share.parts.map(\.bytes), in: inside)).map { part, place in
            tile(part, in: place, series: index % Palette.seriesCount)
        }
        return """
            <g><title>\(title)</title><rect class="frame" \(Self.attributes(of: frame))/>
            \(hasTitle ? text(title, in: frame, name: true) : .empty)
            \(tiles)</g>
            """
    }

    private func tile(_ part: ByteShare.Part, in place: Treemap.Rectangle, series: Int) -> Markup {
        let size = ByteCount.text(part.bytes)
        let label = place.width > 50 && place.height > 18 ? text(part.label, in: place) : .empty
        return """
            <g><title>\(part.name): \(size)</title><rect class="series-\(series)" \(Self.attributes(of: place))/>\(label)</g>
            """
    }

    /// The beginning of a text, as far as it fits.
    private func text(_ text: String, in place: Treemap.Rectangle, name isName: Bool = false) -> Markup {
        let room = max(1, Int((place.width - 10) / Self.letter))
        let text = printable(text)
        let fitting = text.count > room ? String(text.prefix(room - 1)) + "…" : text
        return """
            <text\(isName ? " class=\"name\"" as Markup : .empty) x="\(Self.number(place.x + 5))" \
            y="\(Self.number(place.y + 14))">\(fitting)</text>
            """
    }

    private static func attributes(of place: Treemap.Rectangle) -> Markup {
        """
        x="\(number(place.x))" y="\(number(place.y))" width="\(number(place.width))" height="\(number(place.height))"
        """
    }

    /// A number with one decimal, which every machine writes alike.
    private static func number(_ value: Double) -> Markup {
        let tenths = Int((value * 10).rounded())
        return Markup(trusted: tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)")
    }
}

extension String {
    /// What stands behind the last slash: the short name of an image.
    var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}
