// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("The work of a plan")
struct PlanWorkTests {
    private static let archive = SourceArchive(.archive(folder: "/media/usb"), volumes: [])

    private static let works: [(Plan.Mode, String, SourceArchive?, PlanWork)] = [
        (.registryToRegistry, "a.example/b", nil, .copiesToRegistry(from: nil)),
        (.diskToRegistry, "a.example/b", archive, .copiesToRegistry(from: archive)),
        (.registryToDisk, "file:///usb", nil, .copiesToArchive(folder: "/usb")),
        (.deletion, "a.example/b", nil, .deletions),
    ]

    @Test("follows from its mode, its target and its source", arguments: works)
    func work(mode: Plan.Mode, target: String, source: SourceArchive?, work: PlanWork) throws {
        #expect(try PlanWork(mode, at: TargetPlace(target), from: source) == work)
        #expect(work.mode == mode && work.source == source)
        #expect(work.fillsArchive == (mode == .registryToDisk))
    }

    @Test("is refused where mode, target and source contradict each other")
    func contradictions() {
        let modes: [Plan.Mode] = [.registryToRegistry, .registryToDisk, .diskToRegistry, .deletion]
        let targets = ["a.example/b", "file:///usb"]
        for mode in modes {
            for target in targets {
                for source in [nil, Self.archive] {
                    // A deletion in an archive is refused by the rules of archives.
                    let isKnown = Self.works.contains { ($0.0, $0.2) == (mode, source) }
                    let isThere = mode == .deletion || (mode == .registryToDisk) == (target == targets[1])
                    let work = try? PlanWork(mode, at: TargetPlace(target), from: source)
                    #expect((work != nil) == (isKnown && isThere), "\(mode), \(target), \(source != nil)")
                }
            }
        }
    }

    @Test("is refused where the file of a plan says one thing and its archive another")
    func file() throws {
        var json = try #require(
            try JSONSerialization.jsonObject(with: Data(PlanFile(.sample).bytes)) as? [String: Any]
        )
        json["mode"] = "disk-to-registry"
        json["id"] = nil
        let body = try CanonicalJSON.data(canonicalizing: JSONSerialization.data(withJSONObject: json))
        json["id"] = "\(Digest(of: Array(body)))"
        let edited = try CanonicalJSON.data(canonicalizing: JSONSerialization.data(withJSONObject: json))
        #expect(throws: PlanError.contradiction("its mode is not that of its target and its source")) {
            try PlanFile(reading: edited)
        }
    }

    @Test("is to copy, too, where a plan prunes")
    func prunes() {
        var plan = Plan.sample
        plan.fields.options.fields.prune = true
        #expect(plan.work == .copiesToRegistry(from: nil))
    }
}
