// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Foundation
import Plans
import TestSupport
import Testing

@testable import Reviews

@Suite("The JSON of a review")
struct ReviewJSONTests {
    @Test("has what the text says as fields")
    func golden() throws {
        try expectGolden(ReviewJSON(PlanReview(of: SamplePlans.catalogPlan)).text, "review.json")
        let change = ManifestChange(path: "cluster-resources/idms-oc-mirror.yaml", kind: .removed)
        let review = PlanReview(of: SampleDeletions.operators, changes: [change])
        try expectGolden(ReviewJSON(review).text, "review-deletion.json")
    }

    @Test("spells every key in snake case")
    func keys() throws {
        for plan in [SamplePlans.plan, SamplePlans.catalogPlan, SampleDeletions.release, SampleDeletions.operators] {
            let data = Data(try ReviewJSON(PlanReview(of: plan)).text.utf8)
            let keys = Self.keys(of: try JSONSerialization.jsonObject(with: data))
            #expect(keys.contains("parts_in_place"))
            #expect(keys.allSatisfy { $0 == $0.lowercased() })
        }
    }

    private static func keys(of value: Any) -> Set<String> {
        if let object = value as? [String: Any] {
            return object.values.reduce(into: Set(object.keys)) { $0.formUnion(keys(of: $1)) }
        }
        return (value as? [Any] ?? []).reduce(into: []) { $0.formUnion(keys(of: $1)) }
    }
}
