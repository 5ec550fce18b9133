// SPDX-License-Identifier: Apache-2.0

import CLibCrypto

/// A whole number of any size, which never changes.
///
/// `@unchecked Sendable`: OpenSSL's number is written while it is made, and only read afterwards.
@safe package final class BigNumber: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Makes a number by letting OpenSSL write it.
    init(_ write: (OpaquePointer) -> Bool) {
        guard let made = unsafe BN_new() else { preconditionFailure("no memory for a number") }
        unsafe pointer = made
        let isWritten = unsafe write(pointer)
        precondition(isWritten, "OpenSSL cannot calculate")
    }

    deinit { unsafe BN_free(pointer) }

    package convenience init(_ number: UInt64) {
        unsafe self.init { unsafe BN_set_word($0, UInt(number)) == 1 }
    }

    /// Makes a number of its bytes, the most significant one first.
    package convenience init(bytes: [UInt8]) {
        unsafe self.init { number in
            // Unsafe: OpenSSL reads the bytes during the call.
            unsafe bytes.withUnsafeBufferPointer { unsafe BN_bin2bn($0.baseAddress, Int32($0.count), number) != nil }
        }
    }

    /// Reads a number of decimal digits, with an optional `-`; `nil` for other texts.
    package convenience init?(decimal text: String) {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        unsafe self.init { number in
            var target: OpaquePointer? = unsafe number
            return unsafe BN_dec2bn(&target, text) > 0
        }
    }

    /// The decimal digits, with a `-` before those of a negative number.
    package var decimal: String {
        guard let digits = unsafe BN_bn2dec(pointer) else { preconditionFailure("no memory for digits") }
        defer { unsafe CRYPTO_free(digits, nil, 0) }
        return unsafe String(cString: digits)
    }

    /// The bytes of the number without its sign, the most significant one first; none for zero.
    package var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (bitWidth + 7) / 8)
        _ = unsafe BN_bn2bin(pointer, &bytes)
        return bytes
    }

    /// Returns the bytes with zeros before them; all of them if there are more.
    package func bytes(count: Int) -> [UInt8] {
        let bytes = bytes
        return [UInt8](repeating: 0, count: max(0, count - bytes.count)) + bytes
    }

    package var bitWidth: Int { Int(unsafe BN_num_bits(pointer)) }

    package var isZero: Bool { unsafe BN_is_zero(pointer) == 1 }

    package var isNegative: Bool { unsafe BN_is_negative(pointer) == 1 }

    package var isOdd: Bool { unsafe BN_is_odd(pointer) == 1 }

    /// Whether the number is prime, but for a chance that is too small to matter.
    package var isPrime: Bool { unsafe Self.withContext { unsafe BN_check_prime(pointer, $0, nil) == 1 } }

    /// Calls with space for OpenSSL to calculate in.
    static func withContext<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        guard let context = unsafe BN_CTX_new() else { preconditionFailure("no memory to calculate") }
        defer { unsafe BN_CTX_free(context) }
        return unsafe body(context)
    }
}
