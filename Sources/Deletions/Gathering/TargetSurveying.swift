// SPDX-License-Identifier: Apache-2.0

package import Ledger
package import OCI

/// Surveys repositories of a target; nothing is changed.
package protocol TargetSurveying: Sendable {
    /// Surveys the repositories from which something may be deleted, and other images of the registry in these ledgers;
    /// `progress` receives the number of surveyed repositories.
    ///
    /// Unreadable content is an error: a proof must not rest on a guess.
    func survey(
        _ requested: [Repository: RequestedContent],
        _ ledgers: [TargetLedger],
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> TargetSurvey
}
