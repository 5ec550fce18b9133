// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// The command lines of the document about v2 that mirror, each under the heading where it stands.
@Suite("The command lines of the document about v2, run", .waitsForPrograms)
struct SecondDocumentTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        for (seed, name) in [(1, "a/one"), (2, "b/two")] as [(UInt64, String)] {
            try await TestImage.sample(seed).push(to: upstream.host.repository(name), tag: "1", with: fillingClient())
        }
        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/b/two:1"], as: "isc.yaml")
    }

    private var registry: String { "docker://\(target.host)/ocp" }

    private func hasBoth() throws -> Bool {
        try shop.pulls("\(target.host)/ocp/a/one:1") && shop.pulls("\(target.host)/ocp/b/two:1")
    }

    @Test("v2: Mirroring an image set in a partially disconnected environment")
    func mirrorToMirror() throws {
        let run = try shop.ocMirror("-c", "isc.yaml", "--workspace", "file://ws", registry, "--v2")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(try hasBoth())
        #expect(shop.names(in: "ws/working-dir/cluster-resources") == ["itms-oc-mirror.yaml"])
        let mirrors = try shop.read("ws/working-dir/cluster-resources/itms-oc-mirror.yaml")
        #expect(mirrors.contains("    source: \(upstream.host)/a\n"))
        // The plan is recorded like any other, and a line says so.
        let plan = try PlanFile(reading: Data(shop.folder.read("work/ws/working-dir/plan.json")))
        #expect(run.errors.contains("Plan \(plan.id.short) is in ws/working-dir/plan.json, recorded in \(shop.work)"))
        let log = try shop.git("log", "--format=%h %s")
        #expect(
            log.contains("Plan \(plan.id.short)") && log.contains("Apply \(plan.id.short): 2 of 2 images, complete")
        )
        // The log has what was told.
        let logs = shop.names(in: "ws/working-dir/logs")
        #expect(logs.count == 1 && logs[0].hasPrefix("oc-mirror-"))
        #expect(try shop.read("ws/working-dir/logs/\(logs[0])").contains("Plan \(plan.id.short)"))

        let again = try shop.ocMirror("-c", "isc.yaml", "--workspace", "file://ws", registry, "--v2")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(try shop.git("log", "--format=%s").split(separator: "\n").count == 2, "nothing new is not recorded")
    }

    @Test("v2: Mirroring from mirror to disk; Mirroring from disk to mirror")
    func disk() throws {
        let out = try shop.ocMirror("-c", "isc.yaml", "file://disk", "--v2")
        #expect(out.status == 0, "\(out.output)\(out.errors)")
        #expect(shop.names(in: "disk").contains("mirror_000001.tar"))
        #expect(shop.names(in: "disk/working-dir/cluster-resources").isEmpty)
        let back = try shop.ocMirror("-c", "isc.yaml", "--from", "file://disk", registry, "--v2")
        #expect(back.status == 0, "\(back.output)\(back.errors)")
        #expect(try hasBoth())
        #expect(shop.names(in: "disk/working-dir/cluster-resources") == ["itms-oc-mirror.yaml"])
    }

    @Test("v2: Performing dry run for oc-mirror plugin v2")
    func dryRun() throws {
        let run = try shop.ocMirror("--config", "isc.yaml", "file://disk", "--dry-run", "--v2")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(shop.names(in: "disk") == ["working-dir"], "no archive")
        let missing = try shop.read("disk/working-dir/dry-run/missing.txt")
        #expect(try shop.read("disk/working-dir/dry-run/mapping.txt") == missing)
        #expect(missing.split(separator: "\n").count == 2)
        #expect(shop.names(in: ".git").isEmpty, "nothing is recorded")

        #expect(try shop.ocMirror("-c", "isc.yaml", "file://disk", "--v2").status == 0)
        let line = ["-c", "isc.yaml", "--from", "file://disk", registry, "--dry-run", "--v2"]
        let back = try shop.run(["oc-mirror"] + line)
        #expect(back.status == 0, "\(back.output)\(back.errors)")
        #expect(
            try shop.read("disk/working-dir/dry-run/mapping.txt").contains("=docker://\(target.host)/ocp/a/one:1\n")
        )
        #expect(try shop.digest("\(target.host)/ocp/a/one:1") == nil)
        #expect(shop.names(in: "disk/working-dir/cluster-resources") == ["itms-oc-mirror.yaml"])
    }

    @Test("v2: Troubleshooting oc-mirror plugin v2 errors")
    func errors() throws {
        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/a/gone:1"], as: "isc.yaml")
        let run = try shop.ocMirror("-c", "isc.yaml", "--workspace", "file://ws", registry, "--v2")
        #expect(run.status == 8, "\(run.output)\(run.errors)")
        #expect(try shop.pulls("\(target.host)/ocp/a/one:1"), "the rest is mirrored")
        let errors = shop.names(in: "ws/working-dir/logs").filter { $0.hasPrefix("mirroring_errors_") }
        let lines = try shop.read("ws/working-dir/logs/\(errors.first ?? "")").split(separator: "\n")
        #expect(lines.count == 1 && lines[0].contains("\(upstream.host)/a/gone:1"), "\(lines)")
        #expect(shop.names(in: "ws/working-dir/cluster-resources") == ["itms-oc-mirror.yaml"])
        // An archive is whole or not there.
        let disk = try shop.ocMirror("-c", "isc.yaml", "file://disk", "--v2")
        #expect(disk.status == 8, "\(disk.output)\(disk.errors)")
        #expect(!shop.names(in: "disk").contains("mirror_000001.tar"))
    }

    @Test("v2: Mirroring to an enclave")
    func enclave() throws {
        let central = try RegistryProcess()
        try shop.reach(insecure: central.host)
        let disk = try shop.ocMirror("--v2", "-c", "isc.yaml", "file://out/enterprise-content")
        #expect(disk.status == 0, "\(disk.output)\(disk.errors)")
        let from = "file://out/enterprise-content"
        let publish = try shop.ocMirror("--v2", "-c", "isc.yaml", "--from", from, "docker://\(central.host)/")
        #expect(publish.status == 0, "\(publish.output)\(publish.errors)")
        try shop.folder.write(
            """
            [[registry]]
            location="\(upstream.host)"
            blocked = false
            [[registry.mirror]]
            location="\(central.host)"
            insecure = true

            [[registry]]
            location="\(target.host)"
            insecure = true

            """,
            to: "registries.conf"
        )
        try shop.configure(["\(upstream.host)/a/one:1"], as: "isc-enclave.yaml")
        try shop.folder.makeDirectory("work/disk-enc1")
        let enclave = try shop.ocMirror("--v2", "-c", "isc-enclave.yaml", "file://\(shop.work)/disk-enc1/")
        #expect(enclave.status == 0, "\(enclave.output)\(enclave.errors)")
        try FileManager.default.copyItem(atPath: "\(shop.work)/disk-enc1", toPath: "\(shop.work)/local-disk")
        let load = try shop.ocMirror("--v2", "-c", "isc-enclave.yaml", "--from", "file://local-disk", registry)
        #expect(load.status == 0, "\(load.output)\(load.errors)")
        #expect(try shop.pulls("\(target.host)/ocp/a/one:1"))
        #expect(try shop.digest("\(target.host)/ocp/b/two:1") == nil)
    }

    @Test("a dry run lists the platforms of images, too, if it is asked to")
    func platforms() async throws {
        let (amd, arm) = (try TestImage.sample(3), try TestImage.sample(4))
        let index = try TestImage.index([(try Platform("linux/amd64"), amd), (try Platform("linux/arm64"), arm)])
        try await index.push(to: upstream.host.repository("c/many"), tag: "1", with: fillingClient())
        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/c/many:1"], as: "isc.yaml")
        let run = try shop.ocMirror("-c", "isc.yaml", "file://disk", "--dry-run-manifest-lists", "--v2")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let lines = try shop.read("disk/working-dir/dry-run/mapping.txt").split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines.contains { $0.hasPrefix("docker://\(upstream.host)/c/many@\(arm.digest)=docker://") })
    }

    @Test("Ctrl-C ends a run with 130, and the next one carries on")
    func interrupt() async throws {
        let held = try HeldImage(TestImage.sample(99, layers: [200_000]))
        try shop.reach(insecure: held.host)
        var images = [held.reference]
        for index in 0..<5 {
            let image = try TestImage.sample(UInt64(100 + index))
            try await image.push(to: upstream.host.repository("many/image\(index)"), tag: "1", with: fillingClient())
            images.append("\(upstream.host)/many/image\(index):1")
        }
        try shop.configure(images, as: "isc.yaml")
        let line = [
            "oc-mirror", "-c", "isc.yaml", "--workspace", "file://ws", registry, "--v2", "--parallel-images", "2",
        ]
        let run = try await shop.start(line) { program in
            try await shop.wait(for: "done ")
            program.send(SIGINT)
            try await shop.wait(for: "Interrupt received")
        }
        held.release()
        #expect(run.status == 130, "\(run.output)\(run.errors)")
        let again = try shop.run(line)
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        #expect(try shop.git("log", "--format=%s").contains("complete"))
    }
}
