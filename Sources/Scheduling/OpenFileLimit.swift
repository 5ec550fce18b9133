// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The limit on open files of this process.
package enum OpenFileLimit {
    /// Raises the limit if it is lower than `needed`, as far as the system allows; returns the new limit.
    package static func raise(to needed: Int) -> Int {
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        // Unsafe: the system reads and writes values of this function during the call, and keeps no pointer.
        guard unsafe getrlimit(kind, &limit) == 0 else { return .max }
        guard limit.rlim_cur < needed else { return Int(clamping: limit.rlim_cur) }
        var raised = limit
        raised.rlim_cur = min(rlim_t(needed), limit.rlim_max)
        return Int(clamping: unsafe setrlimit(kind, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur)
    }
}
