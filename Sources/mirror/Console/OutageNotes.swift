// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Scheduling
import Views

extension Outages {
    /// Tells on standard error, once, that a server is waited for, and when it is back.
    static func noting(on console: Console, expectsServers: Bool = false) -> Outages {
        Outages(expectsServers: expectsServers) { notice in
            // A progress bar may be drawn there.
            console.note((console.errorIsTerminal ? "\r\u{1b}[K" : "") + printable(notice.text) + "\n")
        }
    }
}
