// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GoTemplate

/// Encodings and checksums.
extension SprigFunctions {
    var encodingFunctions: [String: Function] {
        [
            "b64enc": Function([.string], result: .string) { .string(Text(Base64.encode($0[0].text.bytes))) },
            "b64dec": Function([.string], result: .string) {
                Self.decoded($0) { text throws(FunctionError) in try Base64.decode(text) }
            },
            "b32enc": Function([.string], result: .string) { .string(Text(Base32.encode($0[0].text.bytes))) },
            "b32dec": Function([.string], result: .string) {
                Self.decoded($0) { text throws(FunctionError) in try Base32.decode(text) }
            },
            "sha1sum": Function([.string], result: .string) {
                .text(hexadecimal(HashAlgorithm.sha1.hash($0[0].text.bytes)))
            },
            "sha256sum": Function([.string], result: .string) {
                .text(hexadecimal(HashAlgorithm.sha256.hash($0[0].text.bytes)))
            },
            "adler32sum": Function([.string], result: .string) { .text("\(adler32($0[0].text.bytes))") },
        ]
    }

    /// Decodes the first argument; an error becomes the result, as Sprig has it.
    private static func decoded(_ arguments: [Value], _ decode: ([UInt8]) throws(FunctionError) -> [UInt8]) -> Value {
        do {
            return .string(Text(try decode(arguments[0].text.bytes)))
        } catch {
            return .string(error.message)
        }
    }
}

/// Returns bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// Returns the checksum of RFC 1950.
private func adler32(_ bytes: [UInt8]) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
        low = (low + UInt32(byte)) % 65521
        high = (high + low) % 65521
    }
    return high << 16 | low
}
