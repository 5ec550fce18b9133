// SPDX-License-Identifier: Apache-2.0

import Foundation
import MirrorConfiguration
import OCI
import Plans
import TestSupport
import Testing

/// `examples/` are what people would write, `plans/` what they would review: made here, by the tool itself,
/// against a local upstream that registries.conf puts in the place of the real hosts.
@Suite("The examples", .waitsForPrograms)
struct ExamplesTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The registry that the reviewed plans name; the test's own has another port in every run.
    private static let reviewedTarget = "mirror.example:5000/ocp"

    static var examples: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "examples").path)) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted()
    }

    @Test("are plentiful enough to learn from")
    func exist() { #expect(Self.examples.count >= 3) }

    @Test("plan to exactly what `plans/` shows", arguments: examples)
    func plan(example: String) throws {
        let upstream = try FakeRegistry()
        let target = try FakeRegistry()
        let upstreamHost = "127.0.0.1:\(upstream.server.port)"
        let targetHost = "127.0.0.1:\(target.server.port)"
        let redirects = ["quay.io", "registry.redhat.io"].map {
            "[[registry]]\nprefix = \"\($0)\"\nlocation = \"\(upstreamHost)/\($0)\"\ninsecure = true\n"
        }
        let shop = try Workshop(
            registries: redirects.joined() + "[[registry]]\nlocation = \"\(targetHost)\"\ninsecure = true\n"
        )
        let path = Self.root.appending(path: "examples/\(example)").path
        try shop.folder.write([UInt8](Data(contentsOf: URL(filePath: path))), to: "work/\(example)")
        for image in try ImageSetConfiguration.load(path: path).mirror.additionalImages {
            guard case .registry(let reference) = image.source else { continue }
            let content = try Self.content(of: reference)
            if let digest = reference.digest { #expect(content.digest == digest, "\(reference)") }
            upstream.add(content, to: reference.repository.description, tag: reference.tag?.description)
        }

        let to = "docker://\(targetHost)/ocp"
        let run = try shop.mirror("plan", "-c", example, "--to", to, "-detailed-exitcode")
        #expect(run.status == 2, "\(run.output)\(run.errors)")
        let plan = try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan
        let reviewed = try PlanFile(plan.retargeted(from: "\(targetHost)/ocp", to: Self.reviewedTarget))
        try expectFile(
            String(decoding: reviewed.bytes, as: UTF8.self),
            at: Self.root.appending(path: "plans/\(example.replacing(".yaml", with: ".json"))")
        )
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    /// What stands at a reference upstream: an image of two platforms, the same in every run.
    private static func content(of reference: ImageReference) throws -> TestImage {
        let name = reference.repository.description
        let seed = name.utf8.reduce(UInt64(5381)) { ($0 &* 33) ^ UInt64($1) }
        let base = SeededBytes.layer(1, length: 40_000)
        return try TestImage.index(
            ["amd64", "arm64"].enumerated().map { index, architecture in
                let platform = Platform(os: "linux", architecture: architecture)
                let layer = SeededBytes.layer(seed &+ UInt64(index), length: 20_000)
                return (platform, try TestImage(layers: [base, layer], platform: platform))
            }
        )
    }
}

extension Plan {
    /// The same plan for another target.
    fileprivate func retargeted(from old: String, to new: String) throws -> Plan {
        func moved(_ text: String) -> String { text.replacing(old, with: new) }
        var plan = self
        plan.target.registry = moved(target.registry)
        for index in plan.actions.indices {
            plan.actions[index].destination = moved(actions[index].destination)
            plan.actions[index].attachedTo = actions[index].attachedTo.map(moved)
        }
        for index in plan.blobs.indices {
            plan.blobs[index].home = moved(blobs[index].home)
            plan.blobs[index].mountInto = blobs[index].mountInto.map(moved)
        }
        for index in plan.checks.indices { plan.checks[index].message = moved(checks[index].message) }
        plan.resources = resources.map { Resource(path: $0.path, content: moved($0.content)) }
        return plan
    }
}
