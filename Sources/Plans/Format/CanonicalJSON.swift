// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The one spelling of a JSON value that this tool writes and hashes: the bytes that `jq -S .` prints.
///
/// Keys are sorted, two spaces indent, a colon is followed by one space, empty containers
/// stay on their line, and a line feed ends the file.
package enum CanonicalJSON {
    /// Returns the canonical bytes of a value.
    package static func data(of value: some Encodable) throws -> Data {
        indented(try compact(of: value))
    }

    /// Returns the canonical bytes of a value as text.
    package static func text(of value: some Encodable) throws -> String {
        String(decoding: try data(of: value), as: UTF8.self)
    }

    /// Returns the canonical bytes of JSON in any spelling; of keys that repeat, one remains.
    package static func data(canonicalizing json: Data) throws -> Data {
        indented(try compact(try JSONSerialization.jsonObject(with: json, options: [.fragmentsAllowed])))
    }

    /// Returns a value with sorted keys on one line, as `jq -cS .` prints it, but without the line feed.
    static func compact(of value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// Counts the fields of all objects: canonical JSON has fewer of them where keys repeat.
    static func fieldCount(_ json: Data) -> Int {
        var count = 0
        var isInString = false
        var isEscaped = false
        for byte in [UInt8](json) {
            if isInString {
                if byte == 0x22, !isEscaped { isInString = false }
                isEscaped = byte == 0x5c && !isEscaped
            } else if byte == 0x22 {
                isInString = true
            } else if byte == 0x3a {
                count += 1
            }
        }
        return count
    }

    /// Returns JSON that was read with sorted keys on one line.
    static func compact(_ value: Any) throws -> Data {
        var output: [UInt8] = []
        try append(value, to: &output)
        return Data(output)
    }

    /// Spells a value that was read.
    ///
    /// Foundation would sort the keys as a language does, which jq does not.
    private static func append(_ value: Any, to output: inout [UInt8]) throws {
        if let text = value as? String {
            append(text, to: &output)
        } else if let object = value as? [String: Any] {
            output.append(0x7b)
            for (index, field) in object.sorted(by: { $0.key.precedes($1.key) }).enumerated() {
                if index > 0 { output.append(0x2c) }
                append(field.key, to: &output)
                output.append(0x3a)
                try append(field.value, to: &output)
            }
            output.append(0x7d)
        } else if let array = value as? [Any] {
            output.append(0x5b)
            for (index, element) in array.enumerated() {
                if index > 0 { output.append(0x2c) }
                try append(element, to: &output)
            }
            output.append(0x5d)
        } else {
            output += try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
        }
    }

    private static func append(_ text: String, to output: inout [UInt8]) {
        output.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5c: output += [0x5c, byte]
            case 0x08: output += Array("\\b".utf8)
            case 0x09: output += Array("\\t".utf8)
            case 0x0a: output += Array("\\n".utf8)
            case 0x0c: output += Array("\\f".utf8)
            case 0x0d: output += Array("\\r".utf8)
            case ..<0x20: output += Array("\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8)
            default: output.append(byte)
            }
        }
        output.append(0x22)
    }

    /// Spreads compact JSON over lines; the bytes inside strings stay, except DEL, which jq escapes.
    ///
    /// Of the lists with these names, each element stays on one line.
    static func indented(_ compact: Data, lines: LineLists = LineLists()) -> Data {
        let input = [UInt8](compact)
        var output: [UInt8] = []
        output.reserveCapacity(input.count * 2)
        var depth = 0
        /// The depth of the elements that stay on a line.
        var lineDepth = Int.max
        var isInString = false
        var isEscaped = false
        var justOpened = false
        func breakLine() {
            guard depth <= lineDepth else { return }
            output.append(0x0a)
            output.append(contentsOf: repeatElement(0x20, count: depth * 2))
        }
        for (index, byte) in input.enumerated() {
            if isInString {
                if byte == 0x7f { output += Array("\\u007f".utf8) } else { output.append(byte) }
                // A quote ends the string unless an odd backslash stands before it.
                if byte == 0x22, !isEscaped { isInString = false }
                isEscaped = byte == 0x5c && !isEscaped
                continue
            }
            if byte == 0x7d || byte == 0x5d {  // } ]
                let isOnLine = depth > lineDepth
                depth -= 1
                if depth < lineDepth { lineDepth = .max }
                if !justOpened, !isOnLine { breakLine() }
                justOpened = false
                output.append(byte)
                continue
            }
            if justOpened { breakLine() }
            justOpened = false
            output.append(byte)
            switch byte {
            case 0x7b, 0x5b:  // { [
                depth += 1
                justOpened = true
                if byte == 0x5b, depth < lineDepth, lines.contains(input[..<index]) { lineDepth = depth }
            case 0x2c: breakLine()  // ,
            case 0x3a: if depth <= lineDepth { output.append(0x20) }  // :
            case 0x22: isInString = true
            default: break
            }
        }
        output.append(0x0a)
        return Data(output)
    }
}

extension String {
    /// Whether this comes first where code points are compared, as the bytes of UTF-8 do.
    fileprivate func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
