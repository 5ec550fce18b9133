// SPDX-License-Identifier: Apache-2.0

package import GraphLayout
package import Reviews

/// A review as a page for browsers: one file without network, which needs no script to be read.
///
/// The same review gives the same bytes on every machine with the same version of Graphviz.
package struct PlanPage {
    private let review: PlanReview
    private let draw: (DirectedGraph) throws(GraphLayoutError) -> GraphDrawing

    /// Renders a review; `draw` lays out its graphs.
    package init(
        _ review: PlanReview,
        draw: @escaping (DirectedGraph) throws(GraphLayoutError) -> GraphDrawing = GraphLayout.drawing
    ) {
        self.review = review
        self.draw = draw
    }

    package var text: String {
        let headline = HeadlinePart(review: review)
        let parts = parts(headline)
        let links = parts.map { "<li><a href=\"#\($0.id)\">\($0.title)</a></li>" as Markup }
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="referrer" content="no-referrer">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(headline.title)</title>
            <style>\(Markup(trusted: StyleSheet.text))</style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header>
            \(headline.markup)
            <nav aria-label="On this page"><ul>
            \(links)</ul></nav>
            </header>
            <main id="main" tabindex="-1">
            \(Self.tools)
            \(parts.map(\.markup))</main>
            <footer><p>Made by <code>mirror show --format html</code>. The plan's file is what is applied, not this \
            page.</p></footer>
            <script>\(Markup(trusted: Script.text))</script>
            </body>
            </html>

            """
        return page.html
    }

    private var policy: Markup {
        Markup(trusted: ContentPolicy.text(style: StyleSheet.text, script: Script.text))
    }

    /// The parts of the page that this plan has, in the order of reading.
    private func parts(_ headline: HeadlinePart) -> [PagePart] {
        var budget = FigureBudget(draw: draw)
        let releases = ReleasesPart(review: review).markup(&budget)
        let operators = OperatorsPart(changes: review.changes).markup(&budget)
        let all = [
            PagePart("causes", "Causes", headline.causes),
            PagePart("checks", "Checks", ChecksPart(findings: review.findings).markup),
            PagePart("releases", "Releases", releases),
            PagePart("operators", "Operators", operators),
            PagePart("deletions", "Deletions", DeletionsPart(review: review.deletions).markup),
            PagePart("bytes", "Bytes", BytesPart(review: review).markup),
            PagePart("images", "Images", ImagesPart(review: review).markup),
            PagePart("manifests", "Manifests for clusters", ManifestsPart(review: review.manifests).markup),
        ]
        return all.filter { $0.content != .empty }
    }

    /// What the script offers; it shows them once it runs.
    private static let tools: Markup = """
        <div id="tools" role="search" hidden>
        <label for="filter">Filter</label>
        <input id="filter" type="search" placeholder="part of a name, a digest, a cause" autocomplete="off">
        <button type="button" id="open">Open all</button>
        <button type="button" id="close">Close all</button>
        <span id="filter-status" role="status"></span>
        </div>
        """
}
