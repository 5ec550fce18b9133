// SPDX-License-Identifier: Apache-2.0

package import Plans

extension TargetLedger {
    /// Returns the reason why the plan must not be applied, given the applies to the target since the plan was made.
    ///
    /// A plan that only adds may follow others that only added for other configurations, if their images do not
    /// contradict each other. Then the order makes no difference.
    package func refusal(of file: PlanFile, receipt: Receipt?, after applies: [RecordedApply]) -> ApplyRefusal? {
        guard let refusal = refusal(of: file, receipt: receipt) else { return nil }
        guard case .staleSerial = refusal, isIndependent(file, of: applies), agrees(with: file.plan) else {
            return refusal
        }
        return nil
    }

    /// Whether a plan was made before other applies that did not make it stale.
    package func isBehind(_ file: PlanFile) -> Bool { lastPlan != file.id && file.plan.target.serial < serial }

    /// Whether all applies since the plan was made are known, were for other configurations, and deleted nothing.
    private func isIndependent(_ file: PlanFile, of applies: [RecordedApply]) -> Bool {
        let target = file.plan.target
        guard case .copiesToRegistry = file.plan.work, target.serial < serial, file.plan.deletions.isEmpty,
            file.plan.options.prune != true, file.plan.options.formerly?.isEmpty != false,
            target.serial == 0 || target.lineage == lineage
        else { return false }
        let known = Dictionary(grouping: applies, by: \.serial)
        return (target.serial + 1...serial).allSatisfy { number in
            guard let found = known[number], found.count == 1, let apply = found.first,
                let configuration = apply.configuration
            else { return false }
            guard apply.plan != file.id else { return true }
            return !apply.mayDelete && configuration != file.plan.configuration.path
        }
    }

    /// Whether the places of the plan are as it expects or wants them, according to the ledger.
    private func agrees(with plan: Plan) -> Bool {
        let folders = Set(plan.resources.map { $0.path.prefix(upTo: $0.path.lastIndex(of: "/") ?? $0.path.startIndex) })
        guard folders.allSatisfy({ $0 == resourceFolder }) else { return false }
        let configuration = plan.configuration.path
        let isFree = plan.actions.allSatisfy { action in
            guard let entry = entries[action.destination] else { return true }
            if entry.isLeftover { return false }
            guard entry.image.digest != action.digest else {
                // Others may have copied fewer platforms.
                return action.expect.destination == action.digest || entry.has(action.platforms)
            }
            // An image that others have wanted since then is not overwritten.
            return entry.image.digest == action.expect.destination && entry.wantedBy.allSatisfy { $0 == configuration }
        }
        let isThere = plan.inSync.allSatisfy { image in
            guard let entry = entries[image.destination] else { return true }
            return !entry.isLeftover && entry.image.digest == image.digest
        }
        return isFree && isThere && hasNames(of: plan)
    }

    /// Whether the plan's names of resources are still free, and its images have no other names.
    private func hasNames(of plan: Plan) -> Bool {
        plan.placed.allSatisfy { image in
            guard let own = image.facts?.resourceName else { return true }
            return resourceNames.allSatisfy { destination, name in
                (destination == image.destination) == (name == own)
            }
        }
    }
}

extension TargetLedger.Entry {
    /// Whether these platforms are there; `nil` means all.
    fileprivate func has(_ platforms: [String]?) -> Bool {
        guard let present = image.platforms else { return true }
        return platforms.map { Set(present).isSuperset(of: $0) } ?? false
    }
}
