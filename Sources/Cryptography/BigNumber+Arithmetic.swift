// SPDX-License-Identifier: Apache-2.0

import CLibCrypto

extension BigNumber: Comparable {
    package static func == (left: BigNumber, right: BigNumber) -> Bool {
        unsafe BN_cmp(left.pointer, right.pointer) == 0
    }

    package static func < (left: BigNumber, right: BigNumber) -> Bool {
        unsafe BN_cmp(left.pointer, right.pointer) < 0
    }
}

extension BigNumber {
    package static func + (left: BigNumber, right: BigNumber) -> BigNumber {
        unsafe BigNumber { unsafe BN_add($0, left.pointer, right.pointer) == 1 }
    }

    package static func - (left: BigNumber, right: BigNumber) -> BigNumber {
        unsafe BigNumber { unsafe BN_sub($0, left.pointer, right.pointer) == 1 }
    }

    package static func * (left: BigNumber, right: BigNumber) -> BigNumber {
        unsafe BigNumber { number in unsafe withContext { unsafe BN_mul(number, left.pointer, right.pointer, $0) == 1 }
        }
    }

    /// The quotient without its fraction; the divisor must not be zero.
    package static func / (left: BigNumber, right: BigNumber) -> BigNumber {
        unsafe BigNumber { number in
            unsafe withContext { unsafe BN_div(number, nil, left.pointer, right.pointer, $0) == 1 }
        }
    }

    /// The remainder of a division, with the sign of the dividend.
    package static func % (left: BigNumber, right: BigNumber) -> BigNumber {
        unsafe BigNumber { number in
            unsafe withContext { unsafe BN_div(nil, number, left.pointer, right.pointer, $0) == 1 }
        }
    }

    /// Returns this number to the power of another one, but for multiples of a modulus.
    package func power(_ exponent: BigNumber, modulo modulus: BigNumber) -> BigNumber {
        unsafe BigNumber { number in
            unsafe Self.withContext { unsafe BN_mod_exp(number, pointer, exponent.pointer, modulus.pointer, $0) == 1 }
        }
    }

    /// Returns the number that makes 1 when it is multiplied with this one, but for multiples of a modulus; `nil` if none does.
    package func inverse(modulo modulus: BigNumber) -> BigNumber? {
        guard greatestCommonDivisor(with: modulus) == BigNumber(1) else { return nil }
        return unsafe BigNumber { number in
            unsafe Self.withContext { unsafe BN_mod_inverse(number, pointer, modulus.pointer, $0) != nil }
        }
    }

    private func greatestCommonDivisor(with other: BigNumber) -> BigNumber {
        unsafe BigNumber { number in unsafe Self.withContext { unsafe BN_gcd(number, pointer, other.pointer, $0) == 1 }
        }
    }

    /// Ten to a power that is not negative.
    package static func powerOfTen(_ exponent: Int) -> BigNumber {
        BigNumber(decimal: "1" + String(repeating: "0", count: exponent)) ?? BigNumber(0)
    }
}
