// SPDX-License-Identifier: Apache-2.0

import CLibCurl

/// Watches whether a transfer still moves, by the clock that suits what it is doing.
struct TransferProgress {
    private let stallTimeout: Duration
    private let answerTimeout: Duration
    private let commitTimeout: Duration

    private var bytesMoved: Int64 = -1
    private var since: ContinuousClock.Instant?

    init(_ options: CurlTransportOptions) {
        stallTimeout = options.stallTimeout
        answerTimeout = options.answerTimeout
        commitTimeout = options.commitTimeout
    }

    /// Returns what took too long, if anything did.
    mutating func overdue(_ transfer: Transfer, now: ContinuousClock.Instant) -> String? {
        let handle = transfer.handle
        let sent = handle.offset(CURLINFO_SIZE_UPLOAD_T)
        let moved = sent + handle.offset(CURLINFO_SIZE_DOWNLOAD_T)
        let isResting = transfer.isReceivePaused || transfer.isSendPaused
        // Before this libcurl is connecting, which has a timeout of its own.
        let isConnected = handle.offset(CURLINFO_PRETRANSFER_TIME_T) > 0
        guard let since, moved == bytesMoved, isConnected, !isResting else {
            bytesMoved = moved
            self.since = now
            return nil
        }
        let (limit, complaint) =
            if transfer.hasHead || sent < transfer.bodyLength {
                (stallTimeout, "no byte moved")
            } else if transfer.bodyLength > 0 {
                (commitTimeout, "no answer to the whole upload")
            } else {
                (transfer.request.answerTimeout ?? answerTimeout, "no answer")
            }
        return now - since > limit ? "\(complaint) for \(limit)" : nil
    }
}
