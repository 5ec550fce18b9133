// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
package import Scheduling

extension RegistryError {
    /// The error of a request that is not sent, because its server did not answer earlier ones within the time
    /// limits.
    static func unanswered(_ request: String) -> RegistryError {
        RegistryError(
            kind: .unreachable(.timedOut),
            request: request,
            details: ["it did not answer earlier in this run"],
            remedy: "check the name, the network, HTTPS_PROXY and NO_PROXY"
        ).exhausted
    }

    /// The server to wait for, if another attempt may help; `nil` if it cannot, or if all attempts were made.
    package var trouble: Trouble? {
        guard !isExhausted else { return nil }
        let words = request.split(separator: " ", maxSplits: 1)
        let server = words.last.flatMap { WebAddress(String($0)) }?.authority ?? request
        switch kind {
        case .digestMismatch: return Trouble(.flawed, server: server, reason: reason)
        // The blob is sent again from its beginning, or from the registry's offset.
        case .uploadUnknown, .rangeRefused:
            return Trouble(.busy, server: server, request: Self.uploading, reason: reason)
        // Both ways were "not found", which happens while a registry starts.
        case .uploadWayRefused where status == 404: return Trouble(.settling, server: server, reason: reason)
        default: break
        }
        guard isRetryable else { return nil }
        switch kind {
        // A token was refused while a stream was sent. The next attempt uses another one.
        case .unauthorized: return Trouble(.flawed, server: server, reason: reason)
        case .unreachable(.nameNotResolved): return Trouble(.unresolved, server: server, reason: reason)
        case .unreachable(.timedOut): return Trouble(.silent, server: server, reason: reason)
        case .unreachable(.garbled): return Trouble(.flawed, server: server, reason: reason)
        case .unreachable(.tooSlow): return Trouble(.slow, server: server, reason: reason)
        case .unreachable(.overloaded):
            return Trouble(.busy, server: server, request: words.first.map(String.init), reason: reason)
        case .unreachable: return Trouble(.unreachable, server: server, reason: reason)
        default:
            return Trouble(
                .busy,
                server: server,
                request: words.first.map(String.init),
                serverDelay: serverDelay,
                reason: reason
            )
        }
    }

    /// The name in `Trouble.request` for uploads, which a registry may lose.
    private static let uploading = "upload"
}
