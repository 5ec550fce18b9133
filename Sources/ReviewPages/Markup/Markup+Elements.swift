// SPDX-License-Identifier: Apache-2.0

/// Elements that several parts of the page use.
extension Markup {
    /// A link to a page of the web; plain text for any other address, such as a script.
    static func link(to address: String, _ text: String) -> Markup {
        let lowercased = address.lowercased()
        guard lowercased.hasPrefix("https://") || lowercased.hasPrefix("http://") else { return "\(text)" }
        return "<a href=\"\(address)\" rel=\"noopener noreferrer nofollow\">\(text)</a>"
    }

    /// What is read only after a click; open at first if it is short.
    static func details(open isOpen: Bool, item: Bool = false, _ summary: Markup, _ content: Markup) -> Markup {
        """
        <details\(item ? " class=\"item\"" as Markup : .empty)\(isOpen ? " open" as Markup : .empty)>
        <summary>\(summary)</summary>
        \(content)
        </details>
        """
    }

    /// A list of short texts.
    static func list(_ items: [Markup]) -> Markup {
        items.isEmpty ? .empty : "<ul>\n\(items.map { "<li>\($0)</li>" })</ul>"
    }

    /// A small label with a word; its colour only repeats what the word says.
    static func badge(_ role: String, _ text: String) -> Markup { "<span class=\"badge \(role)\">\(text)</span>" }

    /// A text in the letters of code.
    static func code(_ text: String) -> Markup { "<code>\(text)</code>" }
}
