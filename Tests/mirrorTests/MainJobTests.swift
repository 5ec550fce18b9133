// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// Plan, apply, plan again, on Debian's registry, looked at with skopeo and git.
@Suite("The main job", .waitsForPrograms)
struct MainJobTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
    }

    private func fill(_ name: String, _ image: TestImage, tag: String? = "1") async throws {
        try await image.push(to: upstream.host.repository(name), tag: tag, with: fillingClient())
    }

    @Test("copies what is wanted, then has nothing left to do, and the history says who did what")
    func mainJob() async throws {
        let base = SeededBytes.layer(1, length: 50_000)
        let one = try TestImage(layers: [base, [1]])
        let two = try TestImage(layers: [base, [2]], format: .docker)
        try await fill("a/one", one)
        try await fill("a/two", two)
        let pinned = try TestImage.sample(7)
        try await fill("b/pinned", pinned, tag: nil)
        try shop.configure([
            "\(upstream.host)/a/one:1", "\(upstream.host)/a/two:1", "\(upstream.host)/b/pinned@\(pinned.digest)",
        ])

        let plan = try shop.mirror(
            "plan",
            "-c",
            "isc.yaml",
            "--to",
            "docker://\(target.host)/ocp",
            "-detailed-exitcode"
        )
        #expect(plan.status == 2, "\(plan.errors)")
        #expect(plan.lines.last?.hasPrefix("Plan: 3 to copy, 0 to update, 0 to delete (") == true)
        #expect(try shop.digest("\(target.host)/ocp/a/one:1") == nil, "planning changes nothing")

        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        #expect(apply.lines.last?.hasPrefix("Apply complete! Images: 3 copied (") == true)
        #expect(try shop.digest("\(target.host)/ocp/a/one:1") == one.digest.description)
        #expect(try shop.digest("\(target.host)/ocp/a/two:1") == two.digest.description)
        #expect(try shop.digest("\(target.host)/ocp/b/pinned:\(pinned.digest.tagText)") == pinned.digest.description)
        let pull = try shop.outside(
            "skopeo",
            "copy",
            "--src-tls-verify=false",
            "docker://\(target.host)/ocp/a/two:1",
            "dir:pulled"
        )
        #expect(pull.status == 0, "\(pull.errors)")

        let again = try shop.mirror("plan", "-c", "isc.yaml", "--detailed-exitcode")
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output == "No changes. \(target.host)/ocp holds all 3 images of isc.yaml.\n")

        let log = try shop.mirror("log")
        // A plan without changes is not recorded.
        #expect(log.lines.count == 2)
        #expect(log.lines[0].contains("Ada") && log.lines[0].contains("3 of 3 images, complete"))
        #expect(log.lines[1].contains("3 to copy") && log.lines[1].contains("(applied)"))
        let trailers = try shop.git("log", "-2", "--format=%(trailers:key=Plan-Id,valueonly)").split(separator: "\n")
        #expect(trailers.count == 2)
        #expect(try shop.git("status", "--porcelain", "plans", "ledger", "receipts", "cluster-resources") == "")
        #expect(try shop.read("cluster-resources/itms-oc-mirror.yaml").contains("source: \(upstream.host)/a"))
        #expect(try shop.read("cluster-resources/idms-oc-mirror.yaml").contains("source: \(upstream.host)/b"))
    }

    @Test("plans the same bytes twice, and records an identical plan once")
    func deterministic() async throws {
        try await fill("a/one", try .sample(1))
        try await fill("a/two", try .sample(2))
        try shop.configure(["\(upstream.host)/a/two:1", "\(upstream.host)/a/one:1"])
        let target = "docker://\(target.host)"
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", target).status == 0)
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", target, "--out", "again.json").status == 0)
        #expect(try shop.read("plan.json") == shop.read("again.json"))
        #expect(try shop.git("rev-list", "--count", "HEAD") == "1")
        let shown = try shop.mirror("show", "plan.json", "--json")
        #expect(shown.output == (try shop.read("plan.json")))
        let identity = try shop.outside("sh", "-c", "jq -S 'del(.id)' plan.json | sha256sum | cut -d' ' -f1")
        #expect(try shop.read("plan.json").contains("\"id\": \"sha256:\(identity.lines[0])\""))
    }

    @Test("copies every byte once: a shared layer is mounted, not sent again")
    func mounts() async throws {
        let base = SeededBytes.layer(1, length: 300_000)
        var images: [String] = []
        for index in 0..<5 {
            try await fill("m/image\(index)", try TestImage(layers: [base, [UInt8(index)]]))
            images.append("\(upstream.host)/m/image\(index):1")
        }
        try shop.configure(images)
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)").status == 0)
        let plan = try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan
        #expect(plan.summary.bytesToMount == 4 * 300_000)
        let apply = try shop.mirror("apply", "plan.json", "--json")
        #expect(apply.status == 0, "\(apply.errors)")
        #expect(apply.lines.filter { $0.contains("blob_complete") && $0.contains("\"bytes\":300000") }.count == 1)
        for index in 0..<5 { #expect(try shop.digest("\(target.host)/m/image\(index):1") != nil) }
    }

    @Test("copies an index whole, with the digests of all its platforms")
    func multiPlatform() async throws {
        let platforms = ["amd64", "arm64", "s390x"].map { Platform(os: "linux", architecture: $0) }
        let index = try TestImage.index(
            platforms.enumerated().map { ($1, try TestImage(layers: [[UInt8($0)], [9]], platform: $1)) }
        )
        try await fill("a/multi", index)
        try shop.configure(["\(upstream.host)/a/multi:1"])
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)").status == 0)
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        #expect(try shop.digest("\(target.host)/a/multi:1") == index.digest.description)
        for manifest in index.manifests {
            #expect(try shop.digest("\(target.host)/a/multi@\(manifest.descriptor.digest)") != nil)
        }
    }

    @Test("updates a tag that moved upstream, and leaves the rest alone")
    func update() async throws {
        try await fill("a/one", try .sample(1))
        try await fill("a/two", try .sample(2))
        try shop.configure(["\(upstream.host)/a/one:1", "\(upstream.host)/a/two:1"])
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)").status == 0)
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        let moved = try TestImage.sample(3)
        try await fill("a/one", moved)
        let plan = try shop.mirror("plan", "-c", "isc.yaml")
        #expect(plan.lines.last?.hasPrefix("Plan: 0 to copy, 1 to update, 0 to delete (") == true, "\(plan.output)")
        #expect(plan.output.contains("  ~ \(upstream.host)/a/one:1"))
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try shop.digest("\(target.host)/a/one:1") == moved.digest.description)
    }

    @Test("takes signatures and referrers along, before the tag moves")
    func attachments() async throws {
        let image = try TestImage.sample(1)
        try await fill("a/signed", image)
        try await fill("a/signed", try .signature(of: image), tag: image.signatureTag)
        let referrer = try TestImage.referrer(to: image, type: "application/vnd.example.attestation")
        try await fill("a/signed", referrer, tag: nil)
        try shop.configure(["\(upstream.host)/a/signed:1"])
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)/x").status == 0)
        let plan = try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan
        #expect(plan.actions.map(\.type) == [.additionalImage, .signature, .referrer])
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        #expect(try shop.digest("\(target.host)/x/a/signed:\(image.signatureTag)") != nil)
        let found = try await fillingClient().referrers(target.host.repository("x/a/signed"), of: image.digest)
        #expect(found.map(\.digest) == [referrer.digest])
        let again = try shop.mirror("plan", "-c", "isc.yaml", "-detailed-exitcode")
        #expect(again.status == 0, "\(again.output)\(again.errors)")
        let refreshed = try shop.mirror("plan", "-c", "isc.yaml", "-detailed-exitcode", "--refresh")
        #expect(refreshed.status == 0, "\(refreshed.output)\(refreshed.errors)")
    }

    @Test("reads images from OCI layouts")
    func layouts() async throws {
        let image = try TestImage.sample(5)
        try await fill("a/one", image)
        try shop.folder.makeDirectory("work/images")
        let copy = try shop.outside(
            "skopeo",
            "copy",
            "-q",
            "--src-tls-verify=false",
            "docker://\(upstream.host)/a/one:1",
            "oci:images/one"
        )
        #expect(copy.status == 0, "\(copy.errors)")
        try shop.folder.write(
            """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              additionalImages:
              - name: oci://images/one
                targetRepo: from/disk
                targetTag: v1

            """,
            to: "work/isc.yaml"
        )
        #expect(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)").status == 0)
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        let raw = try shop.outside("skopeo", "inspect", "--raw", "oci:images/one")
        #expect(try shop.digest("\(target.host)/from/disk:v1") == Digest(of: Array(raw.output.utf8)).description)
    }
}
