// SPDX-License-Identifier: Apache-2.0

/// Parses the text of a shell script into commands (POSIX, "Shell Command Language"), without running anything.
///
/// A text whose meaning depends on a program's output, or that continues after the command, is refused.
struct ShellReader {
    private let original: String
    private let text: [UInt8]
    private let environment: ImageEnvironment
    private var position = 0
    /// The variables that the text sets itself, so that their values are unknown.
    private var assigned: Set<String> = []

    init(_ text: String, _ environment: ImageEnvironment) {
        original = text
        self.text = Array(text.utf8)
        self.environment = environment
    }

    private static let blanks = Set(" \t".utf8)
    private static let signs = Set("\n;&|()".utf8)
    private static let arrows = Set("<>".utf8)
    /// The characters that turn a word into several words, or into another one.
    private static let patterns = Set("*?[".utf8)

    /// Returns the words of each command, in order.
    mutating func commands() throws(ServedCatalog.Failure) -> [[ShellWord]] {
        var commands: [[ShellWord]] = [[]]
        var gap = 0
        var isTarget = false
        while let byte = peek() {
            if Self.blanks.contains(byte) || skipsLineBreak() {
                if Self.blanks.contains(byte) { position += 1 }
            } else if byte == UInt8(ascii: "#") {
                while let next = peek(), next != UInt8(ascii: "\n") { position += 1 }
            } else if Self.arrows.contains(byte) || byte == UInt8(ascii: "&") && peek(1) == UInt8(ascii: ">") {
                // The number before a redirection is not a word of the command.
                if let last = commands[commands.count - 1].last, last.range.upperBound == position,
                    last.value?.utf8.allSatisfy({ (0x30...0x39).contains($0) }) ?? false
                {
                    commands[commands.count - 1].removeLast()
                }
                try readArrow()
                (isTarget, gap) = (true, position)
            } else if Self.signs.contains(byte) {
                position += 1
                gap = position
                commands.append([])
            } else {
                if let word = try word(behind: gap), !isTarget { commands[commands.count - 1].append(word) }
                (isTarget, gap) = (false, position)
            }
        }
        return commands
    }

    private func peek(_ ahead: Int = 0) -> UInt8? {
        position + ahead < text.count ? text[position + ahead] : nil
    }

    /// Skips a line break after a backslash.
    private mutating func skipsLineBreak() -> Bool {
        guard peek() == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "\n") else { return false }
        position += 2
        return true
    }

    private mutating func readArrow() throws(ServedCatalog.Failure) {
        if peek() == UInt8(ascii: "&") { position += 1 }
        guard peek() != UInt8(ascii: "<") || peek(1) != UInt8(ascii: "<") else { throw unclear("a text after `<<`") }
        while let byte = peek(), Self.arrows.contains(byte) || [UInt8(ascii: "&"), UInt8(ascii: "|")].contains(byte) {
            position += 1
        }
    }

    /// Reads a word; `nil` for empty variables without quotes, because a shell drops such a word.
    private mutating func word(behind gap: Int) throws(ServedCatalog.Failure) -> ShellWord? {
        let start = position
        var value: [UInt8]? = []
        if peek() == UInt8(ascii: "~") { value = nil }
        while let byte = peek(), !Self.blanks.contains(byte), !Self.signs.contains(byte), !Self.arrows.contains(byte) {
            switch byte {
            case UInt8(ascii: "'"):
                position += 1
                value? += try upTo(UInt8(ascii: "'"))
            case UInt8(ascii: "\""): try readQuoted(&value)
            case UInt8(ascii: "\\"):
                if skipsLineBreak() { continue }
                if let next = peek(1) { value?.append(next) }
                position = min(position + 2, text.count)
            case UInt8(ascii: "$"): try expand(&value, isQuoted: false)
            case UInt8(ascii: "`"): throw unclear("the output of a program")
            default:
                if Self.patterns.contains(byte) { value = nil }
                value?.append(byte)
                position += 1
            }
        }
        let isQuoted = text[start..<position].contains { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }
        if value?.isEmpty == true, !isQuoted { return nil }
        let name = text[start..<position].prefix(while: Self.isOfName)
        let isAssignment =
            !name.isEmpty && start + name.count < position && text[start + name.count] == UInt8(ascii: "=")
        if isAssignment { assigned.insert(String(decoding: name, as: UTF8.self)) }
        return ShellWord(
            range: start..<position,
            gap: gap,
            value: value.map { String(decoding: $0, as: UTF8.self) },
            isAssignment: isAssignment
        )
    }

    private mutating func upTo(_ end: UInt8) throws(ServedCatalog.Failure) -> ArraySlice<UInt8> {
        guard let close = text[position...].firstIndex(of: end) else { throw unclear("a quote that does not end") }
        defer { position = close + 1 }
        return text[position..<close]
    }

    private mutating func readQuoted(_ value: inout [UInt8]?) throws(ServedCatalog.Failure) {
        position += 1
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"):
                if skipsLineBreak() { continue }
                let next = peek(1)
                let isEscape = next.map { Set("$`\"\\".utf8).contains($0) } ?? false
                if !isEscape { value?.append(byte) }
                if let next { value?.append(next) }
                position = min(position + 2, text.count)
            case UInt8(ascii: "$"): try expand(&value, isQuoted: true)
            case UInt8(ascii: "`"): throw unclear("the output of a program")
            default:
                value?.append(byte)
                position += 1
            }
        }
        throw unclear("a quote that does not end")
    }

    /// Replaces a variable by its value.
    private mutating func expand(_ value: inout [UInt8]?, isQuoted: Bool) throws(ServedCatalog.Failure) {
        position += 1
        let found: String?
        switch peek() {
        case UInt8(ascii: "("): throw unclear("the output of a program")
        case UInt8(ascii: "{"):
            position += 1
            found = self.value(of: try upTo(UInt8(ascii: "}")))
        case let byte? where Self.isOfName(byte) && !(0x30...0x39).contains(byte):
            let name = text[position...].prefix(while: Self.isOfName)
            position += name.count
            found = self.value(of: name)
        case let byte? where Set("@*#?-$!0123456789".utf8).contains(byte):
            position += 1
            found = nil
        default:
            value?.append(UInt8(ascii: "$"))
            return
        }
        guard let found,
            isQuoted || found.utf8.allSatisfy({ !Self.blanks.union(Self.patterns).contains($0) && $0 != 0x0a })
        else {
            value = nil
            return
        }
        value? += Array(found.utf8)
    }

    /// The value of a variable, or the text's default for it; `nil` if neither is known.
    private func value(of expression: ArraySlice<UInt8>) -> String? {
        let name = String(decoding: expression.prefix(while: Self.isOfName), as: UTF8.self)
        guard !name.isEmpty, !assigned.contains(name) else { return nil }
        let rest = expression.dropFirst(name.utf8.count)
        let known = environment[name]
        if rest.isEmpty { return known }
        guard rest.starts(with: ":-".utf8) || rest.first == UInt8(ascii: "-"),
            !rest.contains(where: Set("$`\"'\\{".utf8).contains)
        else { return nil }
        let isEmptyMissing = rest.first == UInt8(ascii: ":")
        if let known, !(isEmptyMissing && known.isEmpty) { return known }
        return String(decoding: rest.dropFirst(isEmptyMissing ? 2 : 1), as: UTF8.self)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x30...0x39: true
        default: byte == UInt8(ascii: "_")
        }
    }

    private func unclear(_ what: String) -> ServedCatalog.Failure {
        .init(message: "a shell starts it by `\(original)`, which has \(what), so it is unknown what it runs")
    }
}
