// SPDX-License-Identifier: Apache-2.0

import CLibCurl

/// Watches whether a transfer moves fast enough, with a time limit for each phase.
struct TransferProgress {
    /// A transfer that is given up.
    struct Overdue {
        let reason: HTTPTransportError.Reason
        let complaint: String
    }

    /// The phase of a transfer.
    private enum Phase: Equatable {
        /// Connecting, which has its own timeout, or paused because this side is behind.
        case unwatched
        case moving
        case answering
        case committing
    }

    private let options: CurlTransportOptions

    private var phase = Phase.unwatched
    /// The time when the phase began, or when enough bytes had moved for the last time.
    private var since: ContinuousClock.Instant?
    /// The number of bytes that had moved at that time.
    private var bytesMoved: Int64 = 0
    /// The time when the head of the answer was seen.
    private var headSeen: ContinuousClock.Instant?

    init(_ options: CurlTransportOptions) { self.options = options }

    /// Returns the phase that took too long; `nil` if each is within its time.
    mutating func overdue(_ transfer: Transfer, now: ContinuousClock.Instant) -> Overdue? {
        if transfer.hasHead {
            let start = headSeen ?? now
            headSeen = start
            if let limit = transfer.request.bodyTimeout, now - start > limit {
                return Overdue(reason: .tooSlow, complaint: "the answer was not complete after \(limit)")
            }
        }
        let sent = transfer.handle.offset(CURLINFO_SIZE_UPLOAD_T)
        let moved = sent + transfer.handle.offset(CURLINFO_SIZE_DOWNLOAD_T)
        let current = phase(of: transfer, sent: sent)
        guard let since, current == phase, current != .unwatched,
            current != .moving || moved - bytesMoved < options.stallBytes
        else {
            phase = current
            self.since = now
            bytesMoved = moved
            return nil
        }
        return overdue(after: now - since, moved: moved - bytesMoved, transfer.request)
    }

    private func phase(of transfer: Transfer, sent: Int64) -> Phase {
        let isConnected = transfer.handle.offset(CURLINFO_PRETRANSFER_TIME_T) > 0
        guard isConnected, !transfer.isReceivePaused, !transfer.isSendPaused else { return .unwatched }
        if transfer.hasHead || sent < transfer.bodyLength { return .moving }
        return transfer.bodyLength > 0 ? .committing : .answering
    }

    private func overdue(after time: Duration, moved: Int64, _ request: HTTPRequest) -> Overdue? {
        func limited(_ limit: Duration, _ complaint: String) -> Overdue? {
            time > limit ? Overdue(reason: .timedOut, complaint: "\(complaint) for \(limit)") : nil
        }
        switch phase {
        case .unwatched: return nil
        case .answering: return limited(request.answerTimeout ?? options.answerTimeout, "no answer")
        case .committing: return limited(options.commitTimeout, "no answer to the whole upload")
        case .moving:
            guard moved > 0 else { return limited(options.stallTimeout, "no byte moved") }
            guard time > options.stallTimeout else { return nil }
            let least = "fewer than the minimum of \(options.stallBytes) bytes"
            return Overdue(reason: .tooSlow, complaint: "\(moved) bytes moved in \(options.stallTimeout), \(least)")
        }
    }
}
