// SPDX-License-Identifier: Apache-2.0

/// Lists that are cut to a number of bytes, always at the same item on every machine.
enum MarkdownList {
    /// The bytes that are left for the line that counts what is left out.
    private static let reserve = 80

    /// The lines of the first items that fit; one element for each item.
    static func fitting<Item>(
        _ items: some Collection<Item>,
        within limit: Int,
        most: Int = .max,
        lines: (Item) -> [String]
    ) -> [String] {
        var left = limit - reserve
        var result: [String] = []
        for item in items.prefix(most) {
            let text = lines(item).joined(separator: "\n")
            left -= text.utf8.count + 1
            guard left >= 0 else { break }
            result.append(text)
        }
        return result
    }

    /// The first items as list items, then the number of the others.
    static func lines<Item>(
        _ items: some Collection<Item>,
        within limit: Int,
        most: Int = .max,
        lines: (Item) -> [String]
    ) -> [String] {
        let shown = fitting(items, within: limit, most: most, lines: lines)
        return shown + rest(items.count - shown.count).map { "* \($0)" }
    }

    /// The line that counts what is left out.
    static func rest(_ count: Int) -> [String] {
        count > 0 ? ["*and \(count) more in `plan.json`*"] : []
    }

    /// Lines that a reader unfolds; nothing if there are none.
    static func folded(_ summary: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["<details><summary>\(summary)</summary>", ""] + lines + ["", "</details>"]
    }
}

extension [String] {
    /// The bytes of the lines with their ends.
    var size: Int { reduce(0) { $0 + $1.utf8.count + 1 } }
}
