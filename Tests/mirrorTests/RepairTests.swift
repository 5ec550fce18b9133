// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// What somebody took from a registry is found, planned and put back.
///
/// Only a real registry loses a tag, holds another one, and misses a blob behind a tag that is right.
@Suite("The repair of a target", .waitsForPrograms)
struct RepairTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop
    private let images: [TestImage]

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        images = try (0..<4).map { try TestImage.sample(UInt64($0 + 300)) }
        for (name, image) in zip(["one", "two", "three", "four"], images) {
            try await image.push(to: upstream.host.repository("a/\(name)"), tag: "1", with: fillingClient())
        }
        try shop.configure(["one", "two", "three", "four"].map { "\(upstream.host)/a/\($0):1" })
        try mirror("plan", "-c", "isc.yaml", "--to", "docker://\(place)")
        try mirror("apply", "plan.json")
    }

    private var place: String { "\(target.host)/ocp" }

    @discardableResult
    private func mirror(_ arguments: String..., expecting status: Int32 = 0) throws -> ToolRun {
        let run = try shop.run(arguments, in: nil)
        #expect(run.status == status, "\(arguments): \(run.output)\(run.errors)")
        return run
    }

    /// Deletes one tag, overwrites another, and removes a blob of a third image from the registry's files.
    private func damage() async throws {
        let tags = "\(target.storage)/docker/registry/v2/repositories/ocp/a/one/_manifests/tags/1"
        try FileManager.default.removeItem(atPath: tags)
        try await TestImage.sample(77).push(to: target.host.repository("ocp/a/two"), tag: "1", with: fillingClient())
        let blob = try #require(images[2].blobs.keys.min())
        try FileManager.default.removeItem(
            atPath: "\(target.storage)/docker/registry/v2/blobs/sha256/\(blob.hex.prefix(2))/\(blob.hex)"
        )
    }

    @Test("puts back what was deleted, overwritten and lost, as the ledger has it, and nothing that the source moved")
    func repairs() async throws {
        try await damage()
        // The source moved two tags since: one of an image that is lost, one of an image that is not.
        for (name, seed) in [("one", 400), ("four", 401)] {
            let image = try TestImage.sample(UInt64(seed))
            try await image.push(to: upstream.host.repository("a/\(name)"), tag: "1", with: fillingClient())
        }
        let found = try mirror("drift", "--deep", expecting: 2)
        for line in ["missing \(place)/a/one:1", "overwritten \(place)/a/two:1", "damaged \(place)/a/three:1"] {
            #expect(found.output.contains(line), "\(found.output)")
        }
        #expect(found.output.contains("To plan the repair: mirror drift --repair --deep --to docker://\(place)"))

        let commits = try shop.git("rev-list", "--count", "HEAD")
        let dry = try mirror("drift", "--repair", "--deep", "--dry-run", expecting: 2)
        #expect(dry.errors.contains("Dry run: nothing was written."), "\(dry.errors)")
        #expect(try shop.git("rev-list", "--count", "HEAD") == commits)
        let planned = try mirror("drift", "--repair", "--deep", "--json", expecting: 2)
        #expect(planned.errors.contains("Review it, then run: mirror apply "), "\(planned.errors)")
        #expect(planned.output.contains("\"configuration\": \"isc.yaml\""), "\(planned.output)")

        let plan = try recorded(in: planned.output)
        let causes = Dictionary(uniqueKeysWithValues: plan.actions.map { ($0.destination, $0.cause) })
        #expect(
            causes == [
                PlacedName("\(place)/a/one:1"): .repair, PlacedName("\(place)/a/two:1"): .drift,
                PlacedName("\(place)/a/three:1"): .repair,
            ]
        )
        #expect(Set(plan.actions.map(\.digest)) == Set(images.prefix(3).map(\.digest)))
        #expect(plan.inSync.map(\.destination) == [PlacedName("\(place)/a/four:1")])

        try mirror("apply", "--pending")
        #expect(try mirror("drift", "--deep").output.contains("all 4 images are as the ledger says"))
        for name in ["one", "two", "three", "four"] { #expect(try shop.pulls("\(place)/a/\(name):1")) }
        let nothing = try mirror("apply", "--pending")
        #expect(nothing.errors.contains("Nothing to apply"), "\(nothing.errors)")
        // The next plan of the configuration brings what the source has now.
        try mirror("plan", "-c", "isc.yaml")
        let next = try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan
        #expect(next.actions.map(\.cause) == [.upstream, .upstream])
    }

    @Test("is refused where the source no longer has the content, with the plan that brings what it has")
    func goneSource() async throws {
        try await damage()
        let manifests = "\(upstream.storage)/docker/registry/v2/repositories/a/one/_manifests"
        try FileManager.default.removeItem(atPath: manifests)
        let run = try mirror("drift", "--repair", expecting: 1)
        #expect(run.errors.contains("mirror plan -c isc.yaml --to docker://\(place)"), "\(run.errors)")
        let option = try mirror("drift", "--dry-run", expecting: 64)
        #expect(option.errors.contains("add --repair"), "\(option.errors)")
    }

    /// The recorded plan that a report names.
    private func recorded(in report: String) throws -> Plan {
        let id = try #require(report.firstMatch(of: /"plan": "sha256:([0-9a-f]{12})[0-9a-f]*"\s*\}\s*\]/)?.1)
        return try PlanFile(reading: Data(shop.folder.read("work/plans/\(id)/plan.json"))).plan
    }
}
