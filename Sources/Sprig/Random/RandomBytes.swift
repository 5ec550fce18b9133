// SPDX-License-Identifier: Apache-2.0

import Cryptography

/// Bytes that look random and follow from a seed, so that a chart always gives the same secrets.
final class RandomBytes {
    private let seed: [UInt8]
    private var counter: UInt64 = 0
    private var buffer: [UInt8] = []

    init(seed: [UInt8]) { self.seed = HashAlgorithm.sha256.hash(seed) }

    /// Returns the next bytes.
    func next(_ count: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        while result.count < count {
            if buffer.isEmpty {
                buffer = HashAlgorithm.sha256.authenticate(
                    (0..<8).map { UInt8(truncatingIfNeeded: counter >> ($0 * 8)) },
                    key: seed
                )
                counter += 1
            }
            let taken = min(buffer.count, count - result.count)
            result += buffer.suffix(taken)
            buffer.removeLast(taken)
        }
        return result
    }

    /// Returns a number below a limit, each with the same chance.
    func number(below limit: UInt64) -> UInt64 {
        let largest = UInt64.max - UInt64.max % limit
        while true {
            let number = next(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            if number < largest { return number % limit }
        }
    }

    /// Returns some of a few characters.
    func characters(_ count: Int, of alphabet: [UInt8]) -> [UInt8] {
        guard count > 0 else { return [] }
        return (0..<count).map { _ in alphabet[Int(number(below: UInt64(alphabet.count)))] }
    }
}
