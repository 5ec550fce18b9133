// SPDX-License-Identifier: Apache-2.0

import ImageTrust
import Planning
import Resolution

extension PlanRun {
    /// Asks the policy about all images, if there is one; a refused image makes a plan that is never applied.
    func trusted(
        _ wanted: DesiredState,
        _ found: ObservedState,
        by verifier: TrustVerifier?
    ) async throws -> (DesiredState, TrustedPlan?) {
        guard let verifier else { return (wanted, nil) }
        let trusted = try await TrustedPlan(wanted.images, found, by: verifier)
        var desired = wanted
        desired.findings += trusted.findings
        return (desired, trusted)
    }
}
