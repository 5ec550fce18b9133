// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Whoever corrects a configuration should not need a run for each mistake in it.
@Suite("One run tells all that is wrong", .waitsForPrograms)
struct OneRunTests {
    @Test("with channels, catalogs and images, each at its place")
    func sections() async throws {
        let world = try await ReleaseWorld.make()
        try world.graphs.add("stable-4.16", nodes: ["4.16.1"])
        try world.shop.folder.write(
            """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              platform:
                channels:
                - name: stable-4.61
              operators:
              - catalog: quay.io/none/index:v1
              blockedImages:
              - name: none/index

            """,
            to: "work/isc.yaml"
        )
        let run = try world.shop.mirror("plan", "-c", "isc.yaml", "--ignore-release-signature")
        #expect(run.status == 1)
        #expect(run.errors.contains("isc.yaml:6:13: error: there is no channel `stable-4.61`"), "\(run.errors)")
        #expect(run.errors.contains("isc.yaml:8:14: error: quay.io/none/index:v1"), "\(run.errors)")
        #expect(!run.errors.contains("blocks no image"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(world.shop.work)/plan.json"))
    }

    @Test("with the tag that was probably meant of an image that is not there")
    func tags() async throws {
        let upstream = try RegistryProcess()
        let shop = try Workshop(insecure: upstream.host)
        let image = try TestImage.sample(1)
        for tag in ["v1.2.3", "v1.20.3", "latest"] {
            try await image.push(to: upstream.host.repository("a/one"), tag: tag, with: fillingClient())
        }
        try shop.configure([
            "\(upstream.host)/a/one:v1.2.4", "\(upstream.host)/a/one:lastest", "\(upstream.host)/b/two:1",
        ])
        let run = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(upstream.host)/ocp")
        #expect(run.status == 1)
        #expect(run.errors.contains("a/one:v1.2.4: the source has no such image; did you mean the tag `v1.2.3`?"))
        #expect(run.errors.contains("a/one:lastest: the source has no such image; did you mean the tag `latest`?"))
        #expect(run.errors.contains("b/two:1: the source has no such image\n"), "\(run.errors)")
    }

    @Test("of a folder of archives that is spelled as a URL of this machine: it is that folder")
    func localhost() async throws {
        let upstream = try RegistryProcess()
        let shop = try Workshop(insecure: upstream.host)
        try await TestImage.sample(1).push(to: upstream.host.repository("a/one"), tag: "1", with: fillingClient())
        try shop.configure(["\(upstream.host)/a/one:1"])
        let disk = shop.folder["disk"]
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "file://localhost\(disk)")
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(plan.output.contains("mirror will write an archive to file://\(disk)"), "\(plan.output)")
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(FileManager.default.fileExists(atPath: "\(disk)/mirror_000001.tar"))
        #expect(try shop.mirror("describe", "file://localhost\(disk)").status == 0)
    }
}
