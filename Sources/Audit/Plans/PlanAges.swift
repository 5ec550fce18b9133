// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

/// Tells when the plans of a trail were recorded: from git or, for plans that are not committed, from their files.
struct PlanAges {
    /// The age of a plan; the smaller one is the newer plan.
    struct Age: Comparable {
        /// The place in git's order, 0 for the newest record, and -1 for a plan that is not committed.
        let place: Int
        /// The time when the file of a plan was written that is not committed.
        let date: Date

        static let unknown = Age(place: .max, date: .distantPast)

        static func < (left: Age, right: Age) -> Bool {
            left.place == right.place ? left.date > right.date : left.place < right.place
        }
    }

    private let trail: AuditTrail
    private let repository: AuditRepository?
    /// By the first digits of the id.
    private let committed: [String: Age]

    init(of trail: AuditTrail) {
        self.trail = trail
        repository = try? AuditRepository.locate(around: trail.root)
        // A shallow clone has a part of the history only.
        let entries = (try? AuditHistory(around: trail.root).entries) ?? []
        let ages = entries.enumerated().compactMap { place, entry -> (String, Age)? in
            guard entry.kind == .plan, let id = try? Digest(entry.planID) else { return nil }
            return (id.short, Age(place: place, date: .distantPast))
        }
        committed = Dictionary(ages) { newer, _ in newer }
    }

    /// The age of the plan in a folder; `nil` if git has the plan, but not the commit that recorded it.
    func age(ofPlanIn folder: String) throws -> Age? {
        if let age = committed[folder] { return age }
        let path = AuditTrail.file(ofPlanIn: folder)
        guard (try? repository?.committed(path)) == nil,
            let date = try? FileManager.default.attributesOfItem(atPath: "\(trail.root)/\(path)")[.modificationDate]
        else { return nil }
        return (date as? Date).map { Age(place: -1, date: $0) }
    }
}
