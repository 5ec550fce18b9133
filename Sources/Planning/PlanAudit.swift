// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
package import OCI
package import Plans

/// Whether what a plan writes for clusters is what its own images make of it, byte for byte.
///
/// Anyone can compute an id for a plan of their own, and whoever reviews one looks at its images. So the files are made
/// again when a plan is read, by what made them when it was planned.
package struct PlanAudit {
    private let plan: Plan

    package init(of plan: Plan) { self.plan = plan }

    /// Refuses a plan with a file that its images do not make, and one that lacks a file that they make.
    package func check() throws(PlanError) {
        // An archive has none, which the plan's own rules hold.
        guard !plan.work.fillsArchive else { return }
        let folder = try folder()
        guard plan.others.saying(more: plan.placed) == plan.others else {
            throw .contradiction("what it says of other configurations is not what the files for clusters need")
        }
        let (made, findings) = ResourcePlanner(options: plan.options, folder: folder)
            .resources(plan.placed + plan.others)
        if let finding = findings.first { throw .contradiction(finding.text) }
        for resource in plan.resources where !made.contains(resource) {
            throw .contradiction("`\(resource.path)` is not what its images make of it\(difference(resource, made))")
        }
        for resource in made where !plan.resources.contains(resource) {
            throw .contradiction("its images make `\(resource.path)`, and it does not have that")
        }
    }

    /// Refuses a plan that says something else of other configurations than the ledger, or writes over what they keep.
    ///
    /// A ledger that only begins knows of none, and one in which the plan stands already has other words for them. Where
    /// others were applied since the plan was made (`isBehind`), the ledger may know more of them than the plan.
    package func check(against ledger: TargetLedger, id: Digest, isBehind: Bool = false) throws(ApplyRefusal) {
        guard ledger.lastPlan != id, !ledger.entries.isEmpty else { return }
        let configuration = plan.configuration.path
        let known = ledger.renaming(plan.options.formerly ?? [], to: configuration)
        for action in plan.actions {
            let isBuilt = action.kind == .build
            guard let conflict = known.conflict(with: action.image, isBuilt: isBuilt, of: configuration) else {
                continue
            }
            throw .contested(destination: action.destination, conflict)
        }
        guard !plan.work.fillsArchive else { return }
        let staying = plan.work == .deletions ? known.without(plan.deletions) : known
        let isKnown =
            isBehind
            ? plan.others.saying(more: plan.placed + staying.others(of: configuration)).isEmpty
            : staying.others(besides: plan.placed, of: configuration) == plan.others
        guard isKnown else { throw .otherWishes(target: plan.target.name) }
    }

    /// The folder of the target's files: that of the repository's first target, or one with the target's own name.
    private func folder() throws(PlanError) -> String {
        guard let path = plan.resources.first?.path, let slash = path.lastIndex(of: "/") else {
            return TargetLedger.firstResourceFolder
        }
        let folder = String(path[..<slash])
        let own = "\(TargetLedger.firstResourceFolder)/\(LedgerFile.name(of: plan.target.name))"
        guard [TargetLedger.firstResourceFolder, own].contains(folder) else {
            throw .contradiction("`\(folder)` is not the folder of its target, which is `\(own)` where it has its own")
        }
        return folder
    }

    /// The first line that is another one.
    private func difference(_ resource: Resource, _ made: [Resource]) -> String {
        guard let expected = made.first(where: { $0.path == resource.path }) else { return ", which is nothing" }
        let found = resource.content.split(separator: "\n", omittingEmptySubsequences: false)
        let lines = expected.content.split(separator: "\n", omittingEmptySubsequences: false)
        let common = zip(found, lines).prefix { $0 == $1 }.count
        return """
            : its line \(common + 1) is `\(common < found.count ? found[common] : "")`, \
            expected `\(common < lines.count ? lines[common] : "")`
            """
    }
}
