// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Scheduling
import Views

extension Outages {
    /// Reports on standard error, once, that a server is waited for, and when it answers again.
    static func noting(on console: Console, expectsServers: Bool = false) -> Outages {
        Outages(expectsServers: expectsServers) { notice in
            // There may be a progress bar.
            console.note((console.errorIsTerminal ? "\r\u{1b}[K" : "") + printable(notice.text) + "\n")
        }
    }
}
