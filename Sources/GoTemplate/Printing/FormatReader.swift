// SPDX-License-Identifier: Apache-2.0

/// Reads the directives of a format.
struct FormatReader {
    let format: [UInt8]
    let arguments: [Value]
    var position = 0
    /// The argument that comes next.
    var argument = 0
    /// Whether the format says somewhere which argument it wants.
    private(set) var isReordered = false
    private var hasGoodArgument = true

    init(format: [UInt8], arguments: [Value]) {
        self.format = format
        self.arguments = arguments
    }

    /// What follows a `%`.
    struct Directive {
        var flags = FormatFlags()
        /// What is printed before the value because a width or a precision is none.
        var complaints: [String] = []
        /// What is wanted; `nil` if the format ends before.
        var verb: Unicode.Scalar?
        /// Whether the number of the argument is one.
        var hasGoodArgument = true
    }

    mutating func readDirective() -> Directive {
        var directive = Directive()
        hasGoodArgument = true
        readFlags(&directive.flags)
        var isAfterIndex = readIndex()
        readWidth(&directive, &isAfterIndex)
        readPrecision(&directive, &isAfterIndex)
        if !isAfterIndex { _ = readIndex() }
        if position < format.count {
            let (rune, width) = format.rune(at: position)
            directive.verb = rune.scalar
            position += width
        }
        directive.hasGoodArgument = hasGoodArgument
        return directive
    }

    private mutating func readFlags(_ flags: inout FormatFlags) {
        while position < format.count {
            switch format[position] {
            case UInt8(ascii: "#"): flags.sharp = true
            case UInt8(ascii: "0"): flags.zero = true
            case UInt8(ascii: "+"): flags.plus = true
            case UInt8(ascii: "-"): flags.minus = true
            case UInt8(ascii: " "): flags.space = true
            default: return
            }
            position += 1
        }
    }

    private mutating func readWidth(_ directive: inout Directive, _ isAfterIndex: inout Bool) {
        guard take("*") else {
            directive.flags.width = readNumber(upTo: format.count)
            if isAfterIndex, directive.flags.width != nil { hasGoodArgument = false }
            return
        }
        let width = numberOfArgument()
        if width == nil { directive.complaints.append("%!(BADWIDTH)") }
        directive.flags.width = width.map { abs($0) }
        if let width, width < 0 { directive.flags.minus = true }
        isAfterIndex = false
    }

    private mutating func readPrecision(_ directive: inout Directive, _ isAfterIndex: inout Bool) {
        // A period at the very end is a verb, though a wrong one.
        guard position + 1 < format.count, take(".") else { return }
        if isAfterIndex { hasGoodArgument = false }
        isAfterIndex = readIndex()
        guard take("*") else {
            directive.flags.precision = readNumber(upTo: format.count) ?? 0
            return
        }
        let precision = numberOfArgument()
        directive.flags.precision = precision.flatMap { $0 < 0 ? nil : $0 }
        if directive.flags.precision == nil { directive.complaints.append("%!(BADPREC)") }
        isAfterIndex = false
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < format.count, format[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// Reads `[n]`; returns whether there is one.
    private mutating func readIndex() -> Bool {
        guard position < format.count, format[position] == UInt8(ascii: "[") else { return false }
        isReordered = true
        guard position + 3 <= format.count, let end = format[position...].firstIndex(of: UInt8(ascii: "]")) else {
            position += 1
            hasGoodArgument = false
            return false
        }
        position += 1
        let number = readNumber(upTo: end)
        let isNumber = number != nil && position == end
        position = end + 1
        if isNumber, let number, number >= 1, number <= arguments.count {
            argument = number - 1
        } else {
            hasGoodArgument = false
        }
        return isNumber
    }

    /// Reads a number; where it is far too large, nothing is left to read.
    private mutating func readNumber(upTo end: Int) -> Int? {
        var number: Int?
        while position < end, format[position].isDigit {
            if let number, number > 1_000_000 {
                position = end
                return nil
            }
            number = (number ?? 0) * 10 + Int(format[position] - UInt8(ascii: "0"))
            position += 1
        }
        return number
    }

    /// Takes the next argument for a width or a precision; `nil` if it is none.
    private mutating func numberOfArgument() -> Int? {
        guard argument < arguments.count else { return nil }
        argument += 1
        guard case .integer(let number, let type) = arguments[argument - 1], type.isSigned || number >= 0,
            number.magnitude <= 1_000_000
        else { return nil }
        return Int(number)
    }
}
