// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import TestSupport
import Testing

@testable import Registry

@Suite("A challenge")
struct ChallengeTests {
    private func parsed(_ value: String) -> [String] {
        AuthenticationChallenge.parse(value).map { challenge in
            ([challenge.scheme] + challenge.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
                .joined(separator: " ")
        }
    }

    /// The first two are examples of RFC 9110, section 11.6.1.
    @Test(
        "is taken apart into schemes and parameters",
        arguments: [
            (
                "Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"",
                ["basic realm=simple", "newauth realm=apps title=Login to \"apps\" type=1"]
            ),
            (
                "Newauth realm=\"apps\", type=1, title=\"x\", Basic realm=\"simple\"",
                ["newauth realm=apps title=x type=1", "basic realm=simple"]
            ),
            ("Basic", ["basic"]), ("Basic, Bearer", ["basic", "bearer"]), ("", []), (",,", []),
            ("Basic realm = \"a\"", ["basic realm=a"]),
            ("Basic realm=a, realm=b", ["basic realm=a"]), ("Basic REALM=a", ["basic realm=a"]), ("realm=a", []),
            ("Bearer realm=https://a.example/t?x,service=b", ["bearer realm=https://a.example/t?x service=b"]),
            ("Basic realm=\"open", ["basic realm=open"]),
            ("Basic realm=\"\"", ["basic realm="]), ("\u{1}Basic", ["basic"]),
        ]
    )
    func parses(value: String, expected: [String]) {
        #expect(parsed(value) == expected)
    }

    @Test(
        "asks for scopes, of which those that are none are left out",
        arguments: [
            ("repository:a/b:pull", ["repository:a/b:pull"]),
            ("repository:a:pull,push registry:catalog:*", ["registry:catalog:*", "repository:a:pull,push"]),
            ("repository:h:5000/a:pull", ["repository:h:5000/a:pull"]), ("", []), ("a", []), (":pull", []), ("a:", []),
            ("repository:a:", []),
            ("repository:a:push,pull,delete,x,a", ["repository:a:pull,push,delete,a,x"]),
        ]
    )
    func scopes(text: String, expected: [String]) {
        #expect(TokenScope.parse(text).map(\.description).sorted() == expected)
    }

    @Test("joins what is asked for of one repository")
    func joining() {
        let joined = TokenScope.joining([
            .repository("a", "pull"), .repository("b", "pull"), .repository("a", "push", "pull"),
        ])
        #expect(joined.sorted().map(\.description) == ["repository:a:pull,push", "repository:b:pull"])
        #expect(TokenScope.joining([]).isEmpty)
    }

    private func key(_ scopes: TokenScope...) -> TokenKey {
        TokenKey(origin: "https://r.example", realm: "https://a.example", service: nil, scopes: scopes, credential: nil)
    }

    @Test("to pull may be answered with a token for pushing to the same repository")
    func pushing() {
        #expect(key(.repository("a", "pull")).pushing?.scopes == [.repository("a", "pull", "push")])
        #expect(key(.repository("a", "pull", "push")).pushing == nil)
        #expect(key(.repository("a", "delete")).pushing == nil)
        #expect(key(.repository("a", "pull"), .repository("b", "pull")).pushing == nil)
        #expect(key().pushing == nil)
        #expect(key(.repository("a", "pull")).pushing?.realm == "https://a.example")
    }

    /// Examples of RFC 8288, section 3.5, and what registries send.
    @Test(
        "and a link are scanned by the same rules",
        arguments: [
            ("<http://example.com/TheBook/chapter2>; rel=\"previous\"; title=\"previous chapter\"", .end),
            ("</>; rel=\"http://example.net/foo\"", .end),
            ("</TheBook/chapter2>; rel=\"previous\", </TheBook/chapter4>; rel=\"next\"", .next("/TheBook/chapter4")),
            ("<a>; rel=\"start http://example.net/relation/other next\"", .next("a")), ("<a>; rel=NEXT", .next("a")),
            ("<a>; REL=\"next\"", .next("a")),
            ("<a>; foo; rel=next", .next("a")), ("<a>;;rel=next", .next("a")),
        ] as [(String, LinkHeader)]
    )
    func links(value: String, expected: LinkHeader) {
        #expect(LinkHeader([value]) == expected)
        #expect(LinkHeader(["<x>; rel=last", value]) == expected)
    }

    @Test("asks of each method no more than it needs")
    func access() {
        let access: [(HTTPRequest.Method, RegistryRequest.Access)] = [
            (.get, .pull), (.head, .pull), (.delete, .delete), (.post, .push), (.put, .push), (.patch, .push),
        ]
        for (method, expected) in access { #expect(RegistryRequest(method, .base).access == expected) }
        var request = RegistryRequest(.put, .base)
        #expect(request.isReplayable)
        request.body = .bytes([1])
        #expect(request.isReplayable)
        request.body = .stream(MemoryStream([1]), length: 1)
        #expect(!request.isReplayable)
        #expect(request.bodyTimeout == .seconds(300))
    }

    @Test("shows no secret, however somebody looks at it")
    func secrets() {
        let secret = Secret("opensesame")
        let credential = Credential.basic(user: "ada", password: secret)
        var dumped = ""
        dump(credential, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\(credential)", String(reflecting: credential), dumped] {
            #expect(!text.contains("opensesame"), "\(text)")
        }
        #expect(secret.revealed == "opensesame")
        #expect(Secret("a") == Secret("a") && Secret("a") != Secret("b"))
    }

    @Test(
        "looks for credentials where podman and docker keep them",
        arguments: [
            (
                ["HOME": "/h"],
                [
                    "/run/containers/U/auth.json", "/h/.config/containers/auth.json", "/h/.docker/config.json",
                    "/h/.dockercfg",
                ]
            ),
            (
                ["HOME": "/h", "XDG_RUNTIME_DIR": "/r"],
                [
                    "/r/containers/auth.json", "/h/.config/containers/auth.json", "/h/.docker/config.json",
                    "/h/.dockercfg",
                ]
            ),
            (
                ["HOME": "/h", "XDG_CONFIG_HOME": "/c", "DOCKER_CONFIG": "/d"],
                ["/run/containers/U/auth.json", "/c/containers/auth.json", "/d/config.json", "/h/.dockercfg"]
            ),
            (["HOME": "", "XDG_RUNTIME_DIR": ""], ["/run/containers/U/auth.json"]),
            ([:], ["/run/containers/U/auth.json"]),
        ]
    )
    func files(environment: [String: String], expected: [String]) {
        let found = CredentialStore.standardFiles(environment)
        #expect(found.map(\.path) == expected.map { $0.replacing("/U/", with: "/\(getuid())/") })
        #expect(found.filter(\.isLegacy).map(\.path) == expected.filter { $0.hasSuffix(".dockercfg") })
    }
}
