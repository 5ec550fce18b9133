// SPDX-License-Identifier: Apache-2.0

/// Status and headers of an answer.
struct ResponseHead: Sendable {
    let status: Int
    let headers: HTTPHeaders
}

/// Puts an answer's head together from the lines that libcurl reads.
struct HeaderCollector {
    /// More than this is no registry but an attack.
    private static let byteLimit = 256 * 1024
    private static let fieldLimit = 1000

    /// What a line meant.
    enum Step {
        case needsMore
        case complete(ResponseHead)
        case tooLarge
    }

    private var status = 0
    private var headers = HTTPHeaders()
    private var byteCount = 0
    private var isComplete = false

    /// Takes one line with its line break.
    mutating func add(_ line: some Collection<UInt8>) -> Step {
        // What follows the head are trailers; nobody asked for them.
        guard !isComplete else { return .needsMore }
        byteCount += line.count
        guard byteCount <= Self.byteLimit, headers.fields.count < Self.fieldLimit else { return .tooLarge }
        let text = String(decoding: line, as: UTF8.self)[...].trimmingBlanks()
        if text.isEmpty { return endBlock() }
        if text.hasPrefix("HTTP/") {
            headers = HTTPHeaders()
            status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        } else if let colon = text.firstIndex(of: ":") {
            headers.add(
                String(text[..<colon].trimmingBlanks()),
                String(text[text.index(after: colon)...].trimmingBlanks())
            )
        }
        return .needsMore
    }

    private mutating func endBlock() -> Step {
        // 100 Continue and its like announce that the answer is still to come.
        guard status >= 200 else { return .needsMore }
        isComplete = true
        return .complete(ResponseHead(status: status, headers: headers))
    }
}

extension Substring {
    /// Returns the text without white space at both ends.
    fileprivate func trimmingBlanks() -> Substring {
        var rest = self
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }
}
