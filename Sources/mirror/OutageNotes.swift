// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Scheduling

extension Outages {
    /// Tells on standard error, once, that a server is waited for, and when it is back.
    static func noting(on console: Console, expectsServers: Bool = false) -> Outages {
        Outages(expectsServers: expectsServers) { notice in
            // A progress bar may be drawn there.
            console.note((console.errorIsTerminal ? "\r\u{1b}[K" : "") + printable(notice.text) + "\n")
        }
    }
}

extension Outages.Notice {
    /// What people are told.
    var text: String {
        switch self {
        case .waiting(let server, let reason, let limit):
            "waiting up to \(limit.components.seconds) seconds for \(server) (\(reason))"
        case .over(let server): "\(server) answers again"
        }
    }
}
