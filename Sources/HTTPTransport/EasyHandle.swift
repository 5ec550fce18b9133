// SPDX-License-Identifier: Apache-2.0

import CLibCurl

/// An easy handle of libcurl, with the values that must live as long as it does.
// Unchecked and safe: one thread at a time uses it, first the task that sets it up, then libcurl's thread.
@safe
final class EasyHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let message: UnsafeMutablePointer<CChar>

    /// The first error of libcurl about an option.
    private(set) var refusal: CURLcode?

    init() {
        // libcurl fails here only without memory, and nothing can be done then.
        guard let pointer = unsafe curl_easy_init() else { fatalError("out of memory") }
        unsafe self.pointer = pointer
        unsafe message = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        unsafe set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(message))
    }

    deinit {
        unsafe curl_easy_cleanup(pointer)
        unsafe curl_slist_free_all(headers)
        unsafe message.deallocate()
    }

    // MARK: Options

    func set(_ option: CURLoption, _ value: Int) {
        note(unsafe shim_curl_easy_setopt_long(pointer, option, value))
    }

    /// Sets an option that older releases of libcurl lack and that is not essential.
    func setIfKnown(_ option: CURLoption, _ value: Int) {
        _ = unsafe shim_curl_easy_setopt_long(pointer, option, value)
    }

    func set(_ option: CURLoption, _ value: Bool) { set(option, value ? 1 : 0) }

    func set(_ option: CURLoption, offset value: Int64) {
        note(unsafe shim_curl_easy_setopt_offset(pointer, option, curl_off_t(value)))
    }

    /// Sets a text, which libcurl copies; `nil` clears the option's default.
    func set(_ option: CURLoption, _ value: String?) {
        note(unsafe shim_curl_easy_setopt_string(pointer, option, value))
    }

    func set(_ option: CURLoption, copying value: String) {
        var bytes = Array(value.utf8)
        let code = unsafe bytes.withUnsafeMutableBytes { buffer in
            var blob = unsafe curl_blob(
                data: buffer.baseAddress,
                len: buffer.count,
                flags: UInt32(CURL_BLOB_COPY)
            )
            return unsafe shim_curl_easy_setopt_blob(pointer, option, &blob)
        }
        note(code)
    }

    func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) {
        note(unsafe shim_curl_easy_setopt_pointer(pointer, option, value))
    }

    func set(_ option: CURLoption, write value: curl_write_callback) {
        note(unsafe shim_curl_easy_setopt_write(pointer, option, value))
    }

    func set(read value: curl_read_callback) {
        note(unsafe shim_curl_easy_setopt_read(pointer, CURLOPT_READFUNCTION, value))
    }

    func set(seek value: curl_seek_callback) {
        note(unsafe shim_curl_easy_setopt_seek(pointer, CURLOPT_SEEKFUNCTION, value))
    }

    /// Hands libcurl's own log to `value`.
    func set(debug value: curl_debug_callback) {
        note(unsafe shim_curl_easy_setopt_debug(pointer, CURLOPT_DEBUGFUNCTION, value))
        set(CURLOPT_VERBOSE, true)
    }

    /// Sets the header lines to send.
    func set(headers lines: [String]) {
        for line in lines {
            // libcurl fails here only without memory, and nothing can be done then.
            guard let longer = unsafe curl_slist_append(headers, line) else { fatalError("out of memory") }
            unsafe headers = longer
        }
        note(unsafe shim_curl_easy_setopt_list(pointer, CURLOPT_HTTPHEADER, headers))
    }

    // MARK: Results

    func number(_ info: CURLINFO) -> Int {
        var value = 0
        _ = unsafe shim_curl_easy_getinfo_long(pointer, info, &value)
        return value
    }

    func offset(_ info: CURLINFO) -> Int64 {
        var value: curl_off_t = 0
        _ = unsafe shim_curl_easy_getinfo_offset(pointer, info, &value)
        return Int64(value)
    }

    func text(_ info: CURLINFO) -> String? {
        var value: UnsafePointer<CChar>?
        _ = unsafe shim_curl_easy_getinfo_string(pointer, info, &value)
        return unsafe value.map { unsafe String(cString: $0) }
    }

    /// libcurl's message about the failure `code`.
    func message(for code: CURLcode) -> String {
        unsafe message.pointee == 0 ? Self.summary(of: code) : String(cString: message)
    }

    /// libcurl's general text for `code`, which quotes nothing.
    static func summary(of code: CURLcode) -> String {
        guard let text = unsafe curl_easy_strerror(code) else { return "libcurl's error \(code.rawValue)" }
        return unsafe String(cString: text)
    }

    /// Pauses the directions in `mask` and resumes the others.
    func pause(_ mask: Int32) { _ = unsafe curl_easy_pause(pointer, mask) }

    private func note(_ code: CURLcode) {
        if code != CURLE_OK, refusal == nil { refusal = code }
    }
}
