// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// A review as JSON for programs, in the style of plans.
package struct ReviewJSON {
    private let review: PlanReview

    package init(_ review: PlanReview) { self.review = review }

    /// The canonical text; keys are in snake case.
    package var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.keyEncodingStrategy = .convertToSnakeCase
            let data = try CanonicalJSON.data(canonicalizing: try encoder.encode(review))
            return String(decoding: data, as: UTF8.self)
        }
    }
}
