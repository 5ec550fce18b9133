// SPDX-License-Identifier: Apache-2.0

import Plans
import TestSupport
import Testing

@Suite("The work of a plan")
struct PlanWorkTests {
    private static let archive = SourceArchive(.archive(folder: "/media/usb"), volumes: [])

    @Test(
        "follows from its mode, its target and its source",
        arguments: [
            (.registryToRegistry, "a.example/b", nil, .copiesToRegistry(from: nil)),
            (.diskToRegistry, "a.example/b", archive, .copiesToRegistry(from: archive)),
            (.registryToDisk, "file:///usb", nil, .copiesToArchive(folder: "/usb")),
            (.deletion, "a.example/b", nil, .deletions),
        ] as [(Plan.Mode, String, SourceArchive?, PlanWork)]
    )
    func work(mode: Plan.Mode, target: String, source: SourceArchive?, work: PlanWork) {
        var plan = Plan.sample
        (plan.mode, plan.target, plan.source) = (mode, PlanTarget(TargetPlace(target)), source)
        #expect(plan.work == work)
        #expect(work.fillsArchive == (mode == .registryToDisk))
    }

    @Test("is to copy, too, where a plan prunes")
    func prunes() {
        var plan = Plan.sample
        plan.options.prune = true
        #expect(plan.work == .copiesToRegistry(from: nil))
    }
}
