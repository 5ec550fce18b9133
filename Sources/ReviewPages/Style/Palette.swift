// SPDX-License-Identifier: Apache-2.0

/// The colours of the page, for light and for dark surroundings.
///
/// Each text has a contrast of at least 4.5 to 1 with its ground, each line that means something 3 to 1 (WCAG 2.2, 1.4.3 and
/// 1.4.11); a test computes both.
struct Palette: Sendable {
    /// The name of a colour in the style sheet, and its value `#rrggbb`.
    let colors: [(name: String, value: String)]

    static let light = Palette(colors: [
        ("ground", "#ffffff"), ("surface", "#f4f5f7"), ("text", "#1b1f24"), ("dim", "#57606a"), ("line", "#818b98"),
        ("link", "#0550ae"), ("added", "#116329"), ("changed", "#7d4e00"), ("removed", "#a40e26"),
        ("series-0", "#cfe3ff"),
        ("series-1", "#d3f2d6"), ("series-2", "#fde6b8"), ("series-3", "#f3d9fa"), ("series-4", "#ffd8d3"),
        ("series-5", "#d0f0f0"),
    ])

    static let dark = Palette(colors: [
        ("ground", "#0d1117"), ("surface", "#161b22"), ("text", "#e6edf3"), ("dim", "#a3adb8"), ("line", "#7d8590"),
        ("link", "#79b8ff"), ("added", "#56d364"), ("changed", "#e3b341"), ("removed", "#ff9a90"),
        ("series-0", "#123a66"),
        ("series-1", "#14492a"), ("series-2", "#574000"), ("series-3", "#4d2459"), ("series-4", "#6b201c"),
        ("series-5", "#0f4a4d"),
    ])

    /// The number of colours that tell sections apart.
    static let seriesCount = 6

    /// The texts on their grounds.
    static let texts: [(text: String, ground: String)] =
        ["text", "dim", "link", "added", "changed", "removed"].flatMap { [($0, "ground"), ($0, "surface")] }
        + (0..<seriesCount).map { ("text", "series-\($0)") }

    /// The lines that mean something, on their grounds.
    static let lines: [(line: String, ground: String)] =
        ["line", "added", "changed", "removed", "link"].flatMap { [($0, "ground"), ($0, "surface")] }

    /// The declarations of the colours as properties of the style sheet.
    var declarations: String { colors.map { "--\($0.name):\($0.value)" }.joined(separator: ";") }

    func value(_ name: String) -> String? { colors.first { $0.name == name }?.value }
}
