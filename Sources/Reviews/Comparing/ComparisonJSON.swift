// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// The differences of pairs of plans as JSON for programs, in the style of plans.
package struct ComparisonJSON: Encodable {
    private let comparisons: [PlanComparison]
    private let isDifferent: Bool

    package init(_ comparisons: [PlanComparison]) {
        self.comparisons = comparisons
        isDifferent = comparisons.contains(where: \.isDifferent)
    }

    /// The canonical text; keys are in snake case.
    package var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            return String(decoding: try CanonicalJSON.data(canonicalizing: try encoder.encode(self)), as: UTF8.self)
        }
    }
}
