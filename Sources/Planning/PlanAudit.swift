// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
package import OCI
package import Plans

/// Checks that the manifests for clusters in a plan are those that its images give, byte for byte.
///
/// Anyone can compute the id of a forged plan, and reviewers look at its images only. So the files are generated again when
/// a plan is read, by the same code that planned them.
package struct PlanAudit {
    private let plan: Plan

    package init(of plan: Plan) { self.plan = plan }

    /// Refuses a plan with a file that its images do not give, and one without a file that they give.
    package func check() throws(PlanError) {
        // A plan of an archive has no files; plan validation checks that.
        guard !plan.work.fillsArchive else { return }
        let folder = try folder()
        guard plan.others.saying(more: plan.placed) == plan.others else {
            throw .contradiction(
                "its list of other configurations' images is not the one that the files for clusters need"
            )
        }
        let (made, findings) = ResourcePlanner(options: plan.options, folder: folder)
            .resources(plan.placed + plan.others)
        if let finding = findings.first { throw .contradiction(finding.text) }
        for resource in plan.resources where !made.contains(resource) {
            throw .contradiction("`\(resource.path)` is not the file that its images give\(difference(resource, made))")
        }
        for resource in made where !plan.resources.contains(resource) {
            throw .contradiction("its images give `\(resource.path)`, but it lacks this file")
        }
    }

    /// Refuses a plan that describes other configurations differently than the ledger, or that overwrites their images.
    ///
    /// An empty ledger knows no other configurations, and a ledger that already includes the plan describes them
    /// differently. If others were applied since the plan was made (`isBehind`), the ledger may know more about them than
    /// the plan.
    package func check(against ledger: TargetLedger, id: Digest, isBehind: Bool = false) throws(ApplyRefusal) {
        guard ledger.lastPlan != id, !ledger.entries.isEmpty else { return }
        let configuration = plan.configuration.path
        let known = ledger.renaming(plan.options.formerly ?? [], to: configuration)
        for action in plan.actions {
            let isBuilt = action.kind == .build
            guard let conflict = known.conflict(with: PlacedImage(action), isBuilt: isBuilt, of: configuration) else {
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

    /// The folder of the target's files: that of the repository's first target, or one with the target's name.
    private func folder() throws(PlanError) -> String {
        guard let path = plan.resources.first?.path, let slash = path.lastIndex(of: "/") else {
            return TargetLedger.firstResourceFolder
        }
        let folder = String(path[..<slash])
        let own = "\(TargetLedger.firstResourceFolder)/\(LedgerFile.name(of: plan.target.name))"
        guard [TargetLedger.firstResourceFolder, own].contains(folder) else {
            throw .contradiction(
                "`\(folder)` is not the folder of its target, expected `\(TargetLedger.firstResourceFolder)` or `\(own)`"
            )
        }
        return folder
    }

    /// The first line that differs.
    private func difference(_ resource: Resource, _ made: [Resource]) -> String {
        guard let expected = made.first(where: { $0.path == resource.path }) else { return "; they give no such file" }
        let found = resource.content.split(separator: "\n", omittingEmptySubsequences: false)
        let lines = expected.content.split(separator: "\n", omittingEmptySubsequences: false)
        let common = zip(found, lines).prefix { $0 == $1 }.count
        return """
            : its line \(common + 1) is `\(common < found.count ? found[common] : "")`, \
            expected `\(common < lines.count ? lines[common] : "")`
            """
    }
}
