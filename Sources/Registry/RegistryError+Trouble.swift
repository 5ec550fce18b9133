// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
package import Scheduling

extension RegistryError {
    /// The error of a request that is not sent, because its server let every time limit pass before.
    static func unanswered(_ request: String) -> RegistryError {
        RegistryError(
            kind: .unreachable(.timedOut),
            request: request,
            details: ["it did not answer before in this run"],
            remedy: "check the name, the network, HTTPS_PROXY and NO_PROXY"
        ).exhausted
    }

    /// Where another try may help; `nil` where it cannot, or where all tries were made.
    package var trouble: Trouble? {
        guard !isExhausted else { return nil }
        let words = request.split(separator: " ", maxSplits: 1)
        let server = words.last.flatMap { WebAddress(String($0)) }?.authority ?? request
        switch kind {
        case .digestMismatch: return Trouble(.flawed, server: server, reason: reason)
        // The blob is sent again from its beginning, or from where the registry has it.
        case .uploadUnknown, .rangeRefused:
            return Trouble(.busy, server: server, request: Self.uploading, reason: reason)
        // The session was gone whichever way was tried, so it says nothing about the ways.
        case .uploadWayRefused where codes.contains("BLOB_UPLOAD_UNKNOWN"):
            return Trouble(.busy, server: server, request: Self.uploading, reason: reason)
        default: break
        }
        guard isRetryable else { return nil }
        switch kind {
        // A token that was refused while a stream was sent; the next try goes with another one.
        case .unauthorized: return Trouble(.flawed, server: server, reason: reason)
        case .unreachable(.nameNotResolved): return Trouble(.unresolved, server: server, reason: reason)
        case .unreachable(.timedOut): return Trouble(.silent, server: server, reason: reason)
        case .unreachable(.garbled): return Trouble(.flawed, server: server, reason: reason)
        case .unreachable(.tooSlow): return Trouble(.slow, server: server, reason: reason)
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

    /// What a registry fails in that loses uploads, as a name of `Trouble.request`.
    private static let uploading = "upload"
}
