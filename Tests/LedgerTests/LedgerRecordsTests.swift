// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Testing

@Suite("The records of sections in a ledger")
struct LedgerRecordsTests {
    private static func graph(_ channel: String, _ content: UInt8 = 1, architecture: String = "amd64") -> SectionRecord
    {
        .graph(
            GraphRecord(
                url: "https://a.io/graph",
                channel: channel,
                architecture: architecture,
                digest: Digest(of: [content])
            )
        )
    }

    private static let path = SectionRecord.upgradePath(
        UpgradePath(product: "ocp", architecture: "amd64", from: "4.14.1", to: "4.16.3", hops: [])
    )

    @Test(
        "are those that later plans need, each in the place of an earlier one of its name",
        arguments: [
            ([], [path], []), ([graph("b")], [], [graph("b")]), ([graph("b")], [graph("a")], [graph("a"), graph("b")]),
            ([graph("b", 1), graph("a")], [path, graph("b", 2)], [graph("a"), graph("b", 2)]),
            (
                [graph("a", architecture: "arm64")], [graph("a", 2)],
                [graph("a", 2), graph("a", architecture: "arm64")]
            ),
        ] as [([SectionRecord], [SectionRecord], [SectionRecord])]
    )
    func keeping(known: [SectionRecord], fresh: [SectionRecord], kept: [SectionRecord]) {
        #expect(known.keeping(fresh) == kept)
    }

    @Test("are in its file, where graphs have a field")
    func file() throws {
        var ledger = TargetLedger(target: "a.io")
        ledger.records = [Self.graph("a"), Self.graph("b", 2)]
        let data = try LedgerFile.data(of: ledger)
        #expect(String(decoding: data, as: UTF8.self).contains("\"graphs\": [\n"))
        #expect(try LedgerFile.read(data, from: "x") == ledger)
        ledger.records = []
        #expect(!String(decoding: try LedgerFile.data(of: ledger), as: UTF8.self).contains("graphs"))
    }
}
