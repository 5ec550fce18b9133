// SPDX-License-Identifier: Apache-2.0

import Audit
import OCI
import Testing

@Suite("The beginning of a plan's id")
struct PlanPrefixTests {
    @Test(
        "is four digits or more, with or without the algorithm",
        arguments: [
            ("2c91", "2c91"), ("2C917EF508C3", "2c917ef508c3"), ("sha256:2c917", "2c917"),
            (String(repeating: "a", count: 64), String(repeating: "a", count: 64)),
        ]
    )
    func read(text: String, digits: String) throws {
        #expect(try #require(PlanPrefix(text)).description == digits)
    }

    @Test(
        "is no other text",
        arguments: [
            "", "2c9", "plan.json", "sha256:", "sha256:2c9", "sha512:2c917", "2c91 ", "2c9g", "../2c91", "２c91",
            String(repeating: "a", count: 65),
        ]
    )
    func refused(text: String) { #expect(PlanPrefix(text) == nil) }

    @Test("matches the ids that begin with it, and no others")
    func matches() throws {
        let id = Digest(of: Array("plan".utf8))
        for count in [4, 12, 13, 64] {
            #expect(try #require(PlanPrefix(String(id.hex.prefix(count)))).matches(id))
        }
        let other = String(id.hex.prefix(13)) + (id.hex.dropFirst(13).first == "0" ? "1" : "0")
        #expect(try !#require(PlanPrefix(other)).matches(id))
    }
}
