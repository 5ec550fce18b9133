// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Values that look random and follow from the seed of the environment.
extension SprigFunctions {
    /// The most characters that one call may make.
    private static let limit = 1 << 20

    var randomFunctions: [String: Function] {
        textMakingFunctions.merging(numberMakingFunctions) { $1 }
    }

    private var textMakingFunctions: [String: Function] {
        let random = random
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        let digits = Array("0123456789".utf8)
        let alphabets = [
            "randAlpha": letters, "randNumeric": digits, "randAlphaNum": letters + digits, "randAscii": Array(32...126),
        ]
        return alphabets.mapValues { alphabet in
            Function([.whole], result: .string) { arguments in
                guard arguments[0].number <= Self.limit else { throw FunctionError("too many random characters") }
                return .string(Text(random.characters(arguments[0].number, of: alphabet)))
            }
        }
    }

    private var numberMakingFunctions: [String: Function] {
        let random = random
        return [
            "randBytes": Function([.whole], result: .string) { arguments in
                let count = arguments[0].number
                guard count >= 0, count <= Self.limit else {
                    throw FunctionError("runtime error: makeslice: len out of range")
                }
                return .string(Text(Base64.encode(random.next(count))))
            },
            "randInt": Function([.whole, .whole], result: .whole) { arguments in
                let (start, end) = (arguments[0].number, arguments[1].number)
                let width = end &- start
                guard width > 0 else { throw FunctionError("invalid argument to Intn") }
                return .int(start &+ Int(random.number(below: UInt64(width))))
            },
            "uuidv4": Function([], result: .string) { _ in
                var bytes = random.next(16)
                bytes[6] = bytes[6] & 0x0F | 0x40
                bytes[8] = bytes[8] & 0x3F | 0x80
                let digits = Array(hexadecimal(bytes))
                let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
                return .text(parts.joined(separator: "-"))
            },
            "shuffle": Function([.string], result: .string) { arguments in
                var scalars = Runes.scalars(arguments[0].text.bytes)
                for index in scalars.indices.dropFirst().reversed() {
                    scalars.swapAt(index, Int(random.number(below: UInt64(index + 1))))
                }
                return .string(Text(Runes.bytes(scalars)))
            },
        ]
    }
}
