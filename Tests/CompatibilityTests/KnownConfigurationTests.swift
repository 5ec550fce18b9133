// SPDX-License-Identifier: Apache-2.0

import Ledger
import Plans
import TestSupport
import Testing

@testable import Compatibility

@Suite("The configurations that a ledger knows")
struct KnownConfigurationTests {
    private static func ledger(_ wishes: [[String]]) -> TargetLedger {
        var ledger = TargetLedger(target: "reg.example:5000/ocp")
        for (number, names) in wishes.enumerated() {
            let image = Plan.sample.inSync[0]
            ledger.entries[PlacedName("reg.example:5000/ocp/a/b:\(number)")] = TargetLedger.Entry(
                image: image,
                placed: true,
                knowsAttachments: true,
                wantedBy: names
            )
        }
        return ledger
    }

    @Test(
        "are looked for below the folder of the record, each once",
        arguments: [
            ([], [], []), ([[]], [], []), ([["isc.yaml"]], ["/srv/isc.yaml"], []),
            ([["isc.yaml"], ["isc.yaml", "more/two.yaml"]], ["/srv/isc.yaml", "/srv/more/two.yaml"], []),
            ([["gone.yaml", "isc.yaml"], ["older.yaml"]], ["/srv/isc.yaml"], ["gone.yaml", "older.yaml"]),
            ([["/elsewhere/isc.yaml"]], ["/elsewhere/isc.yaml"], []), ([["/gone.yaml"]], [], ["/gone.yaml"]),
        ] as [([[String]], [String], [String])]
    )
    func known(wishes: [[String]], paths: [String], gone: [String]) {
        let files: Set = ["/srv/isc.yaml", "/srv/more/two.yaml", "/elsewhere/isc.yaml"]
        let known = KnownConfigurations(in: Self.ledger(wishes), below: "/srv", isThere: files.contains)
        #expect(known.paths == paths && known.gone == gone)
    }

    @Test("are files of this machine")
    func files() throws {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "isc.yaml")
        let known = KnownConfigurations(in: Self.ledger([["isc.yaml", "two.yaml"]]), below: folder.path)
        #expect(known.paths == ["\(folder.path)/isc.yaml"] && known.gone == ["two.yaml"])
    }
}
