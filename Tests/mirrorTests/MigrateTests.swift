// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `mirror migrate`, and what other commands say to a configuration of oc-mirror v1.
@Suite("Migrating a configuration of oc-mirror v1", .waitsForPrograms)
struct MigrateTests {
    private let upstream: FakeRegistry
    private let shop: Workshop

    init() throws {
        upstream = try FakeRegistry()
        shop = try Workshop(insecure: upstream.host)
        try shop.folder.write(
            """
            # The tools of the site.
            apiVersion: mirror.openshift.io/v1alpha2
            kind: ImageSetConfiguration
            storageConfig:
              local:
                path: ./meta
            mirror:
              additionalImages:
              - name: \(upstream.server.host)/tools/alpha # moves

            """,
            to: "work/old.yaml"
        )
    }

    private var migrated: String {
        """
        # The tools of the site.
        apiVersion: mirror.openshift.io/v2alpha1
        kind: ImageSetConfiguration
        mirror:
          additionalImages:
          - name: \(upstream.server.host)/tools/alpha:latest # moves

        """
    }

    private let said = """
        old.yaml:2:1: note: plans of version two write mirror sets for clusters, and no ImageContentSourcePolicy
            2 | apiVersion: mirror.openshift.io/v1alpha2
              | ^
            plan with --icsp for clusters before 4.13
        old.yaml:4:1: warning: version two has no `storageConfig`: what was mirrored is recorded in the audit repository
            4 | storageConfig:
              | ^
            what oc-mirror v1 deleted by itself is deleted with `mirror plan --prune`

        """

    @Test func `prints the file for version two, and what has no equivalent beside it`() throws {
        let run = try shop.mirror("migrate", "-c", "old.yaml")
        #expect(run.status == 0)
        #expect(run.output == migrated)
        #expect(run.errors == said)
    }

    @Test func `reads standard input, and prints JSON`() throws {
        let old = try shop.folder.read("work/old.yaml")
        let run = try runTool(
            [Workshop.binary, "migrate", "-c", "-", "--json"],
            environment: shop.environment,
            in: shop.work,
            input: old
        )
        #expect(run.status == 0, "\(run.errors)")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        )
        #expect(document["text"] as? String == migrated)
        #expect(document["configuration"] as? String == "standard-input.yaml")
        #expect(document["migrated"] == nil)
        let findings = try #require(document["findings"] as? [[String: Any]])
        #expect(findings.map { $0["code"] as? String } == ["no-equivalent", "no-equivalent"])
        #expect(findings.map { $0["place"] as? String } == ["standard-input.yaml:2:1", "standard-input.yaml:4:1"])
    }

    @Test func `writes a file, but never over another one unless it is told to`() throws {
        let run = try shop.mirror("migrate", "-c", "old.yaml", "-o", "new.yaml")
        #expect(run.status == 0)
        #expect(run.output == "Migrated old.yaml (2 findings: read them before you plan).\nWrote new.yaml.\n")
        #expect(try shop.read("new.yaml") == migrated)
        // The same command may run again.
        #expect(try shop.mirror("migrate", "-c", "old.yaml", "-o", "new.yaml").status == 0)

        try shop.folder.write("mine\n", to: "work/new.yaml")
        let refused = try shop.mirror("migrate", "-c", "old.yaml", "-o", "new.yaml")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("new.yaml exists and is not a migrated configuration of this command"))
        #expect(try shop.read("new.yaml") == "mine\n")
        #expect(try shop.mirror("migrate", "-c", "old.yaml", "-o", "new.yaml", "--force").status == 0)
        #expect(try shop.read("new.yaml") == migrated)

        let itself = try shop.mirror("migrate", "-c", "old.yaml", "-o", "./old.yaml", "--force")
        #expect(itself.status == 1 && itself.errors.contains("is the configuration itself"))
    }

    @Test func `makes a file that plans, as the old one does`() throws {
        let target = try FakeRegistry()
        try shop.reach(insecure: target.host)
        try upstream.add(TestImage.sample(1), to: "tools/alpha", tag: "latest")
        let to = "docker://\(target.server.host)/ocp"
        let old = try shop.mirror("plan", "-c", "old.yaml", "--to", to, "--out", "old.json")
        #expect(old.status == 0, "\(old.errors)")
        #expect(old.output.contains("sequence 1 of the new workspace"), "\(old.output)")
        #expect(try shop.mirror("migrate", "-c", "old.yaml", "-o", "new.yaml").status == 0)
        let plan = try shop.mirror("plan", "-c", "new.yaml", "--to", to)
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(try shop.mirror("apply", "plan.json").status == 0)
    }

    @Test func `is what a file of version two does not need, and pinning one of version one does`() throws {
        try shop.folder.write(migrated, to: "work/new.yaml")
        let again = try shop.mirror("migrate", "-c", "new.yaml")
        #expect(again.status == 1 && again.output.isEmpty)
        #expect(again.errors.hasPrefix("error: new.yaml is a configuration of version two already\n"))
        let pin = try shop.mirror("pin", "-c", "old.yaml")
        #expect(pin.status == 1)
        #expect(pin.errors.contains("a format of oc-mirror v1, cannot be pinned"))
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/old.pinned.yaml"))
    }
}
