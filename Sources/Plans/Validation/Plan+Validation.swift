// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI

extension Plan {
    /// Refuses a plan whose parts are outside its target or contradict each other.
    ///
    /// The id proves that nobody changed the plan by accident. But anyone can compute the id of a forged plan, so apply may
    /// act only within the target that a reviewer reads at the top.
    func validate(summary claimed: PlanSummary) throws(PlanError) {
        try validateNames()
        // Thousands of components are parts of the same few payloads.
        var seen: Set<PlacedName> = []
        for place in places where seen.insert(place).inserted { try requireInside(place) }
        guard (0...PlanTarget.serialLimit).contains(target.serial) else {
            throw .contradiction("the serial \(target.serial) of its target is impossible")
        }
        guard !checks.contains(where: { $0.severity == .error }) else {
            throw .contradiction("one of its checks is an error, so it is incomplete")
        }
        let destinations = actions.map(\.destination) + inSync.map(\.destination)
        guard Set(destinations).count == destinations.count else {
            throw .contradiction("a destination is listed twice")
        }
        try validateActions()
        for size in actions.flatMap({ [$0.size, $0.transfer] }) + blobs.map(\.size)
        where !(0...Descriptor.sizeLimit).contains(size) {
            throw .contradiction("a size of \(size) bytes is impossible")
        }
        try validateResources()
        try validateArchives()
        try validateDeletions()
        try validateSequence()
        try validateChanges()
        try validateTrust()
        guard claimed == summary else { throw .contradiction("its summary is not the sum of its parts") }
    }

    /// Everything at the target that the plan names.
    private var places: [PlacedName] {
        actions.map(\.destination) + actions.compactMap(\.attachedTo) + actions.flatMap { $0.partOf ?? [] }
            + (blobs.map(\.home) + blobs.flatMap(\.mountInto)).map { PlacedName("\($0)") }
            + inSync.map(\.destination) + inSync.compactMap(\.attachedTo) + others.map(\.destination)
            + deletions.map(\.content) + deletions.compactMap(\.with) + kept.map(\.destination)
            + (changes?.operators ?? []).map(\.catalog)
            + repositories.map { PlacedName($0.repository, tag: "x") }
    }

    private func requireInside(_ place: PlacedName) throws(PlanError) {
        guard place.description.hasPrefix("\(target.root)/"),
            let repository = (try? place.reference())?.repository,
            repository.description.hasPrefix("\(target.root)/")
        else {
            throw .contradiction("`\(place)` is not inside its target `\(target.name)`")
        }
    }
}
