// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Testing

@Suite struct ByteHasherTests {
    private static let all: [HashAlgorithm] = [.sha1, .sha256, .sha384, .sha512]

    @Test(arguments: all)
    func piecesHaveTheHashOfTheWhole(algorithm: HashAlgorithm) {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for size in [1, 3, 63, 64, 65, 128, 999, 1000] {
            var hasher = ByteHasher(algorithm)
            for start in stride(from: 0, to: bytes.count, by: size) {
                hasher.update(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(hasher.finalize() == algorithm.hash(bytes))
        }
    }

    @Test(arguments: all)
    func aCopyGoesOnByItself(algorithm: HashAlgorithm) {
        var hasher = ByteHasher(algorithm)
        hasher.update([1])
        var copy = hasher
        copy.update([2])
        hasher.update([3])
        #expect(hasher.finalize() == algorithm.hash([1, 3]))
        #expect(copy.finalize() == algorithm.hash([1, 2]))
    }

    @Test(arguments: all)
    func finishingChangesNothing(algorithm: HashAlgorithm) {
        var hasher = ByteHasher(algorithm)
        hasher.update([1])
        #expect(hasher.finalize() == hasher.finalize())
        hasher.update([])
        hasher.update([2])
        #expect(hasher.finalize() == algorithm.hash([1, 2]))
    }

    @Test(arguments: zip(all, [20, 32, 48, 64]))
    func hashesHaveTheirLength(algorithm: HashAlgorithm, count: Int) {
        #expect(algorithm.hash([]).count == count)
        #expect(algorithm.authenticate([], key: []).count == count)
        #expect(Set((0..<100).map { algorithm.hash([$0]) }).count == 100)
    }

    @Test(arguments: all)
    func aKeyThatIsTooLongCountsByItsHash(algorithm: HashAlgorithm) {
        let key = [UInt8](repeating: 5, count: 300)
        #expect(algorithm.authenticate([1], key: key) == algorithm.authenticate([1], key: algorithm.hash(key)))
        #expect(algorithm.authenticate([1], key: [1]) == algorithm.authenticate([1], key: [1, 0]))
        #expect(algorithm.authenticate([1], key: [1]) != algorithm.authenticate([1], key: [2]))
    }
}
