// SPDX-License-Identifier: Apache-2.0

import CLibCurl

/// The work of libcurl's thread: only this type touches the multi handle and the transfers in it.
// Safe: the loop cleans the multi handle up as its last act, and holds each transfer while libcurl knows it.
@safe
final class CurlLoop {
    /// The maximum number of bytes of an unread answer that are read to keep the connection.
    private static let discardLimit = 64 * 1024
    private static let discardTimeout: Duration = .seconds(1)

    private let multi: UnsafeMutableRawPointer
    private let engine: CurlEngine
    private let checkInterval: Duration
    private var transfers: [ObjectIdentifier: Transfer] = [:]
    private var discards: [ObjectIdentifier: ContinuousClock.Instant] = [:]
    private var lastCheck = ContinuousClock.now
    private var isStopping = false

    init(engine: CurlEngine, options: CurlTransportOptions) {
        unsafe multi = engine.multi
        self.engine = engine
        checkInterval = min(.seconds(1), options.stallTimeout / 4, options.answerTimeout / 4, options.commitTimeout / 4)
    }

    /// Works until it is told to stop, then cleans up.
    func run() {
        while !isStopping {
            for command in engine.takeCommands() { obey(command) }
            var running: Int32 = 0
            _ = unsafe curl_multi_perform(multi, &running)
            collectFinished()
            for transfer in transfers.values where transfer.isTouched { lookAfter(transfer) }
            checkProgress()
            guard !isStopping else { break }
            let interval = transfers.isEmpty ? 60_000 : Int32(checkInterval / .milliseconds(1))
            _ = unsafe curl_multi_poll(multi, nil, 0, max(1, interval), nil)
        }
        let error = CancellationError()
        for case .start(let transfer) in engine.close() { transfer.finish(.failure(error)) }
        for transfer in Array(transfers.values) { remove(transfer, .failure(error)) }
        _ = unsafe curl_multi_cleanup(multi)
        engine.end.keep(.success(()))
    }

    private func obey(_ command: EngineCommand) {
        switch command {
        case .start(let transfer): start(transfer)
        case .resume(let transfer): resume(transfer)
        case .release(let transfer): release(transfer)
        case .abort(let transfer):
            guard isActive(transfer), let error = transfer.abortion else { return }
            remove(transfer, .failure(error))
        case .stop: isStopping = true
        }
    }

    private func isActive(_ transfer: Transfer) -> Bool { transfers[ObjectIdentifier(transfer)] != nil }

    private func start(_ transfer: Transfer) {
        if let error = transfer.abortion { return transfer.finish(.failure(error)) }
        let code = unsafe curl_multi_add_handle(multi, transfer.handle.pointer)
        guard code == CURLM_OK else {
            let error = HTTPTransportError(
                transfer.request,
                .other,
                "the request cannot be started (libcurl: \(code.rawValue))"
            )
            return transfer.finish(.failure(error))
        }
        transfers[ObjectIdentifier(transfer)] = transfer
    }

    private func resume(_ transfer: Transfer) {
        guard isActive(transfer) else { return }
        transfer.isSendPaused = false
        transfer.isReceivePaused = false
        // A direction that has nothing to do pauses itself again.
        transfer.handle.pause(CURLPAUSE_CONT)
        transfer.isTouched = true
    }

    /// Ends a transfer whose answer is not read further; keeps the connection if that is cheap.
    private func release(_ transfer: Transfer) {
        guard isActive(transfer) else { return }
        let rest = transfer.handle.offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T) - transfer.receivedCount
        let isSent = transfer.handle.offset(CURLINFO_SIZE_UPLOAD_T) >= transfer.bodyLength
        guard isSent, rest <= Self.discardLimit else { return remove(transfer, .success(())) }
        transfer.discardBudget = Self.discardLimit
        discards[ObjectIdentifier(transfer)] = ContinuousClock.now + Self.discardTimeout
        resume(transfer)
    }

    /// Passes on the data of the callbacks, and pauses a direction that is ahead.
    private func lookAfter(_ transfer: Transfer) {
        transfer.isTouched = false
        if transfer.isUploadAbandoned {
            transfer.isUploadAbandoned = false
            transfer.isSendPaused = false
            transfer.upload.close()
            transfer.handle.pause(transfer.isReceivePaused ? CURLPAUSE_RECV : CURLPAUSE_CONT)
        }
        transfer.response.flush()
    }

    private func collectFinished() {
        var rest: Int32 = 0
        while let message = unsafe curl_multi_info_read(multi, &rest) {
            guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
            var context: UnsafeMutableRawPointer?
            _ = unsafe shim_curl_easy_getinfo_pointer(message.pointee.easy_handle, CURLINFO_PRIVATE, &context)
            guard let context = unsafe context else { continue }
            let transfer = unsafe Transfer.at(context)
            let code = unsafe message.pointee.data.result
            remove(transfer, result(of: transfer, code))
        }
    }

    private func result(of transfer: Transfer, _ code: CURLcode) -> Result<Void, any Error> {
        if code == CURLE_OK { return .success(()) }
        if let error = transfer.abortion { return .failure(error) }
        return .failure(CurlFailure(code, of: transfer).error)
    }

    private func checkProgress() {
        let now = ContinuousClock.now
        guard now - lastCheck >= checkInterval else { return }
        lastCheck = now
        for transfer in Array(transfers.values) {
            if let deadline = discards[ObjectIdentifier(transfer)], now > deadline {
                remove(transfer, .success(()))
            } else if let late = transfer.progress.overdue(transfer, now: now) {
                remove(transfer, .failure(HTTPTransportError(transfer.request, late.reason, late.complaint)))
            }
        }
    }

    private func remove(_ transfer: Transfer, _ result: Result<Void, any Error>) {
        _ = unsafe curl_multi_remove_handle(multi, transfer.handle.pointer)
        transfers[ObjectIdentifier(transfer)] = nil
        discards[ObjectIdentifier(transfer)] = nil
        transfer.finish(result)
    }
}
