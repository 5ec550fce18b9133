// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// The images that could not be mirrored, a line each, as scripts look for them.
struct FailedImages {
    private let plan: Plan
    private let outcome: ApplyOutcome?

    /// `outcome` is that of the plan; `nil` if there was nothing to apply.
    init(of plan: Plan, _ outcome: ApplyOutcome?) {
        self.plan = plan
        self.outcome = outcome
    }

    /// The lines, each with its line feed.
    var lines: [String] { (missing + failed + lost).map { printable($0.replacing("\n", with: " ")) + "\n" } }

    /// Images that their source does not have, so that they are not in the plan.
    private var missing: [String] {
        plan.checks.filter(\.code.tellsOfMissingSource).map { "error mirroring image \($0.message)" }
    }

    private var failed: [String] {
        zip(plan.actions, outcome?.results ?? []).compactMap { action, result in
            result.failure.map { "error mirroring image docker://\(Self.name(action.image)) error: \($0)" }
        }
    }

    /// Images that were in place before, and are not any more.
    private var lost: [String] {
        (outcome?.lost ?? []).map { "error mirroring image docker://\($0.destination) error: \($0.reason)" }
    }

    private static func name(_ image: PlacedImage) -> String { image.origins.first ?? "\(image.destination)" }
}
