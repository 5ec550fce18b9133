// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Testing

struct SentSecretsTests {
    /// What `joe:hunter2secret` is in a header.
    private let encoded = Data("joe:hunter2secret".utf8).base64EncodedString()

    private func secrets() -> SentSecrets {
        var secrets = SentSecrets()
        secrets.add(["Authorization": "Basic \(encoded)", "Accept": "application/json", "Cookie": "session=abcdefgh"])
        secrets.add(["Authorization": "Bearer eyJhbGciOi.J9"])
        secrets.add(
            queryOf:
                "https://cdn.example/blob?X-Amz-Signature=5ec2e7&X-Amz-Date=2026&scope=repository%3Aa&Key-Pair-Id=K9%2FQ"
        )
        return secrets
    }

    @Test func `nothing that was sent as a secret is left, in whatever form it comes back`() {
        let texts = [
            "Authorization: Basic \(encoded)", "basic \(encoded.prefix { $0 != "=" })", "user joe:hunter2secret",
            "the password hunter2secret is wrong", "password=hunter2secret&x", "Bearer eyJhbGciOi.J9!",
            "session=abcdefgh",
            "Signature=5ec2e7 is old", "id K9%2FQ or K9/Q", "cut: \(encoded.dropLast(8))…", "cut: hunter2s…",
        ]
        for text in texts {
            let shown = secrets().redacting(text)
            #expect(shown.contains(SentSecrets.mark))
            for secret in ["hunter2", "am9lOmh1", "eyJhb", "abcdefgh", "5ec2e7", "K9"] {
                #expect(!shown.contains(secret))
            }
        }
    }

    @Test(arguments: [
        "no such repository: a", "joe may not pull", "application/json", "2026", "repository%3Aa", "cut: hu…",
    ])
    func `what is no secret stays`(text: String) { #expect(secrets().redacting(text) == text) }

    @Test func `a short password goes where it is a word, and stays part of others`() {
        var secrets = SentSecrets()
        secrets.add(user: "u", password: "push")
        #expect(secrets.redacting("push: pushing is denied (push)") == "<redacted>: pushing is denied (<redacted>)")
        secrets.add("is")
        secrets.add("")
        #expect(secrets.redacting("it is") == "it is")
    }

    @Test func `of signed URLs the last are remembered`() {
        var secrets = SentSecrets()
        for number in 0..<2000 { secrets.add(queryOf: "https://a/?sig=signature\(number)x") }
        #expect(secrets.redacting("signature1999x") == SentSecrets.mark)
        #expect(secrets.redacting("signature1x") == "signature1x")
    }
}
