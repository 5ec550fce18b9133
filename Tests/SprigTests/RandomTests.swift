// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import HelmCases
import Testing

@testable import Sprig

@Suite struct RandomTests {
    private static let templates = [
        "{{ randAlphaNum 20 }}", "{{ randAlpha 20 }}", "{{ randNumeric 20 }}", "{{ randAscii 20 }}",
        "{{ randBytes 20 }}", "{{ uuidv4 }}", "{{ randInt 0 1000000000 }}",
        "{{ shuffle \"abcdefghijklmnopqrstuvwxyz\" }}", #"{{ bcrypt "x" }}"#, #"{{ htpasswd "u" "x" }}"#,
        #"{{ encryptAES "k" "text" }}"#, #"{{ genPrivateKey "ecdsa" }}"#, #"{{ genPrivateKey "ed25519" }}"#,
        #"{{ (genCAWithKey "ca" 1 (genPrivateKey "ecdsa")).Cert }}"#,
    ]

    private static func text(_ template: String, seed: [UInt8]) throws -> String {
        try Rendering.render(template, environment: SprigEnvironment(seed: seed)).get().string
    }

    @Test(arguments: templates) func valuesFollowFromTheSeed(template: String) throws {
        let text = try Self.text(template, seed: [1])
        #expect(try Self.text(template, seed: [1]) == text)
        #expect(try Self.text(template, seed: [2]) != text)
        let both = try Self.text(template + "\u{1}" + template, seed: [1]).split(separator: "\u{1}")
        #expect(both.count == 2 && both[0] == text && both[1] != text)
    }

    @Test(
        arguments: [
            ("{{ randAlphaNum 50 }}", #"^[A-Za-z0-9]{50}$"#),
            ("{{ randAlpha 50 }}", #"^[A-Za-z]{50}$"#),
            ("{{ randNumeric 50 }}", #"^[0-9]{50}$"#),
            ("{{ randAscii 50 }}", #"^[ -~]{50}$"#),
            ("{{ randBytes 1 }}", #"^[A-Za-z0-9+/]{2}==$"#),
            ("{{ randBytes 3 }}", #"^[A-Za-z0-9+/]{4}$"#),
            ("{{ uuidv4 }}", #"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"#),
            ("{{ randInt -3 -1 }}", #"^-[32]$"#),
            ("{{ randInt 0 1 }}", "^0$"),
            ("{{ shuffle \"aéb\" }}", "^[aéb]{3}$"),
            ("{{ shuffle \"\" }}", "^$"),
            ("{{ randAlpha -5 }}", "^$"),
            (#"{{ bcrypt "" }}"#, #"^\$2a\$10\$[./A-Za-z0-9]{53}$"#),
            (#"{{ htpasswd "me" "pw" }}"#, #"^me:\$2a\$10\$[./A-Za-z0-9]{53}$"#),
            (#"{{ encryptAES "k" "0123456789abcdef" }}"#, #"^[A-Za-z0-9+/]{64}$"#),
        ]
    )
    func valuesHaveTheirShape(template: String, shape: String) throws {
        let expression = try Regex(shape)
        for seed in 0..<20 where !template.contains("pt \"") || seed < 2 {
            let text = try Self.text(template, seed: [UInt8(seed)])
            #expect(text.contains(expression), "\(text)")
        }
    }

    @Test func everyCharacterComesUp() throws {
        let text = try Self.text("{{ randNumeric 2000 }}", seed: [])
        #expect(Set(text).count == 10)
        #expect(Set(try Self.text("{{ range until 200 }}{{ randInt 5 8 }}{{ end }}", seed: [])) == ["5", "6", "7"])
        #expect(try Self.text("{{ shuffle \"aabbcc\" }}", seed: []).sorted() == Array("aabbcc"))
    }

    @Test(
        arguments: [
            (#"{{ randInt 5 5 }}"#, "error calling randInt: invalid argument to Intn"),
            (#"{{ randInt 5 4 }}"#, "error calling randInt: invalid argument to Intn"),
            (
                #"{{ randInt -9223372036854775808 9223372036854775807 }}"#,
                "error calling randInt: invalid argument to Intn"
            ), (#"{{ randBytes -1 }}"#, "error calling randBytes: runtime error: makeslice: len out of range"),
            (#"{{ randAlpha 100000000 }}"#, "error calling randAlpha: too many random characters"),
            (#"{{ decryptAES "k" "!" }}"#, "error calling decryptAES: illegal base64 data at input byte 0"),
            (
                #"{{ decryptAES "k" "YWJj" }}"#,
                "error calling decryptAES: runtime error: slice bounds out of range [:16] with capacity 3"
            ),
            (
                #"{{ decryptAES "k" (b64enc (repeat 17 "a")) }}"#,
                "error calling decryptAES: crypto/cipher: input not full blocks"
            ),
            (
                #"{{ decryptAES "k" (b64enc (repeat 16 "a")) }}"#,
                "error calling decryptAES: runtime error: index out of range [-1]"
            ),
        ]
    )
    func fail(template: String, message: String) { #expect(Rendering.text(template).hasSuffix(message)) }

    @Test(
        arguments: [
            (#"{{ htpasswd "a:b" "x" }}"#, "invalid username: a:b"),
            (
                #"{{ bcrypt (repeat 73 "x") }}"#,
                "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes"
            ), (#"{{ encryptAES "k" "" }}{{ decryptAES "k" "" }}|"#, "|"),
            (#"{{ encryptAES "key" "some text é" | decryptAES "key" }}"#, "some text é"),
            (#"{{ encryptAES (repeat 40 "k") (repeat 16 "x") | decryptAES (repeat 32 "k") }}"#, "xxxxxxxxxxxxxxxx"),
            (#"{{ derivePassword 1 "long" "password" "user" "example.com" }}"#, "ZedaFaxcZaso9*"),
            (#"{{ derivePassword 2 "maximum" "password" "user" "example.com" | len }}"#, "20"),
            (#"{{ derivePassword 1 "none" "a" "b" "c" }}"#, "cannot find password template none"),
            (#"{{ derivePassword 1 "pin" "p" "u" "s" | regexMatch "^[0-9]{4}$" }}"#, "true"),
            (#"{{ derivePassword 1 "short" "p" "u" "s" | regexMatch "^[A-Z][aeiou][a-z][0-9]$" }}"#, "true"),
            (#"{{ derivePassword 1 "medium" "p" "u" "s" | len }}"#, "8"),
            (#"{{ eq (derivePassword 1 "pin" "p" "u" "s") (derivePassword 2 "pin" "p" "u" "s") }}"#, "false"),
        ]
    )
    func secretsAreMade(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test func numbersBelowALimitAreBelowIt() {
        let random = RandomBytes(seed: [7])
        for limit in [1, 2, 3, 10, 1 << 32, UInt64.max] {
            for _ in 0..<200 { #expect(random.number(below: limit) < limit) }
        }
        #expect(random.next(0).isEmpty)
        #expect(random.next(100).count == 100)
        #expect(random.characters(-1, of: [1]).isEmpty)
    }

    @Test func piecesOfBytesAreTheSameAsAllAtOnce() {
        let all = RandomBytes(seed: [9]).next(200)
        let random = RandomBytes(seed: [9])
        let pieces = [1, 31, 32, 33, 64, 39].flatMap { random.next($0) }
        #expect(pieces.count == 200)
        #expect(Set(pieces).count > 100 && Set(all).count > 100)
    }
}
