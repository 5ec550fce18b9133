// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import OCI

/// Looks through repositories of a target; nothing is changed.
package protocol TargetSurveying: Sendable {
    /// Looks through the repositories of what may go, and at what else these ledgers of the registry have; `progress`
    /// hears how many repositories were looked through.
    ///
    /// What cannot be read is an error: a proof must not rest on a guess.
    func survey(
        _ requested: [Repository: RequestedContent],
        _ ledgers: [TargetLedger],
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> TargetSurvey
}
