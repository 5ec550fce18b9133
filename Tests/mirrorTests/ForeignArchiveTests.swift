// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Archives as oc-mirror v2 writes them: the storage of its cache, where images lie as at a target without a namespace,
/// and its folder `working-dir`.
@Suite("An archive of oc-mirror", .waitsForPrograms)
struct ForeignArchiveTests {
    @Test("brings releases with signatures and graph, and images by digest and under other names")
    func releases() async throws {
        let world = try await ReleaseWorld.make()
        let shop = world.shop
        let release = try SampleRelease("4.16.3", components: ["cli"])
        try await world.publish(release)
        let (tagged, pinned) = (try TestImage.sample(3), try TestImage.sample(4))
        try await world.push(tagged, as: "quay.io/team/app", tag: "1")
        try await world.push(pinned, as: "quay.io/team/tool", tag: nil)
        try world.offer("stable-4.16", [("4.16.3", release.payload.digest)])
        try await world.publishBase()
        let lines = [
            "kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/v2alpha1", "mirror:", "  platform:",
            "    graph: true", "    channels:", "    - name: stable-4.16", "  additionalImages:",
            "  - name: quay.io/team/app:1", "    targetRepo: mine/app", "    targetTag: \"7\"",
            "  - name: quay.io/team/tool@\(pinned.digest)",
        ]
        let text = lines.joined(separator: "\n") + "\n"
        try shop.folder.write(text, to: "work/isc.yaml")
        let cache = try RegistryProcess()
        try shop.reach(insecure: cache.host)
        let to = "docker://\(cache.host)"
        let made = try world.plan("--to", to, "--graph-data-url", world.graphData.url)
        #expect(made.status == 0, "\(made.errors)")
        #expect(try shop.mirror("apply", "plan.json", "--to", to).status == 0)
        try write(
            shop.folder,
            cache,
            [
                "hold-release/cincinnati-graph-data/amd64-stable-4.16.json": try graph(world),
                "signatures/\(release.tag)-sha256-\(release.payload.digest.hex)":
                    try await world.key.sign(release.claim.utf8),
            ]
        )

        let far = try FarMachine("far", of: shop, target: world.target)
        try far.copy("release-key.asc")
        try far.write(text, to: "isc.yaml")
        let applied = try far.mirrorAll(["--release-key", "release-key.asc", "--from", "file://\(shop.folder["usb"])"])
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        let names = [
            "openshift/release-images:\(release.tag)", "openshift/release:\(release.tag)-cli",
            "openshift/graph-image:latest", "mine/app:7", "team/tool:\(pinned.digest.tagText)",
        ]
        for name in names {
            let digest = try shop.digest("\(world.target.host)/far/\(name)")
            #expect(try digest != nil && digest == shop.digest("\(cache.host)/\(name)"), "\(name)")
        }

        try far.write(text.replacing("\"7\"", with: "\"8\""), to: "isc.yaml")
        let missing = try far.mirror(
            "plan",
            "-c",
            "isc.yaml",
            "--release-key",
            "release-key.asc",
            "--from",
            "file://\(shop.folder["usb"])"
        )
        #expect(missing.status == 1)
        #expect(missing.errors.contains("was made without quay.io/team/app:1"), "\(missing.errors)")
    }

    @Test("brings only what earlier ones did not: blobs are mounted, manifests read at the target")
    func incremental() async throws {
        let world = try ArchiveWorld()
        let base = SeededBytes.layer(1, length: 200_000)
        let (old, new) = (try TestImage(layers: [base, [1]]), try TestImage(layers: [base, [2]]))
        let (cache, names) = (world.upstream, ["team/old", "team/new"])
        // What the first archive brought is at the target, in the only repository that has the base.
        try await old.push(to: world.target.host.repository("far/team/old"), tag: "1", with: fillingClient())
        for (name, image) in zip(names, [old, new]) { try await world.push(image, as: name) }
        try world.shop.folder.makeDirectory("usb")
        let left = [base, [1]].map { Digest(of: $0).hex } + [old.digest.hex]
        let run = try world.shop.outside(
            ["tar", "-cf", world.shop.folder["usb/mirror_000001.tar"], "-C", cache.storage]
                + left.map { "--exclude=*/blobs/sha256/*/\($0)" } + ["docker"]
        )
        #expect(run.status == 0, "\(run.errors)")
        let wanted = names.map { "quay.io/\($0)" }
        try world.far.configure(["\(wanted[1]):1"])
        world.upstream.stop()
        let from = ["--from", "file://\(world.shop.folder["usb"])", "--to", "docker://\(world.target.host)/far"]
        let plan = try world.far.run(["plan", "-c", "isc.yaml"] + from)
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
        let blob = try #require(world.plan(of: world.far).blobs.first { $0.digest == Digest(of: base) })
        #expect(blob.atHome && blob.home == "\(world.target.host)/far/team/old")
        let apply = try world.far.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
        #expect(try world.far.digest("\(world.target.host)/far/team/new:1") == "\(new.digest)")
        // Of the other one even the manifest is at the target alone.
        try world.far.configure(["\(wanted[0])@\(old.digest)"])
        let pinned = try world.far.run(["plan", "-c", "isc.yaml"] + from)
        #expect(pinned.status == 0, "\(pinned.output)\(pinned.errors)")
        #expect(try world.far.mirror("apply", "plan.json").status == 0)
        #expect(try world.far.digest("\(world.target.host)/far/team/old:\(old.digest.tagText)") == "\(old.digest)")
    }

    /// What the update service answers, as oc-mirror stores it.
    private func graph(_ world: ReleaseWorld) throws -> [UInt8] {
        let url = "\(world.graphs.url)?channel=stable-4.16&arch=amd64&id=x"
        let answer = try world.shop.outside("curl", "-fsS", "-H", "Accept: application/json", url)
        #expect(answer.status == 0, "\(answer.errors)")
        return Array(answer.output.utf8)
    }

    /// Writes the archive into the folder `usb`.
    private func write(_ folder: TemporaryDirectory, _ cache: RegistryProcess, _ documents: [String: [UInt8]]) throws {
        for (name, bytes) in documents { try folder.write(bytes, to: "oc-mirror/working-dir/\(name)") }
        try folder.makeDirectory("usb")
        let run = try runTool(
            [
                "tar", "-cf", folder["usb/mirror_000001.tar"], "-C", cache.storage, "docker", "-C", folder["oc-mirror"],
                "working-dir",
            ],
            environment: [:],
            in: folder.path
        )
        #expect(run.status == 0, "\(run.errors)")
    }
}
