// SPDX-License-Identifier: Apache-2.0

import Reviews
import Runs
import Testing

@testable import Views

@Suite("The version")
struct VersionViewTests {
    private func text(_ commit: String?) -> String {
        let version = ToolVersion(version: "1.2.3", commit: commit, libraries: [:])
        return VersionView(version).text(TextStyle(usesColor: false), false)
    }

    @Test("is one line, with the commit where the build knew it")
    func lines() {
        #expect(text(nil) == "1.2.3\n")
        #expect(text("abc-dirty") == "1.2.3 (commit abc-dirty)\n")
    }

    @Test("is told to programs with the libraries")
    func json() throws {
        let version = ToolVersion(version: "1.2.3", commit: "abc", libraries: ["libcurl": "libcurl/8"])
        let text = try VersionView(version).json()
        for part in [#""version": "1.2.3""#, #""commit": "abc""#, #""libcurl": "libcurl/8""#] {
            #expect(text.contains(part), "\(text)")
        }
    }

    @Test("of the running program names the library behind every room over C that has one")
    func running() {
        let version = ToolVersion.running("1.2.3")
        #expect(version.libraries.keys.sorted() == ["libarchive", "libcrypto", "libcurl", "libgit2", "libyaml"])
        for (name, text) in version.libraries { #expect(text.contains(/[0-9]+\.[0-9]+/), "\(name): \(text)") }
    }
}
