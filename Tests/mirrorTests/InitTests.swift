// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// With the program itself, because files and streams are what it is about.
@Suite("mirror init", .waitsForPrograms)
struct InitTests {
    private let shop: Workshop

    init() throws { shop = try Workshop(registries: "") }

    @Test("writes a file that exists nowhere, and never another one")
    func never() throws {
        let first = try shop.mirror("init")
        #expect(first.status == 0 && first.output.hasPrefix("Wrote isc.yaml.\n"), "\(first)")
        let text = try shop.folder.read("work/isc.yaml")
        let second = try shop.mirror("init")
        #expect(second.status == 1)
        #expect(second.errors.contains("isc.yaml exists, and nothing is overwritten"), "\(second.errors)")
        #expect(try shop.folder.read("work/isc.yaml") == text)
        #expect(try shop.mirror("init", "-o", "-").output.contains("kind: ImageSetConfiguration"))
    }

    @Test("says what to print where a file has nothing of a cluster")
    func foreign() throws {
        try shop.folder.write("kind: ConfigMap\n", to: "work/cluster.yaml")
        let run = try shop.mirror("init", "--from-cluster", "cluster.yaml")
        #expect(run.status == 1)
        #expect(run.errors.contains("oc get clusterversion,subscriptions,catalogsources -A -o yaml > cluster.yaml"))
        let missing = try shop.mirror("init", "--from-cluster", "nothing.yaml")
        #expect(missing.status == 1 && missing.errors.contains("nothing.yaml: "), "\(missing.errors)")
    }
}
