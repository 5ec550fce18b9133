// SPDX-License-Identifier: Apache-2.0

/// Formats as Go's `fmt.Sprintf`.
public func formatted(_ format: Text, _ arguments: [Value]) -> Text {
    var printer = Printer()
    printer.printFormat(format.bytes, arguments)
    return Text(printer.output)
}

extension Printer {
    /// Prints as `fmt.Sprintf`.
    mutating func printFormat(_ format: [UInt8], _ arguments: [Value]) {
        var reader = FormatReader(format: format, arguments: arguments)
        while reader.position < format.count {
            let start = reader.position
            while reader.position < format.count, format[reader.position] != UInt8(ascii: "%") { reader.position += 1 }
            output += format[start..<reader.position]
            guard reader.position < format.count, mayPrint(atDepth: 0) else { break }
            reader.position += 1
            printVerb(&reader)
        }
        guard !reader.isReordered, reader.argument < arguments.count else { return }
        flags = FormatFlags()
        write("%!(EXTRA ")
        for (index, value) in arguments[reader.argument...].enumerated() {
            if index > 0 { write(", ") }
            if case .null = value {
                write("<nil>")
            } else {
                write(value.type.description + "=")
                printArgument(value, "v")
            }
        }
        write(")")
    }

    private mutating func printVerb(_ reader: inout FormatReader) {
        let reading = reader.readDirective()
        flags = reading.flags
        for complaint in reading.complaints { write(complaint) }
        guard let verb = reading.verb else { return write("%!(NOVERB)") }
        if verb == "%" { return write("%") }
        guard reading.hasGoodArgument else { return write("%!\(verb)(BADINDEX)") }
        guard reader.argument < reader.arguments.count else { return write("%!\(verb)(MISSING)") }
        if verb == "v" || verb == "w" { flags.prepareForValue() }
        printArgument(reader.arguments[reader.argument], verb)
        reader.argument += 1
    }
}
