// SPDX-License-Identifier: Apache-2.0

/// Finds the documents of a YAML text that arrives in pieces (YAML 1.1, 4.3): a line that begins with `---` begins one,
/// and one that begins with `...` ends it.
///
/// Documents with nothing but comments in them are left out. Memory grows with the longest document.
struct YAMLDocumentSplitter {
    struct Document: Equatable {
        let bytes: [UInt8]
        /// Where it begins in the text, in bytes.
        let offset: Int64
        /// The line that it begins on, counted from 1.
        let line: Int
    }

    /// What was read, from a chunk's beginning at most.
    private var buffer: [UInt8] = []
    /// Where the buffer begins in the text.
    private var offset: Int64 = 0
    /// Where in the buffer the document begins that is under way.
    private var start = 0
    /// Where the line begins that is not complete yet, and up to where its end was looked for.
    private var lineStart = 0
    private var searched = 0
    /// The line on which the document begins, and the complete ones that it has.
    private var line = 1
    private var lineCount = 0
    private var hasContent = false
    private var hasDirective = false
    private var hasMarker = false

    /// The length of the document that is under way.
    var pending: Int { buffer.count - start }
    /// The line on which it begins.
    var pendingLine: Int { line }

    /// Adds bytes, and hands over the documents that end with them.
    mutating func append(_ bytes: [UInt8], _ body: (Document) throws -> Void) rethrows {
        buffer.removeFirst(start)
        offset += Int64(start)
        (lineStart, searched, start) = (lineStart - start, searched - start, 0)
        buffer += bytes
        while let end = buffer[searched...].firstIndex(of: 0x0a) {
            searched = end + 1
            try take(upTo: end + 1, body)
        }
        searched = buffer.count
    }

    /// Ends the text, and hands over the last document.
    mutating func finish(_ body: (Document) throws -> Void) rethrows {
        if lineStart < buffer.count { try take(upTo: buffer.count, body) }
        if hasContent { try body(document(upTo: buffer.count)) }
        begin()
    }

    /// Takes a line into account.
    private mutating func take(upTo end: Int, _ body: (Document) throws -> Void) rethrows {
        let text = buffer[lineStart..<end]
        if let rest = Self.rest(of: text, after: UInt8(ascii: "-")) {
            if hasContent { try body(document(upTo: lineStart)) }
            // Directives belong to the document whose marker follows them.
            let keepsDirectives = hasDirective && !hasContent && !hasMarker
            if !keepsDirectives { begin() }
            endLine(at: end)
            (hasContent, hasMarker) = (Self.saysSomething(rest), true)
            if !hasContent, !keepsDirectives { begin(hasMarker: true) }
        } else if Self.rest(of: text, after: UInt8(ascii: ".")) != nil {
            endLine(at: end)
            if hasContent { try body(document(upTo: lineStart)) }
            begin()
        } else {
            if text.first == UInt8(ascii: "%"), !hasMarker, !hasContent {
                hasDirective = true
            } else if Self.saysSomething(text) {
                hasContent = true
            }
            endLine(at: end)
            if !hasContent, !hasDirective { begin(hasMarker: hasMarker) }
        }
    }

    private mutating func endLine(at end: Int) {
        lineCount += 1
        lineStart = end
    }

    /// Lets the next document begin where the last line ended.
    private mutating func begin(hasMarker: Bool = false) {
        start = lineStart
        line += lineCount
        lineCount = 0
        (hasContent, hasDirective, self.hasMarker) = (false, false, hasMarker)
    }

    private func document(upTo end: Int) -> Document {
        Document(bytes: Array(buffer[start..<end]), offset: offset + Int64(start), line: line)
    }

    /// What follows a marker of three such bytes at the beginning of a line; `nil` where there is none.
    private static func rest(of line: ArraySlice<UInt8>, after byte: UInt8) -> ArraySlice<UInt8>? {
        guard line.prefix(3).elementsEqual([byte, byte, byte]) else { return nil }
        let rest = line.dropFirst(3)
        guard let next = rest.first else { return rest }
        return [0x20, 0x09, 0x0a, 0x0d].contains(next) ? rest : nil
    }

    /// Whether there is more than blanks and a comment.
    private static func saysSomething(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first(where: { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }) else { return false }
        return first != UInt8(ascii: "#")
    }
}
