// SPDX-License-Identifier: Apache-2.0

import CLibCurl

/// The callbacks of libcurl during a transfer, on libcurl's thread.
extension Transfer {
    /// Makes libcurl call this transfer, which must outlive its time in the multi handle.
    func setCallbacks() {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        unsafe handle.set(CURLOPT_PRIVATE, context)
        unsafe handle.set(CURLOPT_WRITEDATA, context)
        unsafe handle.set(CURLOPT_HEADERDATA, context)
        unsafe handle.set(CURLOPT_READDATA, context)
        unsafe handle.set(CURLOPT_SEEKDATA, context)
        unsafe handle.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
            let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
            return unsafe Transfer.at(context).receive(buffer) ? buffer.count : 0
        }
        unsafe handle.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
            let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
            return unsafe Transfer.at(context).receiveHeader(Array(line)) ? line.count : 0
        }
        unsafe handle.set(read: { bytes, size, count, context in
            guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
            let buffer = unsafe UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
            return unsafe Transfer.at(context).send(into: buffer)
        })
        unsafe handle.set(seek: { context, offset, origin in
            guard let context = unsafe context, offset == 0, origin == SEEK_SET else { return CURL_SEEKFUNC_CANTSEEK }
            return unsafe Transfer.at(context).rewind() ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
        })
    }

    /// Records whether the server asks for a client certificate or for fewer requests, which only libcurl's log says.
    ///
    /// A server that gets no certificate closes the connection, and a failed write hides the server's message. Error 11 of
    /// HTTP/2 is `ENHANCE_YOUR_CALM`.
    func watchConnection() {
        unsafe handle.set(CURLOPT_DEBUGDATA, Unmanaged.passUnretained(self).toOpaque())
        unsafe handle.set(debug: { _, type, text, count, context in
            guard type == CURLINFO_TEXT, let text = unsafe text, let context = unsafe context else { return 0 }
            let line = unsafe UnsafeRawBufferPointer(start: text, count: count)
            if unsafe line.starts(with: "TLS".utf8),
                unsafe String(decoding: line, as: UTF8.self).contains("Request CERT")
            {
                unsafe Transfer.at(context).asksForClientCertificate = true
            }
            // libcurl 7.88 writes "recveived GOAWAY, error=11".
            if unsafe Transfer.at(context).request.mayShareConnection, line.count < 200 {
                let words = unsafe String(decoding: line, as: UTF8.self)
                if words.contains("GOAWAY"), words.contains("error=11,") || words.contains("ENHANCE_YOUR_CALM") {
                    unsafe Transfer.at(context).isAskedToCalmDown = true
                }
            }
            return 0
        })
    }

    /// The transfer behind a pointer that was given to libcurl.
    static func at(_ context: UnsafeMutableRawPointer) -> Transfer {
        unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    private func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        isTouched = true
        if let budget = discardBudget {
            discardBudget = budget - bytes.count
            return budget >= bytes.count
        }
        let total = handle.offset(CURLINFO_CONTENT_LENGTH_DOWNLOAD_T)
        let expected = total < 0 ? Int.max : Int(total - receivedCount)
        receivedCount += Int64(bytes.count)
        // libcurl reads on as long as there is something to read, so it must be told at once.
        if unsafe response.append(bytes, expected: expected), !isReceivePaused { pauseReceiving() }
        return true
    }

    private func receiveHeader(_ line: [UInt8]) -> Bool {
        isTouched = true
        switch collector.add(line) {
        case .needsMore: return true
        case .tooLarge(let complaint):
            abort(HTTPTransportError(request, .other, complaint))
            return false
        case .complete(let head):
            hasHead = true
            // libcurl stops an upload that was refused, but not while the upload is paused.
            if head.status >= 300 { isUploadAbandoned = true }
            self.head.keep(.success(head))
            return true
        }
    }

    private func send(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = unsafe fill(buffer)
        guard count == 0 else { return count }
        isSendPaused = true
        return Int(CURL_READFUNC_PAUSE)
    }
}
