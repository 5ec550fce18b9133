// SPDX-License-Identifier: Apache-2.0

package import Scheduling

extension RetryPolicy {
    /// Whether the same request may get another answer later than this status.
    package static func mayPass(status: Int) -> Bool {
        [408, 425, 429, 500, 502, 503, 504].contains(status)
    }
}

extension HTTPTransportError {
    /// The server to wait for, if another try may help; `nil` if it cannot.
    package var trouble: Trouble? {
        guard isRetryable else { return nil }
        let kind: Trouble.Kind =
            switch reason {
            case .nameNotResolved: .unresolved
            case .timedOut: .silent
            case .garbled: .flawed
            case .tooSlow: .slow
            case .overloaded: .busy
            default: .unreachable
            }
        return Trouble(kind, server: WebAddress(url)?.authority ?? url, reason: message)
    }
}

extension Outages {
    /// Records the status of a server's answer.
    package func answered(_ address: WebAddress, _ method: HTTPRequest.Method, status: Int) {
        answered(address.authority, method.rawValue, isWell: !RetryPolicy.mayPass(status: status))
    }
}
