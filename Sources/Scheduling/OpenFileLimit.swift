// SPDX-License-Identifier: Apache-2.0

import Glibc

/// How many files this process may have open at the same time.
package enum OpenFileLimit {
    /// Raises the limit where it is lower than what is needed, as far as the system lets anybody; returns what it is
    /// then.
    package static func raise(to needed: Int) -> Int {
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard unsafe getrlimit(kind, &limit) == 0 else { return .max }
        guard limit.rlim_cur < needed else { return Int(clamping: limit.rlim_cur) }
        var raised = limit
        raised.rlim_cur = min(rlim_t(needed), limit.rlim_max)
        return Int(clamping: unsafe setrlimit(kind, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur)
    }
}
