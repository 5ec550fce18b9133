// SPDX-License-Identifier: Apache-2.0

import GraphLayout
import Plans
import Testing

@testable import ReviewPages
@testable import Reviews

@Suite("The drawings of channels and releases")
struct FigureTests {
    private static func channel(_ entries: [(CatalogEntry, ReviewedCatalog.State)], head: String? = nil)
        -> ReviewedCatalog.Channel
    {
        .init(name: "stable", entries: entries.map { .init($0, $1, isHead: $0.name == head) })
    }

    @Test("show what stays, comes and goes by sign and shape")
    func states() {
        let figure = ChannelFigure(
            Self.channel(
                [
                    (SampleOperators.entry("6.2.0"), .kept),
                    (SampleOperators.entry("6.2.1", replaces: "6.2.0"), .added),
                    (SampleOperators.entry("6.0.4"), .dropped),
                ],
                head: "cluster-logging.v6.2.1"
            ),
            of: "cluster-logging",
            id: "x"
        ).figure
        #expect(figure.nodes.map(\.label) == ["6.2.0", "+ 6.2.1 (head)", "− 6.0.4"])
        #expect(figure.nodes.map(\.role) == [.plain, .plus, .minus])
        #expect(figure.edges.map { [$0.from, $0.to] } == [[0, 1]])
    }

    @Test("leave out updates from bundles that the channel does not have, and from a bundle to itself")
    func edges() {
        let entries = [
            SampleOperators.entry("1", replaces: "0"),
            SampleOperators.entry("2", replaces: "1", skips: ["1", "0", "2"]),
            SampleOperators.entry("3", replaces: "3", skips: ["1", "2"]),
        ]
        let figure = ChannelFigure(Self.channel(entries.map { ($0, .kept) }), of: "x", id: "x").figure
        #expect(figure.edges.map { "\($0.from)-\($0.to)\($0.style)" } == ["0-1", "0-2second", "1-2second"])
    }

    @Test("leave out skips where they would be too many")
    func skips() {
        let names = (0..<20).map(String.init)
        let entries = names.indices.map { index in
            SampleOperators.entry(
                names[index],
                replaces: index == 0 ? nil : names[index - 1],
                skips: Array(names[..<index])
            )
        }
        let figure = ChannelFigure(Self.channel(entries.map { ($0, .kept) }), of: "x", id: "x").figure
        #expect(figure.edges.count == 19)
    }

    @Test("show gaps and risks of a path, and the releases beside it")
    func releases() {
        let risk = UpgradeRisk(name: "A", url: "https://a.example", message: "m")
        let path = UpgradePath(
            product: "ocp",
            architecture: "amd64",
            from: "4.15.11",
            to: "4.16.3",
            hops: [
                .init(version: "4.15.20", channel: "c", isSelected: false),
                .init(version: "4.16.3", channel: "c", risks: [risk, risk]),
            ]
        )
        let change = ReleaseChange(
            architecture: "amd64",
            because: .upstream,
            added: ["4.16.3", "4.16.10", "4.16.9"],
            dropped: ["4.15.9"],
            staying: 1
        )
        let figure = ReleaseFigure(path, change: change, id: "x").figure
        let labels = ["4.15.11", "4.15.20 (missing)", "+ 4.16.3", "+ 4.16.9", "+ 4.16.10", "− 4.15.9"]
        #expect(figure.nodes.map(\.label) == labels)
        #expect(figure.nodes.map(\.role) == [.plain, .gap, .plus, .plus, .plus, .minus])
        #expect(figure.edges.map(\.label) == ["", "2 risks"])
        #expect(figure.edges.map(\.style) == ["", "risk"])
    }

    @Test("become a list that says why where there is no layout, and after too many")
    func budget() {
        let entries = (0..<50).map { SampleOperators.entry("\($0)", replaces: "\($0 - 1)") }
        let figure = ChannelFigure(Self.channel(entries.map { ($0, .kept) }), of: "x", id: "x").figure
        var missing = FigureBudget { _ throws(GraphLayoutError) in throw .noPlugin("no file in /x") }
        #expect(
            missing.markup(figure).html.contains(
                "Not drawn: Graphviz&#39;s layout `dot` is not on this machine (no file in /x)"
            )
        )
        var budget = FigureBudget(draw: GraphLayout.drawing)
        let drawn = (0..<40).map { _ in budget.markup(figure).html.contains("<svg") }
        #expect(drawn.firstIndex(of: false) == 24)
        #expect(!drawn[24...].contains(true))
    }

    @Test("keep names of any length and kind out of the markup")
    func hostile() throws {
        let name = "\"><script>" + String(repeating: "x", count: 5000)
        let figure = ChannelFigure(
            .init(name: name, entries: [.init(CatalogEntry(name: name, version: name), .kept, isHead: true)]),
            of: name,
            id: "x"
        ).figure
        let html = figure.markup(try GraphLayout.drawing(of: figure.graph)).html
        #expect(!html.contains("<script"))
        #expect(figure.graph.nodes[0].width < 300)
    }
}
