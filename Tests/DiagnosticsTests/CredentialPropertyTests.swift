// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@Suite("Credentials in any text")
struct CredentialPropertyTests {
    private static let secrets = ["secret", "se@cret", "s3:cr3t", "sec@r@et", "p%40ss"]
    private static let hosts = ["host", "host:5000", "quay.example.org", "10.0.0.1:443"]
    private static let paths = ["", "/a", "/team/app:1", "/a@sha256:\(String(repeating: "0", count: 64))"]
    private static let schemes = ["", "docker://", "https://", "file://docker://"]

    @Test("are hidden in every reference, and nothing else of it is", arguments: schemes, secrets)
    func references(scheme: String, secret: String) {
        for host in Self.hosts {
            for path in Self.paths {
                let stars = String(repeating: "*", count: secret.count + 4)
                let shown = "\(scheme)\(stars)@\(host)\(path)"
                #expect("\(scheme)joe:\(secret)@\(host)\(path)".hidingCredentials == shown)
                #expect("(see \(scheme)joe:\(secret)@\(host)\(path), `a`)".hidingCredentials == "(see \(shown), `a`)")
                #expect("\(scheme)\(host)\(path)".hidingCredentials == "\(scheme)\(host)\(path)")
            }
        }
    }

    @Test(
        "are hidden at once and in their place: as many characters as before, and no more the second time",
        arguments: 0..<100
    )
    func stable(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let parts = ["a", "b1", "/", ":", "?", "=", " ", ",", "`", "joe:secret@", "host", "https://", "5000", ".", "#"]
        for _ in 0..<20 {
            let count = Int.random(in: 1...7, using: &generator)
            let words = (0..<count).map { _ in parts[Int.random(in: 0..<parts.count, using: &generator)] }
            let (text, shown) = (words.joined(), words.joined().hidingCredentials)
            #expect(shown.count == text.count)
            #expect(zip(text, shown).allSatisfy { $0 == $1 || $1 == "*" }, "\(text): \(shown)")
            #expect(text.contains("@") || text.contains("?") || shown == text)
        }
    }

    /// What a hostile source may give as a name; a search of every part for every character would take minutes.
    @Test("are looked for in long words too", arguments: ["a@", "a:@", "/a:", "a@sha256:", "?a", "a?b=", "://a@"])
    func long(part: String) {
        let text = String(repeating: part, count: 60_000 / part.count) + "x"
        #expect(text.hidingCredentials.count == text.count)
    }
}
