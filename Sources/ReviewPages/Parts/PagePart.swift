// SPDX-License-Identifier: Apache-2.0

/// A part of the page with a heading that the table of contents links to.
struct PagePart {
    let id: String
    let title: String
    /// What stands below the heading; a part without it is left out.
    let content: Markup

    init(_ id: String, _ title: String, _ content: Markup) {
        self.id = id
        self.title = title
        self.content = content
    }

    var markup: Markup {
        """
        <section id="\(id)" aria-labelledby="\(id)-title">
        <h2 id="\(id)-title">\(title)</h2>
        \(content)
        </section>
        """
    }
}
