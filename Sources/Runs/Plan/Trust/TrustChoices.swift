// SPDX-License-Identifier: Apache-2.0

import Downloads
import ImageAccess
import ImageTrust
import Sections

/// Which policy says what images are trusted, and where their signatures are.
package struct TrustChoices: Sendable, Equatable {
    /// The file that is named; without one, that of the container tools counts.
    package let policy: String?
    /// The folder `registries.d` that is named.
    package let stores: String?
    /// Whether the policy of the container tools counts.
    package let readsUsualPolicy: Bool

    package init(policy: String? = nil, stores: String? = nil, readsUsualPolicy: Bool = false) {
        self.policy = policy
        self.stores = stores
        self.readsUsualPolicy = readsUsualPolicy
    }

    /// What verifies images; `nil` without a policy.
    ///
    /// From an archive only a named policy counts: that of the machine that made it was enforced there.
    func verifier(of sources: SourceAccess, _ environment: [String: String]) throws -> TrustVerifier? {
        guard policy != nil || (readsUsualPolicy && sources.archive == nil) else { return nil }
        let files = TrustFiles(policy: policy, stores: stores, environment: environment)
        guard let policy = try files.policy() else { return nil }
        let finder = SignatureFinder(
            library: sources.library,
            downloader: sources.downloader,
            stores: try files.stores()
        )
        return TrustVerifier(policy: policy, finder: finder, environment: environment)
    }
}
