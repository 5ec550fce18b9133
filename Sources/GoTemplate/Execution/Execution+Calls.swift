// SPDX-License-Identifier: Apache-2.0

extension Execution {
    func evaluate(_ function: FunctionName, _ site: Site, _ final: Held?) throws(ExecutionError) -> Held {
        switch set.callable(function.index) {
        case .builtin(let builtin): try evaluate(builtin, site, final)
        case .function(let callee): try evaluate(callee, named: function.name, site, final)
        }
    }

    /// Calls a function or a method with checked and converted arguments.
    func evaluate(_ function: Function, named name: String, _ site: Site, _ final: Held?) throws(ExecutionError) -> Held
    {
        let (fixed, given) = (function.parameters, site.count)
        try checkCount(name, fixed.count, isVariadic: function.rest != nil, given + (final == nil ? 0 : 1), site)
        if let complaint = function.complaint { throw failure(complaint) }
        var arguments: [Value] = []
        arguments.reserveCapacity(given + 1)
        for index in 0..<given {
            let type = index < fixed.count ? fixed[index] : function.rest ?? .any
            arguments.append(try argument(site.operands[index + 1], of: type))
        }
        if let final {
            arguments.append(try converted(final, to: given < fixed.count ? fixed[given] : function.rest ?? .any))
        }
        let result: Value
        do {
            result = try function.body(arguments)
        } catch {
            node = site.node
            throw failure(Text("error calling \(name): ") + Self.message(of: error), underlying: error)
        }
        budget.charge(result)
        if budget.steps < 0 || budget.bytes < 0 { try check() }
        return Held(result, declaredAs: function.result)
    }

    func checkCount(_ name: String, _ fixed: Int, isVariadic: Bool, _ all: Int, _ site: Site) throws(ExecutionError) {
        guard isVariadic else {
            guard all == fixed else {
                throw failure(Text("wrong number of args for \(name): want \(fixed) got \(all)"))
            }
            return
        }
        guard all >= fixed else {
            throw failure(Text("wrong number of args for \(name): want at least \(fixed) got \(site.count)"))
        }
    }

    /// What Go says of the error that a function has returned.
    static func message(of error: any Error) -> Text {
        switch error {
        case let error as FunctionError: error.message
        case let error as ExecutionError: error.text
        case let error as ParseError: error.text
        default: Text("\(error)")
        }
    }

    // MARK: - Arguments

    /// Evaluates an operand for a parameter of a type.
    func argument(_ operand: Node, of type: GoType) throws(ExecutionError) -> Value {
        if case .any = type { return try evaluate(operand: operand).value }
        node = operand
        switch operand.form {
        case .null:
            guard type.canBeNil else { throw failure(Text("cannot assign nil to \(type)")) }
            return type.zero
        case .bool, .number, .string: return try literal(operand, of: type)
        default: return try converted(evaluate(operand: operand), to: type)
        }
    }

    private func literal(_ operand: Node, of type: GoType) throws(ExecutionError) -> Value {
        switch (type, operand.form) {
        case (.bool, .bool(let bool)): return .bool(bool)
        case (.string, .string(let text, _)): return .string(text)
        case (.integer(let integer), .number(let number)):
            if integer.isSigned, let signed = number.signed { return .integer(integer.wrapping(signed), integer) }
            if !integer.isSigned, let unsigned = number.unsigned {
                return .integer(integer.wrapping(Int64(bitPattern: unsigned)), integer)
            }
        // A named integer takes constants too, such as a duration its nanoseconds.
        case (.named(_, .int64), .number(let number)): if let signed = number.signed { return .int64(signed) }
        case (.float, .number(let number)): if let float = number.float { return .float(float) }
        case (.complex, .number(let number)):
            if let complex = number.complex { return .complex(real: complex.real, imaginary: complex.imaginary) }
        default: break
        }
        throw failure(
            Self.complaint(type) + Text(operand.source) + (type.isLiteral ? Text() : Text(" for arg of type \(type)"))
        )
    }

    private static func complaint(_ type: GoType) -> Text {
        switch type {
        case .bool: "expected bool; found "
        case .string: "expected string; found "
        case .integer(let integer): integer.isSigned ? "expected integer; found " : "expected unsigned integer; found "
        case .float: "expected float; found "
        case .complex: "expected complex; found "
        default: "can't handle "
        }
    }

    /// The value for a parameter of a type, if Go would assign it.
    func converted(_ held: Held, to type: GoType) throws(ExecutionError) -> Value {
        switch (type, held.value) {
        case (.any, _), (.string, .string), (.bool, .bool), (.float, .float): return held.value
        case (.integer(let wanted), .integer(_, let given)) where wanted == given: return held.value
        default: break
        }
        if held.isMissing {
            guard type.canBeNil else { throw failure(Text("invalid value; expected \(type)")) }
            return type.zero
        }
        if !held.isNull, let value = held.value.assigned(to: type) { return value }
        let given = held.isNull ? held.staticType : held.value.type
        throw failure(Text("wrong type for value; expected \(type); got \(given)"))
    }
}

extension GoType {
    /// Whether literals can be of the type.
    fileprivate var isLiteral: Bool {
        switch self {
        case .bool, .string, .integer, .float, .complex: true
        default: false
        }
    }
}

extension Value {
    /// The value as one of another type to which Go assigns it as it is.
    fileprivate func assigned(to type: GoType) -> Value? {
        switch (type, self) {
        case (.list(let wanted), .list(let list)): return list.element == wanted ? self : nil
        case (.map(let wanted), .map(let map)): return map.element == wanted ? self : nil
        // Go assigns a map without a name to a type that is one underneath.
        case (.named(_, .map), .map(let map)) where map.type == .map(.any): return self
        case (.named(let wanted, _), .object(let object)):
            // A pointer is followed to what it points to.
            let name = object.type.description
            return name == wanted || name == "*" + wanted ? self : nil
        case (_, .object(let object)):
            if case .value(let inner) = object.underlying, inner.type == type { return inner }
            return nil
        default: return self.type == type ? self : nil
        }
    }
}

extension IntegerType {
    /// A number, cut to the bits of the type.
    func wrapping(_ number: Int64) -> Int64 {
        switch self {
        case .int8: Int64(Int8(truncatingIfNeeded: number))
        case .int16: Int64(Int16(truncatingIfNeeded: number))
        case .int32: Int64(Int32(truncatingIfNeeded: number))
        case .uint8: Int64(UInt8(truncatingIfNeeded: number))
        case .uint16: Int64(UInt16(truncatingIfNeeded: number))
        case .uint32: Int64(UInt32(truncatingIfNeeded: number))
        case .int, .int64, .uint, .uint64: number
        }
    }
}
