// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Diagnostics
import OCI
import Plans
import TestSupport
import Testing

@testable import MirroredCharts

@Suite("Which recorded charts a request means")
struct ChartRecordChoiceTests {
    private static let url = "https://charts.example/team"

    private static func record(_ name: String, _ version: String, _ source: String = url, seed: UInt8 = 0)
        -> ChartRecord
    {
        ChartRecord(source: source, name: name, version: version, digest: Digest(of: [seed]))
    }

    private let records = [
        record("web", "1.0.0"), record("web", "1.1.0"), record("web", "2.0.0-rc.1"), record("web", "1.1.0", seed: 1),
        record("api", "0.1.0"), record("web", "9.0.0", "https://other.example"),
        record("local", "0.1.0", "charts/local"),
    ]

    private func requested(_ place: RequestedChart.Place) -> RequestedChart {
        RequestedChart(
            place: place,
            choices: nil,
            repository: "team",
            path: "mirror.helm",
            location: SourceLocation(file: "isc.yaml", line: 1, column: 1)
        )
    }

    private func web(_ version: String?) -> RequestedChart {
        requested(.repository(url: "https://u:p@charts.example/team?token=1", name: "web", version: version))
    }

    @Test(
        "of one version the latest, and without a version the newest stable one",
        arguments: [(nil, "1.1.0"), ("", "1.1.0"), ("1.0.0", "1.0.0"), ("^1", "1.1.0"), ("2.0.0-rc.1", "2.0.0-rc.1")]
            as [(String?, String)]
    )
    func latest(version: String?, expected: String) throws {
        let found = try ChartRecordChoice(records).record(for: web(version))
        #expect(found?.version == expected)
        #expect(expected != "1.1.0" || found?.digest == Digest(of: [1]))
    }

    @Test(
        "all of a range, and without a version all",
        arguments: [(nil, 4), ("^1", 3), ("1.1.0", 2), ("7.0.0", 0), (">=1.0.0-0", 4)] as [(String?, Int)]
    )
    func all(version: String?, count: Int) {
        #expect(ChartRecordChoice(records).records(for: web(version)).count == count)
    }

    @Test func `nothing is found in another repository, or of another path`() throws {
        let other = requested(.repository(url: "https://charts.example", name: "web", version: nil))
        #expect(try ChartRecordChoice(records).record(for: other) == nil)
        let local = requested(.local(path: "charts/local", at: "/somewhere/charts/local"))
        #expect(try ChartRecordChoice(records).record(for: local)?.name == "local")
        #expect(ChartRecordChoice(records).records(for: requested(.local(path: "local", at: "local"))).isEmpty)
    }

    @Test func `a version that was not carried is an error that lists what was`() throws {
        let error = #expect(throws: ChartChoiceError.self) {
            _ = try ChartRecordChoice(records).record(for: web("3.0.0"))
        }
        #expect(error?.description.contains("`1.1.0`") == true)
    }

    @Test func `requests are called by what people wrote, without credentials`() {
        #expect(web("1.0.0").title == "chart web 1.0.0" && web(nil).title == "chart web")
        #expect(web(nil).source == Self.url)
        let whole = requested(.registry("oci://u:p@registry.example/charts/web:1", version: nil))
        #expect(whole.title == "chart oci://registry.example/charts/web:1")
        #expect(requested(.local(path: "a/b", at: "/x/a/b")).title == "chart a/b")
        let listed = IndexedChart(name: "web", version: "1.0.0")
        #expect(requested(.indexed(url: Self.url, listed)).title == "chart web 1.0.0")
    }
}
