// SPDX-License-Identifier: Apache-2.0

package import Scheduling

extension RetryPolicy {
    /// Whether an answer of this status may be another one when the same request is sent again.
    package static func mayPass(status: Int) -> Bool {
        [408, 425, 429, 500, 502, 503, 504].contains(status)
    }
}

extension HTTPTransportError {
    /// Where another try may help; `nil` where it cannot.
    package var trouble: Trouble? {
        guard isRetryable else { return nil }
        let kind: Trouble.Kind =
            switch reason {
            case .nameNotResolved: .unresolved
            case .timedOut: .silent
            case .garbled: .flawed
            case .tooSlow: .slow
            default: .unreachable
            }
        return Trouble(kind, server: WebAddress(url)?.authority ?? url, reason: message)
    }
}

extension Outages {
    /// Takes note of the status that a server answered with.
    package func answered(_ address: WebAddress, _ method: HTTPRequest.Method, status: Int) {
        answered(address.authority, method.rawValue, isWell: !RetryPolicy.mayPass(status: status))
    }
}
