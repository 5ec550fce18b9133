// SPDX-License-Identifier: Apache-2.0

/// JSON on many lines, with an indent of one blank for each level, as oc-mirror shows metadata.
enum JSONIndentation {
    /// Indents JSON that has no blanks between its parts.
    static func lines(of compact: [UInt8]) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(compact.count * 2)
        var depth = 0
        var isInString = false
        var isEscaped = false
        var previous: UInt8 = 0
        func breakLine() {
            lines.append(0x0a)
            lines.append(contentsOf: repeatElement(0x20, count: depth))
        }
        for byte in compact {
            if isInString {
                lines.append(byte)
                if byte == 0x22, !isEscaped { isInString = false }
                isEscaped = byte == 0x5c && !isEscaped
            } else {
                let opens = previous == 0x7b || previous == 0x5b
                switch byte {
                case 0x7d, 0x5d:
                    depth -= 1
                    if !opens { breakLine() }
                default: if opens { breakLine() }
                }
                lines.append(byte)
                switch byte {
                case 0x7b, 0x5b: depth += 1
                case 0x2c: breakLine()
                case 0x3a: lines.append(0x20)
                case 0x22: isInString = true
                default: break
                }
            }
            previous = byte
        }
        return lines
    }
}
