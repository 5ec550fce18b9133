// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import TestSupport
import Testing

/// Somebody names the port of a web server instead of that of the registry.
@Suite("A target that is no registry", .waitsForPrograms)
struct NoRegistryTests {
    private let upstream: FakeRegistry
    private let web: LoopbackServer
    private let shop: Workshop

    init() throws {
        upstream = try FakeRegistry()
        upstream.add(try TestImage(layers: [[1]]), to: "a/one", tag: "1")
        web = try LoopbackServer { exchange in
            try exchange.respond(
                404,
                headers: ["Content-Type": "text/html", "Server": "SimpleHTTP/0.6"],
                text: "<html>File not found</html>"
            )
        }
        shop = try Workshop(insecure: upstream.host, try RegistryHost(web.host))
    }

    private func expectRefusal(_ run: ToolRun) {
        #expect(run.status == 1, "\(run.output)\(run.errors)")
        let words = [
            "http://\(web.host)/v2/: this is not a registry but a server (SimpleHTTP/0.6) with status 404",
            "check the host and the port",
        ]
        for word in words { #expect(run.errors.contains(word), "\(run.errors)") }
        #expect(!FileManager.default.fileExists(atPath: shop.folder["work/plan.json"]))
    }

    @Test("is found out while planning")
    func planning() throws {
        try shop.configure(["\(try upstream.host)/a/one:1"])
        expectRefusal(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(web.host)/ocp"))
    }

    @Test("is found out even if nothing is wanted there, so that an apply cannot make it a target")
    func nothing() throws {
        try shop.configure([])
        expectRefusal(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(web.host)/ocp"))
        expectRefusal(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(web.host)"))
    }

    @Test("is found out while planning to delete")
    func deleting() throws {
        try shop.folder.write(
            """
            kind: DeleteImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            delete:
              additionalImages:
              - name: \(try upstream.host)/a/one:1

            """,
            to: "work/disc.yaml"
        )
        expectRefusal(
            try shop.mirror("delete", "plan", "-c", "disc.yaml", "--to", "docker://\(web.host)", "-o", "plan.json")
        )
    }
}
