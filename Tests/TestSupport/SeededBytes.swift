// SPDX-License-Identifier: Apache-2.0

extension SeededGenerator {
    package init(_ seed: UInt64) { self.init(seed: seed) }

    /// Returns bytes that look random.
    package mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count {
            var word = next()
            for _ in 0..<8 {
                bytes.append(UInt8(truncatingIfNeeded: word))
                word >>= 8
            }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
