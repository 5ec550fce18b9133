// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import Scheduling

extension RegistryConnection {
    /// A host, and what it is asked for.
    struct LimitKey: Hashable {
        let authority: String
        let isTransfer: Bool
    }

    /// The limit of a host for questions, or for transfers of blobs, which applies to all requests of the client.
    ///
    /// Questions begin with some at a time and find out themselves how many the host takes. How many transfers run is
    /// decided where they begin; here they only fall when the host asks for it.
    func limit(of address: WebAddress, isTransfer: Bool = false) -> ConcurrencyLimit {
        memory.withLock { memory in
            let key = LimitKey(authority: address.authority, isTransfer: isTransfer)
            if let limit = memory.limits[key] { return limit }
            let ceiling = policy.requestsPerHost
            let start = isTransfer ? ceiling : RequestPolicy.firstQuestions
            let limit = ConcurrencyLimit(AdaptiveLimit(start: start, ceiling: ceiling), time: policy.retry.time)
            memory.limits[key] = limit
            return limit
        }
    }
}
