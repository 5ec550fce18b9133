// SPDX-License-Identifier: Apache-2.0

/// Prints values as Go's `fmt` does.
///
/// Values may contain themselves, so depth and length have bounds; what goes beyond them is left out.
struct Printer {
    var output: [UInt8] = []
    var flags = FormatFlags()
    /// Whether a value is being printed because its verb is wrong, in which case its methods are not called.
    var isErring = false
    /// How many bytes may be printed; what is in one piece may go beyond it.
    private let limit: Int
    /// Whether something was left out.
    private(set) var isCut = false

    static let greatestLength = 64 << 20

    init(limit: Int = greatestLength) { self.limit = min(limit, Self.greatestLength) }

    /// Whether more may be printed.
    mutating func mayPrint(atDepth depth: Int) -> Bool {
        if depth > Value.greatestDepth || output.count > limit { isCut = true }
        return !isCut
    }

    // MARK: - Print and Println

    /// Prints as `fmt.Sprint`: with blanks between two operands of which none is a string.
    mutating func printOperands(_ values: [Value]) {
        var wasString = true
        for (index, value) in values.enumerated() {
            let isString = if case .string = value { true } else { false }
            if index > 0, !isString, !wasString { write(" ") }
            printArgument(value, "v")
            wasString = isString
        }
    }

    /// Prints as `fmt.Sprintln`: with blanks between all operands, and an end of the line.
    mutating func printLine(_ values: [Value]) {
        for (index, value) in values.enumerated() {
            if index > 0 { write(" ") }
            printArgument(value, "v")
        }
        write("\n")
    }

    // MARK: - Arguments

    /// Prints an argument of a format.
    mutating func printArgument(_ value: Value, _ verb: Unicode.Scalar) {
        if case .null = value {
            if verb == "T" || verb == "v" { padded("<nil>") } else { bad(verb, value) }
            return
        }
        switch verb {
        case "T": text(Array(value.type.description.utf8), "s")
        case "p": pointer(value, verb)
        default: printValue(value, verb, depth: 0)
        }
    }

    /// Prints a value inside or outside of others.
    mutating func printValue(_ value: Value, _ verb: Unicode.Scalar, depth: Int) {
        guard mayPrint(atDepth: depth) else { return }
        switch value {
        case .null: write(flags.sharpV ? "interface {}(nil)" : "<nil>")
        case .bool(let bool): verb == "t" || verb == "v" ? padded(bool ? "true" : "false") : bad(verb, value)
        case .integer(let number, let type): integer(number, type, verb)
        case .float(let number): float(number, verb) { $0.bad(verb, value) }
        case .complex(let real, let imaginary): complex(real, imaginary, verb)
        case .string(let string): if !text(string.bytes, verb) { bad(verb, value) }
        case .list(let list) where verb != "w" || list.element == .integer(.uint8): printList(list, verb, depth)
        case .map(let map) where verb != "w": printMap(map, verb, depth)
        case .object(let object) where verb != "w": printObject(object, verb, depth)
        case .function: pointer(value, verb)
        case .list, .map, .object: bad(verb, value)
        }
    }

    /// Prints that a verb does not fit, with the value as it is.
    mutating func bad(_ verb: Unicode.Scalar, _ value: Value) {
        isErring = true
        write("%!\(verb)(")
        if case .null = value {
            write("<nil>")
        } else {
            write(value.type.description)
            write("=")
            printArgument(value, "v")
        }
        write(")")
        isErring = false
    }

    // MARK: - Composed values

    private mutating func printList(_ list: List, _ verb: Unicode.Scalar, _ depth: Int) {
        if list.element == .integer(.uint8), printBytes(list, verb, depth) { return }
        if flags.sharpV {
            write(list.type.description)
            guard !list.isNil else { return write("(nil)") }
        }
        write(flags.sharpV ? "{" : "[")
        for (index, element) in list.elements.enumerated() {
            guard mayPrint(atDepth: depth) else { return }
            if index > 0 { write(flags.sharpV ? ", " : " ") }
            printValue(element, verb, depth: depth + 1)
        }
        write(flags.sharpV ? "}" : "]")
    }

    /// Prints `[]byte` for the verbs that take it for a text; returns whether it did.
    private mutating func printBytes(_ list: List, _ verb: Unicode.Scalar, _ depth: Int) -> Bool {
        if flags.sharpV, depth == 0, verb == "v" {
            write("[]byte")
            guard !list.isNil else {
                write("(nil)")
                return true
            }
            write("{")
            for (index, element) in list.elements.enumerated() {
                if index > 0 { write(", ") }
                if case .integer(let number, _) = element { write("0x" + String(number, radix: 16)) }
            }
            write("}")
            return true
        }
        return ["s", "q", "x", "X"].contains(verb) && text(list.bytes, verb)
    }

    private mutating func printMap(_ map: Map, _ verb: Unicode.Scalar, _ depth: Int) {
        if flags.sharpV {
            write(map.type.description)
            guard !map.isNil else { return write("(nil)") }
        }
        write(flags.sharpV ? "{" : "map[")
        for (index, key) in map.sortedKeys.enumerated() {
            guard mayPrint(atDepth: depth) else { return }
            if index > 0 { write(flags.sharpV ? ", " : " ") }
            printValue(.string(key), verb, depth: depth + 1)
            write(":")
            printValue(map.entries[key] ?? .null, verb, depth: depth + 1)
        }
        write(flags.sharpV ? "}" : "]")
    }

    private mutating func printObject(_ object: any Object, _ verb: Unicode.Scalar, _ depth: Int) {
        if !isErring, !flags.sharpV, ["v", "s", "x", "X", "q"].contains(verb), let description = object.description {
            text(description.bytes, verb)
            return
        }
        let isPointer = object.type.kind == .ptr
        guard !isPointer || depth == 0 else { return pointer(.object(object), verb) }
        switch object.underlying {
        case .value(let value): printValue(value, verb, depth: depth + 1)
        case .fields(let fields):
            if isPointer { write("&") }
            let name = object.type.description
            if flags.sharpV { write(isPointer ? String(name.dropFirst()) : name) }
            write("{")
            for (index, field) in fields.enumerated() {
                if index > 0 { write(flags.sharpV ? ", " : " ") }
                if flags.plusV || flags.sharpV { write(field.name + ":") }
                printValue(field.value, verb, depth: depth + 1)
            }
            write("}")
        }
    }

    /// Prints where a value is in memory: always the same place, so that nothing depends on the run.
    private mutating func pointer(_ value: Value, _ verb: Unicode.Scalar) {
        switch value {
        case .list, .map, .function, .object: break
        default: return bad(verb, value)
        }
        let address: Int64 = 0xC0_0001_2000
        switch verb {
        case "v" where flags.sharpV: write("(\(value.type))(0xc000012000)")
        case "v", "p": padded(flags.sharp ? "c000012000" : "0xc000012000")
        case "b", "o", "d", "x", "X": integer(address, .uint64, verb)
        default: bad(verb, value)
        }
    }
}

extension List {
    /// The elements as bytes, for `[]byte`.
    public var bytes: [UInt8] {
        elements.map { element in
            if case .integer(let number, _) = element { UInt8(truncatingIfNeeded: number) } else { 0 }
        }
    }
}
