// SPDX-License-Identifier: Apache-2.0

package import Scheduling

extension RetryPolicy {
    /// Whether an answer of this status may be another one when the same request is sent again.
    package static func mayPass(status: Int) -> Bool {
        [408, 425, 429, 500, 502, 503, 504].contains(status)
    }

    /// How often a request is sent that gets no answer for this reason.
    package func attempts(for reason: HTTPTransportError.Reason) -> Int {
        switch reason {
        case .connectionRefused, .nameNotResolved, .timedOut, .proxyUnreachable: min(connectionAttempts, attempts)
        // Another connection may lead to another server; a third wait would not tell more.
        case .tooSlow: min(2, connectionAttempts, attempts)
        default: attempts
        }
    }
}
