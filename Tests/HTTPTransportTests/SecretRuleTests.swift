// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import TestSupport
import Testing

@Suite("Secrets that were sent")
struct SecretRuleTests {
    private func secrets(_ add: (inout SentSecrets) -> Void) -> SentSecrets {
        var secrets = SentSecrets()
        add(&secrets)
        return secrets
    }

    @Test("are marked in every form in which they come back")
    func forms() {
        let secrets = secrets { $0.add(user: "ada", password: "p@ss/word==") }
        let base64 = Data("ada:p@ss/word==".utf8).base64EncodedString()
        for form in [
            "p@ss/word==", "p@ss/word", "p%40ss%2Fword%3D%3D", "ada:p@ss/word==", base64,
            base64.replacing("=", with: ""),
        ] {
            let shown = secrets.redacting("saw \(form) here")
            #expect(
                shown.contains("<redacted>") && !shown.contains("p@ss") && !shown.contains(base64.prefix(12)),
                "\(shown)"
            )
        }
        #expect(secrets.redacting("nothing of it") == "nothing of it")
    }

    @Test(
        "that are short are marked only where they are words",
        arguments: [
            ("abc", "an abc here", "an <redacted> here"), ("abc", "abcd xabc", "abcd xabc"),
            ("abc", "(abc)abc", "(<redacted>)<redacted>"), ("ab", "ab", "ab"),
            ("abcdefgh", "xabcdefghx", "x<redacted>x"), ("abc", "abc abc", "<redacted> <redacted>"),
            ("abc", "abc1 1abc", "abc1 1abc"),
        ]
    )
    func short(secret: String, text: String, expected: String) {
        #expect(secrets { $0.add(secret) }.redacting(text) == expected)
    }

    @Test(
        "are marked at the end of a text that was cut",
        arguments: [
            ("opensesame", "saw opensesa…", "saw <redacted>…"), ("opensesame", "saw opense…", "saw <redacted>…"),
            ("opensesame", "saw opens…", "saw opens…"), ("opensesame", "saw opensesa", "saw opensesa"),
        ]
    )
    func cut(secret: String, text: String, expected: String) {
        #expect(secrets { $0.add(secret) }.redacting(text) == expected)
    }

    @Test("are marked as a whole where one is a part of another")
    func nested() {
        let secrets = secrets {
            $0.add("token-of-ada")
            $0.add("token-of-ada-and-more")
        }
        #expect(secrets.redacting("saw token-of-ada-and-more") == "saw <redacted>")
    }

    @Test(
        "are what the fields of a request prove with",
        arguments: [
            ("Authorization", "Bearer abcdefghij", ["abcdefghij"]),
            ("authorization", "Basic YWRhOmh1bnRlcjIy", ["YWRhOmh1bnRlcjIy", "hunter22", "ada:hunter22"]),
            ("Proxy-Authorization", "Bearer abcdefghij", ["abcdefghij"]),
            ("Cookie", "session=abcdefghij", ["session=abcdefghij"]),
        ]
    )
    func headers(name: String, value: String, hidden: [String]) {
        var headers = HTTPHeaders()
        headers.add(name, value)
        headers.add("Accept", "application/json")
        let secrets = secrets { $0.add(headers) }
        for text in hidden { #expect(secrets.redacting("saw \(text)") == "saw <redacted>", "\(text)") }
        #expect(secrets.redacting("application/json") == "application/json")
    }

    @Test(
        "are what the query of a URL may hold, and not what everybody writes there",
        arguments: [
            ("token=abcdefgh", true), ("X-Amz-Signature=abcdefgh", true), ("sig=abcdefgh", true),
            ("_state=abcdefgh", true), ("AUTH=abcdefgh", true),
            ("x=abcdefgh", false), ("channel=abcdefgh", false), ("digest=abcdefgh", false), ("token", false),
            ("service=abcdefgh", false),
        ]
    )
    func queries(item: String, isSecret: Bool) {
        let secrets = secrets { $0.add(queryOf: "https://h.example/a?first=1&\(item)#sig=fragment") }
        #expect((secrets.redacting("saw abcdefgh") == "saw <redacted>") == isSecret)
        #expect(secrets.redacting("fragment") == "fragment")
    }

    @Test("of a URL are also those that are long, and those that are written in percent")
    func longValues() {
        let long = String(repeating: "xY", count: 10)
        let secrets = secrets { $0.add(queryOf: "https://h/?x=\(long)&key=a%2Fbcdefgh&digest=\(long)") }
        #expect(secrets.redacting(long) == "<redacted>")
        #expect(secrets.redacting("a/bcdefgh a%2Fbcdefgh") == "<redacted> <redacted>")
        #expect(self.secrets { $0.add(queryOf: "https://h/a") }.redacting("h a") == "h a")
    }

    @Test("of URLs are forgotten when many more have come, those of users are not")
    func forgotten() {
        let secrets = secrets { secrets in
            secrets.add("of-the-user")
            for number in 0..<600 { secrets.add(queryOf: "https://h/?token=secret-\(1000 + number)-end") }
        }
        #expect(secrets.redacting("secret-1599-end of-the-user") == "<redacted> <redacted>")
        #expect(secrets.redacting("secret-1000-end") == "secret-1000-end")
        #expect(secrets.redacting("secret-1088-end") == "<redacted>")
    }

    @Test("never show in any text", arguments: 0..<3)
    func fuzz(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<100 {
            let secret = String(
                decoding: (0..<Int.random(in: 8...20, using: &generator)).map { _ in
                    UInt8.random(in: 0x21...0x7e, using: &generator)
                },
                as: UTF8.self
            )
            let secrets = secrets { $0.add(secret) }
            let noise = String(
                decoding: (0..<10).map { _ in UInt8.random(in: 0x20...0x7e, using: &generator) },
                as: UTF8.self
            )
            #expect(!secrets.redacting(noise + secret + noise + secret).contains(secret))
        }
    }
}
