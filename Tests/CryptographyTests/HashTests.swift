// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Testing

/// Returns bytes as hexadecimal digits.
func hex(_ bytes: [UInt8]) -> String {
    bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
}

@Suite struct HashTests {
    @Test(
        arguments: [
            (HashAlgorithm.sha1, "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            (.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                .sha384, "abc",
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
            ),
        ]
    )
    func areThoseOfTheStandard(algorithm: HashAlgorithm, text: String, hash: String) {
        #expect(hex(algorithm.hash(Array(text.utf8))) == hash)
    }

    @Test(
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ]
    )
    func withAKeyAreThoseOfRFC4231(key: [UInt8], text: String, hash: String) {
        #expect(hex(HashAlgorithm.sha256.authenticate(Array(text.utf8), key: key)) == hash)
    }

    @Test func withAKeyHaveTheBlockOfTheirFunction() {
        let hash = HashAlgorithm.sha512.authenticate(Array("Hi There".utf8), key: [UInt8](repeating: 0x0B, count: 20))
        #expect(hex(hash).hasPrefix("87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"))
    }
}

@Suite struct CipherTests {
    /// The key and the first blocks of NIST's example for AES-256 in CBC.
    private let key: [UInt8] = [
        0x60, 0x3D, 0xEB, 0x10, 0x15, 0xCA, 0x71, 0xBE, 0x2B, 0x73, 0xAE, 0xF0, 0x85, 0x7D, 0x77, 0x81,
        0x1F, 0x35, 0x2C, 0x07, 0x3B, 0x61, 0x08, 0xD7, 0x2D, 0x98, 0x10, 0xA3, 0x09, 0x14, 0xDF, 0xF4,
    ]
    private let plain: [UInt8] = [
        0x6B, 0xC1, 0xBE, 0xE2, 0x2E, 0x40, 0x9F, 0x96, 0xE9, 0x3D, 0x7E, 0x11, 0x73, 0x93, 0x17, 0x2A,
    ]

    @Test func encryptsAsTheStandardSays() {
        let start = [UInt8](0...15)
        let encrypted = AESBlocks(key: key).encrypt(plain, start: start)
        #expect(hex(encrypted) == "f58c4c04d6e5f1ba779eabfb5f7bfbd6")
        #expect(AESBlocks(key: key).decrypt(encrypted, start: start) == plain)
    }

    @Test func blocksDependOnThoseBefore() {
        let start = [UInt8](repeating: 7, count: 16)
        let encrypted = AESBlocks(key: key).encrypt(plain + plain, start: start)
        #expect(encrypted.count == 32)
        #expect(encrypted.prefix(16) != encrypted.suffix(16))
        #expect(AESBlocks(key: key).decrypt(encrypted, start: start) == plain + plain)
    }

    @Test func nothingStaysNothing() {
        #expect(AESBlocks(key: key).encrypt([], start: [UInt8](repeating: 0, count: 16)).isEmpty)
    }
}

@Suite struct PasswordHashTests {
    @Test func scryptIsThatOfRFC7914() {
        let cost = PasswordHashes.Cost(cost: 1024, blockSize: 8, parallelism: 16)
        let key = PasswordHashes.scrypt(Array("password".utf8), salt: Array("NaCl".utf8), cost: cost, count: 64)
        #expect(key.map(hex)?.hasPrefix("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162") == true)
    }

    @Test func scryptOfNothingIsThatOfRFC7914() {
        let key = PasswordHashes.scrypt([], salt: [], cost: .init(cost: 16, blockSize: 1, parallelism: 1), count: 64)
        #expect(key.map(hex)?.hasPrefix("77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442") == true)
    }

    @Test func scryptRefusesACostThatIsNone() {
        let cost = PasswordHashes.Cost(cost: 3, blockSize: 1, parallelism: 1)
        #expect(PasswordHashes.scrypt([1], salt: [2], cost: cost, count: 8) == nil)
    }

    @Test func bcryptHasItsForm() throws {
        let salt = [UInt8](0..<16)
        let hash = try #require(PasswordHashes.bcrypt(Array("pw".utf8), salt: salt, rounds: 4))
        #expect(hash.hasPrefix("$2a$04$"))
        #expect(hash.count == 60)
        #expect(PasswordHashes.bcrypt(Array("pw".utf8), salt: salt, rounds: 4) == hash)
        #expect(PasswordHashes.bcrypt(Array("pW".utf8), salt: salt, rounds: 4) != hash)
        #expect(PasswordHashes.bcrypt(Array("pw".utf8), salt: salt.reversed(), rounds: 4) != hash)
    }

    @Test func bcryptIsThatOfOthers() {
        // A vector that many implementations share: the salt "CCCCCCCCCCCCCCCCCCCCC." and the password "U*U".
        let salt: [UInt8] = [
            0x10, 0x41, 0x04, 0x10, 0x41, 0x04, 0x10, 0x41, 0x04, 0x10, 0x41, 0x04, 0x10, 0x41, 0x04, 0x10,
        ]
        let hash = PasswordHashes.bcrypt(Array("U*U".utf8), salt: salt, rounds: 5)
        #expect(hash == "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")
    }

    @Test func bcryptNeedsSixteenBytesOfSalt() {
        #expect(PasswordHashes.bcrypt([1], salt: [1, 2], rounds: 4) == nil)
        #expect(PasswordHashes.bcrypt([1], salt: [UInt8](0..<16), rounds: 99) == nil)
    }
}
