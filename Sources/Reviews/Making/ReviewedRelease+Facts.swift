// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

extension ReviewedRelease {
    init(_ facts: ReleaseFacts, requestedBy: [String]) {
        let ways = requestedBy.compactMap { request in
            request.firstRange(of: " > path ").map { String(request[$0.upperBound...]) }
        }
        version = facts.version
        architecture = facts.architecture
        signers = facts.signatures.map(\.fingerprint)
        // A release that a channel requests needs no other reason.
        self.ways = ways.count == requestedBy.count ? ways.sorted(by: naturallyPrecedes) : []
    }
}
