// SPDX-License-Identifier: Apache-2.0

/// Writes JSON without blanks, with the escapes that oc-mirror writes.
struct JSONTextWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    // MARK: Fields

    /// Writes a text; if it is empty and may be left out, nothing.
    mutating func field(_ name: String, _ text: String, omitsEmpty: Bool = true) {
        guard !omitsEmpty || !text.isEmpty else { return }
        begin(name)
        string(text)
    }

    /// Writes `true`; `false` is left out.
    mutating func field(_ name: String, ifTrue value: Bool) {
        if value { field(name, value) }
    }

    mutating func field(_ name: String, _ value: Bool) {
        begin(name)
        add(value ? "true" : "false")
    }

    mutating func field(_ name: String, _ value: some FixedWidthInteger) {
        begin(name)
        add(String(value))
    }

    mutating func field(_ name: String, _ value: CompactJSON) {
        begin(name)
        add(value.description)
    }

    /// Writes an object.
    mutating func field(_ name: String, _ body: (inout JSONTextWriter) -> Void) {
        begin(name)
        object(body)
    }

    /// Writes a list; an empty one is left out.
    mutating func list<Element>(
        _ name: String,
        _ elements: [Element],
        _ body: (inout JSONTextWriter, Element) -> Void
    ) {
        if !elements.isEmpty { whole(name, elements, body) }
    }

    /// Writes a list, even if it is empty; `null` if there is none.
    mutating func whole<Element>(
        _ name: String,
        _ elements: [Element]?,
        _ body: (inout JSONTextWriter, Element) -> Void
    ) {
        begin(name)
        guard let elements else { return add("null") }
        open("[")
        for element in elements { body(&self, element) }
        close("]")
    }

    // MARK: Values

    /// Writes an object as the next value.
    mutating func object(_ body: (inout JSONTextWriter) -> Void) {
        separate()
        open("{")
        body(&self)
        close("}")
    }

    /// Writes a string as the next value.
    mutating func string(_ text: String) {
        separate()
        bytes.append(0x22)
        if text.utf8.contains(where: Self.needsEscape) {
            for scalar in text.unicodeScalars { add(escaping: scalar) }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(0x22)
    }

    private mutating func begin(_ name: String) {
        string(name)
        bytes.append(0x3a)
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(0x2c) }
        needsComma = true
    }

    private mutating func add(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func open(_ bracket: Character) {
        bytes.append(contentsOf: bracket.utf8)
        needsComma = false
    }

    private mutating func close(_ bracket: Character) {
        bytes.append(contentsOf: bracket.utf8)
        needsComma = true
    }

    /// Whether a byte may belong to a character that is escaped.
    private static func needsEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, 0x22, 0x26, 0x3c, 0x3e, 0x5c, 0xe2: true
        default: false
        }
    }

    /// Writes a character of a string: those that mean something in HTML or JavaScript are escaped too.
    private mutating func add(escaping scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": bytes.append(contentsOf: "\\\"".utf8)
        case "\\": bytes.append(contentsOf: "\\\\".utf8)
        case "\u{8}": bytes.append(contentsOf: "\\b".utf8)
        case "\u{c}": bytes.append(contentsOf: "\\f".utf8)
        case "\n": bytes.append(contentsOf: "\\n".utf8)
        case "\r": bytes.append(contentsOf: "\\r".utf8)
        case "\t": bytes.append(contentsOf: "\\t".utf8)
        case "\0"..<" ", "&", "<", ">", "\u{2028}", "\u{2029}":
            let digits = String(scalar.value, radix: 16)
            bytes.append(contentsOf: "\\u".utf8)
            bytes.append(contentsOf: repeatElement(0x30, count: 4 - digits.utf8.count))
            bytes.append(contentsOf: digits.utf8)
        default: bytes.append(contentsOf: String(scalar).utf8)
        }
    }
}
