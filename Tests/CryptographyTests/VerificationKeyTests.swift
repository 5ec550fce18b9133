// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import Testing

@Suite struct VerificationKeyTests {
    /// The key of RFC 8032, 7.1, in the encoding of RFC 8410.
    private static let pem = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
        -----END PUBLIC KEY-----

        """

    private static let seed: [UInt8] = [
        0x9D, 0x61, 0xB1, 0x9D, 0xEF, 0xFD, 0x5A, 0x60, 0xBA, 0x84, 0x4A, 0xF4, 0x92, 0xEC, 0x2C, 0xC4,
        0x44, 0x49, 0xC5, 0x69, 0x7B, 0x32, 0x69, 0x19, 0x70, 0x3B, 0xAC, 0x03, 0x1C, 0xAE, 0x7F, 0x60,
    ]

    @Test func aKeyVerifiesItsSignaturesOnly() throws {
        let key = try #require(VerificationKey(pem: Array(Self.pem.utf8)))
        let secret = try #require(EdwardsKey(seed: Self.seed))
        let signature = secret.sign([1, 2, 3])
        #expect(key.verifies(signature, over: [1, 2, 3]))
        #expect(!key.verifies(signature, over: [1, 2, 4]))
        #expect(!key.verifies(signature, over: []))
        for index in [0, 31, 32, 63] {
            var changed = signature
            changed[index] ^= 1
            #expect(!key.verifies(changed, over: [1, 2, 3]))
        }
        #expect(!key.verifies([], over: [1, 2, 3]))
        #expect(!key.verifies(signature + [0], over: [1, 2, 3]))
    }

    @Test func theFingerprintIsTheHashOfTheKeyInDER() throws {
        let key = try #require(VerificationKey(pem: Array(Self.pem.utf8)))
        let der = try #require(Data(base64Encoded: String(Self.pem.split(separator: "\n")[1])))
        #expect(key.encoded == [UInt8](der))
        #expect(key.fingerprint == hex(HashAlgorithm.sha256.hash([UInt8](der))))
    }

    @Test(arguments: [
        "", "no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
        "-----BEGIN CERTIFICATE-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END CERTIFICATE-----\n",
        // X25519, which signs nothing.
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VuAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n",
    ])
    func anythingElseIsNoKey(text: String) { #expect(VerificationKey(pem: Array(text.utf8)) == nil) }
}
