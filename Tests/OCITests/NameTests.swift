// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing

/// The grammars of the distribution specification, as the regular expressions that it gives.
private enum Grammar {
    static var name: Regex<AnyRegexOutput> {
        get throws {
            try Regex("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*")
                .asciiOnlyWordCharacters()
        }
    }
    static var tag: Regex<AnyRegexOutput> {
        get throws { try Regex("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}") }
    }
}

@Suite("Names in a registry")
struct NameTests {
    @Test("of repositories are those that the specification's pattern takes", arguments: 0..<4)
    func repositories(seed: UInt64) throws {
        let grammar = try Grammar.name
        var generator = SeededGenerator(seed: seed)
        var taken = 0
        for _ in 0..<700 {
            let text = String(
                (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                    "aab01./_--A é".randomElement(using: &generator) ?? "a"
                }
            )
            let isName = try grammar.wholeMatch(in: text) != nil
            taken += isName ? 1 : 0
            let name = try? RepositoryName(text)
            #expect((name != nil) == isName, "\(text)")
            if let name { #expect(name.description == text && name.components.joined(separator: "/") == text) }
        }
        #expect(taken > 50)
    }

    @Test("of tags are those that the specification's pattern takes", arguments: 0..<4)
    func tags(seed: UInt64) throws {
        let grammar = try Grammar.tag
        var generator = SeededGenerator(seed: 50 + seed)
        for _ in 0..<500 {
            let text = String(
                (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                    "aZ0._-+/: é@".randomElement(using: &generator) ?? "a"
                }
            )
            #expect(try ((try? Tag(text)) != nil) == (grammar.wholeMatch(in: text) != nil), "\(text)")
        }
    }

    @Test("of tags have at most 128 characters")
    func tagLength() throws {
        #expect(try Tag(String(repeating: "x", count: 128)).description.count == 128)
        let long = String(repeating: "x", count: 129)
        #expect(throws: ReferenceError(text: long, message: "the tag is longer than 128 characters")) { try Tag(long) }
        #expect(throws: ReferenceError(text: "", message: "the tag is empty")) { try Tag("") }
    }

    @Test("of repositories have at most 255 characters")
    func nameLength() throws {
        #expect(try RepositoryName(String(repeating: "x", count: 255)).description.count == 255)
        let long = String(repeating: "x/", count: 127) + "xx"
        #expect(throws: ReferenceError(text: long, message: "the repository name is longer than 255 characters")) {
            try RepositoryName(long)
        }
        #expect(try RepositoryName(String(long.dropLast())).components.count == 128)
    }

    @Test(
        "of repositories are refused with what is wrong",
        arguments: [
            ("", "the repository name is empty"), ("/", "a part between slashes is empty"),
            ("a/", "a part between slashes is empty"),
            ("/a", "a part between slashes is empty"), ("a//b", "a part between slashes is empty"),
            ("a/Bc", "`Bc` has upper-case letters, names are lower case"),
            ("a-", "`a-` does not end with a letter or a digit"),
            ("a/b_", "`b_` does not end with a letter or a digit"),
            ("-a", "`-a` does not begin with a letter or a digit"),
            (".", "`.` does not begin with a letter or a digit"),
            ("..", "`..` does not begin with a letter or a digit"),
            ("a..b", "`a..b` has `..` inside"), ("a___b", "`a___b` has `___` inside"),
            ("a._b", "`a._b` has `._` inside"),
            ("a-_b", "`a-_b` has `-_` inside"),
            ("a b", "`a b` has a character that is not a lower-case letter, a digit or one of `. _ -`"),
            ("é", "`é` has a character that is not a lower-case letter, a digit or one of `. _ -`"),
            ("a:b", "`a:b` has a character that is not a lower-case letter, a digit or one of `. _ -`"),
        ]
    )
    func refusedRepositories(text: String, message: String) {
        #expect(throws: ReferenceError(text: text, message: message)) { try RepositoryName(text) }
    }

