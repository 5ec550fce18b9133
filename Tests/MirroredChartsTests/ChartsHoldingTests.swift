// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Diagnostics
import Ledger
import MirrorConfiguration
import OCI
import Plans
import Resolution
import Sections
import TestSupport
import Testing

@Suite("Charts that a target holds")
struct ChartsHoldingTests {
    private let charts: SampleCharts

    init() throws { charts = try SampleCharts() }

    private func record(
        _ name: String,
        _ version: String,
        source: String = "https://charts.example/team",
        images: [String]
    ) -> ChartRecord {
        ChartRecord(
            source: source,
            name: name,
            version: version,
            digest: Digest(of: Array("\(name)\(version)".utf8)),
            images: images
        )
    }

    private func ledger(_ records: [ChartRecord], charts: [(name: String, origin: String)] = []) -> TargetLedger {
        var ledger = TargetLedger(target: "mirror.example:5000/ocp")
        ledger.records = records.map(SectionRecord.chart)
        for chart in charts {
            let image = PlacedImage(
                ImageIdentity(.helmChart, origins: [chart.origin], digest: Digest(of: [1])),
                at: PlacedName("mirror.example:5000/ocp/\(chart.name)")
            )
            ledger.entries[image.destination] = TargetLedger.Entry(
                image: image,
                placed: true,
                knowsAttachments: false,
                wantedBy: []
            )
        }
        return ledger
    }

    private let lines =
        "    repositories:\n    - name: team\n      url: https://charts.example/team\n      charts: [{name: web"

    private func asked(_ ledger: TargetLedger, _ lines: String) async throws -> [String] {
        let configuration = try charts.configuration(lines, kind: .deletion)
        return try await charts.holding(ledger).contribution(to: configuration, for: .deleting).images
            .map { "\($0.type.rawValue) \($0.destination)".replacing("mirror.example:5000/ocp/", with: "") }.sorted()
    }

    @Test func `the images of every recorded version are asked for, and nothing is rendered or downloaded`()
        async throws
    {
        let ledger = ledger([
            record("web", "1.0.0", images: ["quay.io/a/b:1"]), record("web", "2.0.0", images: ["quay.io/a/b:2"]),
            record("api", "1.0.0", images: ["quay.io/a/c:1"]),
            record("web", "1.0.0", source: "https://other.example", images: ["quay.io/a/d:1"]),
        ])
        #expect(try await asked(ledger, lines + "}]") == ["helm-image a/b:1", "helm-image a/b:2"])
        #expect(try await asked(ledger, lines + ", version: ^1}]") == ["helm-image a/b:1"])
        #expect(try await asked(ledger, lines + ", version: 2.0.0}]") == ["helm-image a/b:2"])
        #expect(
            try await asked(ledger, "    repositories: [{name: team, url: https://charts.example/team/}]") == [
                "helm-image a/b:1", "helm-image a/b:2", "helm-image a/c:1",
            ]
        )
    }

    @Test func `a chart that was mirrored is asked for with its images`() async throws {
        let ledger = ledger(
            [record("web", "1.0.0", images: ["quay.io/a/b:1"]), record("api", "1.0.0", images: [])],
            charts: [("charts/team/web:1.0.0", "charts.example/team/web:1.0.0")]
        )
        #expect(
            try await asked(ledger, lines + "}, {name: api}]") == [
                "helm-chart charts/team/web:1.0.0", "helm-image a/b:1",
            ]
        )
    }

    @Test func `a chart that the ledger does not know is rendered`() async throws {
        try charts.write(TestChart.files("web", "1.0.0", images: ["quay.io/team/web:1.0"]), to: "web")
        #expect(try await asked(ledger([]), "    local: [{name: a, path: web}]") == ["helm-image team/web:1.0"])
    }

    @Test func `a chart that cannot be found is an error, because a proof must not rest on a guess`() async throws {
        let error = await #expect(throws: FindingsError.self) {
            _ = try await asked(ledger([]), "    local: [{name: a, path: nowhere}]")
        }
        #expect(error?.findings.map(\.code) == [.chartFailed])
    }

    @Test func `images of charts that stay are needed`() async throws {
        let ledger = ledger(
            [record("web", "1.0.0", images: ["quay.io/a/b:1"]), record("api", "1.0.0", images: ["quay.io/a/c:1"])],
            charts: [
                ("charts/team/web:1.0.0", "charts.example/team/web:1.0.0"),
                ("charts/team/api:1.0.0", "charts.example/team/api:1.0.0"),
            ]
        )
        let holding = try await charts.holding(ledger)
        let going = try await holding.contribution(
            to: try charts.configuration(lines + "}]", kind: .deletion),
            for: .deleting
        ).images
        let needs = try await holding.needs(besides: DepartingImages(going))
        func destination(_ name: String, _ tag: String) throws -> Destination {
            Destination(repository: try Repository("mirror.example:5000/ocp/\(name)"), tag: try Tag(tag))
        }
        #expect(needs.contains(try destination("a/c", "1")))
        #expect(try !needs.contains(destination("a/b", "1")))
        let all = try await holding.needs(besides: DepartingImages([]))
        #expect(try all.contains(destination("a/b", "1")) && all.contains(destination("a/c", "1")))
    }
}
