// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The one spelling of a JSON value that this tool writes and hashes: the bytes that `jq -S .` prints.
///
/// Keys are sorted, two spaces indent, a colon is followed by one space, empty containers
/// stay on their line, and a line feed ends the file.
package enum CanonicalJSON {
    /// Returns the canonical bytes of a value.
    package static func data(of value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return indented(try encoder.encode(value))
    }

    /// Returns the canonical bytes of a value as text.
    package static func text(of value: some Encodable) throws -> String {
        String(decoding: try data(of: value), as: UTF8.self)
    }

    /// Returns the canonical bytes of JSON in any spelling; of keys that repeat, one remains.
    package static func data(canonicalizing json: Data) throws -> Data {
        indented(compact(try JSONSerialization.jsonObject(with: json, options: [.fragmentsAllowed])))
    }

    /// Returns the canonical bytes of a JSON object without one of its top-level keys.
    package static func data(canonicalizing json: Data, without key: String) throws -> Data {
        guard var object = try JSONSerialization.jsonObject(with: json) as? [String: Any] else {
            throw PlanError.notAPlan("the file holds no JSON object")
        }
        object[key] = nil
        return indented(compact(object))
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

    private static func compact(_ value: Any) -> Data {
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes, .fragmentsAllowed]
        return (try? JSONSerialization.data(withJSONObject: value, options: options)) ?? Data()
    }

    /// Spreads compact JSON over lines; the bytes inside strings stay, except DEL, which jq escapes.
    private static func indented(_ compact: Data) -> Data {
        var output: [UInt8] = []
        output.reserveCapacity(compact.count * 2)
        var depth = 0
        var isInString = false
        var isEscaped = false
        var justOpened = false
        func breakLine() {
            output.append(0x0a)
            output.append(contentsOf: repeatElement(0x20, count: depth * 2))
        }
        for byte in [UInt8](compact) {
            if isInString {
                if byte == 0x7f { output += Array("\\u007f".utf8) } else { output.append(byte) }
                // A quote ends the string unless an odd backslash stands before it.
                if byte == 0x22, !isEscaped { isInString = false }
                isEscaped = byte == 0x5c && !isEscaped
                continue
            }
            if byte == 0x7d || byte == 0x5d {  // } ]
                depth -= 1
                if !justOpened { breakLine() }
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
            case 0x2c: breakLine()  // ,
            case 0x3a: output.append(0x20)  // :
            case 0x22: isInString = true
            default: break
            }
        }
        output.append(0x0a)
        return Data(output)
    }
}