    @Test("are in the order of their text")
    func order() throws {
        let names = try ["a", "a-b", "a/b", "a0", "b"].map { try RepositoryName($0) }
        #expect(names.reversed().sorted() == names)
        let tags = try ["1", "A", "_", "a"].map { try Tag($0) }
        #expect(tags.reversed().sorted() == tags)
        let hosts = try ["a:1", "a:2", "b"].map { try RegistryHost($0) }
        #expect(hosts.reversed().sorted() == hosts)
        let repositories = try ["a:1/z", "b/a", "b/b"].map { try Repository($0) }
        #expect(repositories.reversed().sorted() == repositories)
    }

    @Test(
        "of hosts are read as they are written",
        arguments: [
            "quay.io", "localhost", "localhost:5000", "a", "a-b.c-d", "10.0.0.1", "10.0.0.1:443", "[::1]", "[::1]:5000",
            "[fe80::1%25e0]",
            "[2001:DB8::192.0.2.1]:65535", "host:1", "A.Example:8443", "xn--bcher-kva.example", "1.2",
        ]
    )
    func hosts(text: String) throws {
        #expect(try RegistryHost(text).description == text)
    }

    @Test(
        "of hosts are refused with what is wrong",
        arguments: [
            ("", "the host `` is not valid"), (".", "the host `.` is not valid"),
            ("a..b", "the host `a..b` is not valid"),
            ("-a.b", "the host `-a.b` is not valid"), ("a-.b", "the host `a-.b` is not valid"),
            ("a_b", "the host `a_b` is not valid"),
            ("a b", "the host `a b` is not valid"), ("é.example", "the host `é.example` is not valid"),
            ("a.", "the host `a.` is not valid"),
            ("a:", "the port `` is not a number from 1 to 65535"),
            ("a:0", "the port `0` is not a number from 1 to 65535"),
            ("a:65536", "the port `65536` is not a number from 1 to 65535"),
            ("a:+1", "the port `+1` is not a number from 1 to 65535"),
            ("a:-1", "the port `-1` is not a number from 1 to 65535"),
            ("a:b", "the port `b` is not a number from 1 to 65535"),
            ("a:1:2", "the port `1:2` is not a number from 1 to 65535"),
            ("[]", "the IPv6 address is not valid"), ("[g::1]", "the IPv6 address is not valid"),
            ("[::1]x", "the host is not valid"),
            ("x[::1]", "the host is not valid"), ("[::1]:", "the port `` is not a number from 1 to 65535"),
            ("::1", "the host `` is not valid"), ("[::1]:x", "the port `x` is not a number from 1 to 65535"),
        ]
    )
    func refusedHosts(text: String, message: String) {
        #expect(throws: ReferenceError(text: text, message: message)) { try RegistryHost(text) }
    }

    @Test(
        "tell a host from the first part of a path as every container tool does",
        arguments: [
            ("localhost", true), ("a.b", true), ("a:1", true), ("A", true), ("[::1]", true), ("a", false),
            ("ubi9", false), ("local-host", false),
            ("", false),
        ]
    )
    func looksLikeHost(text: String, isHost: Bool) {
        #expect(RegistryHost.looksLikeHost(text[...]) == isHost)
    }

    @Test("of a repository begin with its host, whatever that looks like")
    func repository() throws {
        let repository = try Repository("registry/a/b")
        #expect(repository.host.description == "registry")
        #expect(repository.name.components == ["a", "b"])
        #expect(repository.description == "registry/a/b")
        for (text, message) in [
            ("registry", "expected `host/name`"), ("/a", "the host `` is not valid"),
            ("h/", "the repository name is empty"),
            ("h/A", "`A` has upper-case letters, names are lower case"),
        ] {
            #expect(throws: ReferenceError(text: text, message: message)) { try Repository(text) }
        }
    }
}
