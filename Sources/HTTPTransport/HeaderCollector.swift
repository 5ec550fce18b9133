// SPDX-License-Identifier: Apache-2.0

/// The status and headers of an answer.
struct ResponseHead: Sendable {
    let status: Int
    let headers: HTTPHeaders
}

/// Builds the head of an answer from the lines that libcurl reads.
struct HeaderCollector {
    /// The maximum size of headers; no registry sends more.
    ///
    /// The trailers after a body are counted separately.
    private static let byteLimit = 256 << 10
    private static let fieldLimit = 1000

    /// The meaning of a line.
    enum Step {
        case needsMore
        case complete(ResponseHead)
        /// Something is too large; the text names it and the limit.
        case tooLarge(String)
    }

    private var status = 0
    private var headers = HTTPHeaders()
    private var byteCount = 0
    private var isComplete = false

    /// Takes one line with its line break.
    mutating func add(_ line: some Collection<UInt8>) -> Step {
        byteCount += line.count
        guard byteCount <= Self.byteLimit else {
            let name = isComplete ? "trailers" : "headers"
            return .tooLarge("the \(name) of the answer are longer than the \(Self.byteLimit) bytes that are read")
        }
        // Lines after the head are trailers, and nothing here needs them.
        guard !isComplete else { return .needsMore }
        guard headers.fields.count < Self.fieldLimit else {
            return .tooLarge("the answer has more than the \(Self.fieldLimit) headers that are read")
        }
        let line = Array(line)[...].trimmingBlanks()
        if line.isEmpty { return endBlock() }
        if line.starts(with: "HTTP/".utf8) {
            headers = HTTPHeaders()
            let words = line.split(separator: UInt8(ascii: " "))
            status = words.dropFirst().first.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            headers.add(
                String(decoding: line[..<colon].trimmingBlanks(), as: UTF8.self),
                String(decoding: line[(colon + 1)...].trimmingBlanks(), as: UTF8.self)
            )
        }
        return .needsMore
    }

    private mutating func endBlock() -> Step {
        // 100 Continue and similar announce that the answer is still to come.
        guard status >= 200 else { return .needsMore }
        isComplete = true
        byteCount = 0
        return .complete(ResponseHead(status: status, headers: headers))
    }
}

extension ArraySlice<UInt8> {
    /// Returns the bytes without blanks and line breaks at both ends.
    fileprivate func trimmingBlanks() -> Self {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
        var rest = self
        while let first = rest.first, isBlank(first) { rest.removeFirst() }
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }
}
