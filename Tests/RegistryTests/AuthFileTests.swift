// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Scheduling
import TestSupport
import Testing

@testable import Registry

@Suite("Auth files", .waitsForPrograms)
struct AuthFileTests {
    private let directory: TestDirectory

    init() throws { directory = try TestDirectory() }

    @Test(
        "give the credential of the most specific key",
        arguments: [
            ("quay.io", "other/x", "host"),
            ("quay.io", "team/x", "team"),
            ("quay.io", "team/x/y", "team"),
            ("quay.io", "team/app", "app"),
            ("quay.io", "team/app/z", "app"),
            ("quay.io", "teamwork/x", "host"),
            ("quay.io", nil, "host"),
            ("quay.io:5000", "team/x", nil),
            ("registry.example", "x", "url"),
            ("docker.io", "library/x", "hub"),
            ("port.example:5000", "a/b", "port"),
            ("port.example", "a/b", nil),
            ("empty.example", "a", nil),
            ("plain.example", "a", "plain"),
        ] as [(String, String?, String?)]
    )
    func specific(host: String, repository: String?, user: String?) async throws {
        let names = [
            "quay.io": "host", "quay.io/team": "team", "quay.io/team/app": "app", "port.example:5000": "port",
            "https://registry.example/v2/": "url", "https://index.docker.io/v1/": "hub",
        ]
        var text = try TestDirectory.auths(names.mapValues { ($0, "p:w") })
        text = text.replacing(
            #"{"auths":{"#,
            with: #"{"auths":{"empty.example":{},"plain.example":{"username":"plain","password":"p:w"},"#
        )
        let store = try CredentialStore(environment: [:], authFile: try directory.write("auth.json", text))
        let found = try await store.find(host: host, repository: repository)
        #expect(found?.credential == user.map { .basic(user: $0, password: Secret("p:w")) })
        #expect(found?.origin.contains("auth.json") != false)
    }

    @Test("are looked up where podman and docker keep them, the first match wins")
    func places() async throws {
        let root = directory.path
        let environment = ["HOME": "\(root)/home", "XDG_RUNTIME_DIR": "\(root)/run"]
        let places = [
            ("run/containers/auth.json", "a.example"), ("home/.config/containers/auth.json", "b.example"),
            ("home/.docker/config.json", "c.example"),
        ]
        for (number, (path, host)) in places.enumerated() {
            let text = try TestDirectory.auths([host: ("user\(number)", "x"), "all.example": ("user\(number)", "x")])
            try directory.write(path, text)
        }
        let encoded = Data("user3:x".utf8).base64EncodedString()
        try directory.write("home/.dockercfg", #"{"https://d.example/v1/":{"auth":"\#(encoded)","email":"e"}}"#)
        let store = try CredentialStore(environment: environment)
        for (host, user) in [("a", 0), ("b", 1), ("c", 2), ("d", 3), ("all", 0)] {
            let found = try await store.find(host: "\(host).example", repository: "x")
            #expect(found?.credential == .basic(user: "user\(user)", password: Secret("x")), "\(host)")
        }
        #expect(try await store.find(host: "e.example", repository: nil) == nil)
        let remedy = store.remedy(host: "e.example")
        #expect(remedy.contains("\(root)/home/.docker/config.json") && remedy.contains("podman login e.example"))
    }

    @Test("named by --authfile or REGISTRY_AUTH_FILE are the only ones that count")
    func named() async throws {
        let home = try TestDirectory.auths(["a.example": ("home", "x")])
        try directory.write(".docker/config.json", home)
        let other = try directory.write("other.json", try TestDirectory.auths(["b.example": ("other", "x")]))
        let environment = ["HOME": directory.path]
        let explicit = try CredentialStore(environment: environment, authFile: other)
        #expect(try await explicit.find(host: "a.example", repository: nil) == nil)
        #expect(try await explicit.find(host: "b.example", repository: nil) != nil)
        let byVariable = try CredentialStore(environment: ["HOME": directory.path, "REGISTRY_AUTH_FILE": other])
        #expect(try await byVariable.find(host: "a.example", repository: nil) == nil)
        let error = #expect(throws: SettingsError.self) {
            try CredentialStore(environment: environment, authFile: "\(directory.path)/none.json")
        }
        #expect(error?.description.contains("none.json: the auth file does not exist") == true)
    }

    @Test(
        "that are malformed are named, without a word of what they hold",
        arguments: [
            ("{", "malformed"), ("[]", "object"), (#"{"auths": 3}"#, "`auths`"),
        ]
    )
    func malformed(text: String, reason: String) throws {
        let file = try directory.write("auth.json", text)
        let error = #expect(throws: SettingsError.self) { try CredentialStore(environment: [:], authFile: file) }
        #expect(error?.description.hasPrefix(file) == true)
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test(
        "with a broken entry are read without it, and say so without a word of what it holds",
        arguments: [
            (#"{"auth": "hunter2%"}"#, "its `auth` is not the base64 of user:password"),
            (#"{"auth": "aHVudGVyMg=="}"#, "its `auth` is not the base64 of user:password"),
            (#"{"auth": ["hunter2"]}"#, "`auths.b.example.auth`"), (#""hunter2""#, "`auths.b.example`"),
            (#"{"auth": 7, "password": "hunter2"}"#, "`auths.b.example.auth`"), ("null", nil), ("{}", nil),
        ] as [(String, String?)]
    )
    func broken(entry: String, reason: String?) async throws {
        let right = Data("u:p".utf8).base64EncodedString()
        let file = try directory.write(
            "auth.json",
            #"{"auths": {"a.example": {"auth": "\#(right)"}, "b.example": \#(entry), "b.example/x": {"auth": "\#(right)"}}}"#
        )
        let store = try CredentialStore(environment: [:], authFile: file)
        for (host, repository) in [("a.example", "x"), ("b.example", "x/y")] {
            let found = try await store.find(host: host, repository: repository)
            #expect(found?.credential == .basic(user: "u", password: Secret("p")))
        }
        #expect(try await store.find(host: "b.example", repository: "z") == nil)
        #expect(store.notes.count == (reason == nil ? 0 : 1))
        guard let reason else { return }
        for text in store.notes + [store.remedy(host: "b.example")] {
            #expect(text.contains(file) && text.contains("`b.example`") && text.contains(reason), "\(text)")
            #expect(!text.contains("hunter2") && !text.contains("aHVud"))
        }
        #expect(!store.remedy(host: "a.example").contains("broken"))
    }

    @Test(
        "prefer the key that is exactly the registry to one that is written as a URL",
        arguments: [
            ("r.example:5000", "https://r.example:5000"), ("r.example:5000", "http://r.example:5000/v2/"),
            ("r.example", "https://r.example/v1/"), ("docker.io", "https://index.docker.io/v1/"),
        ]
    )
    func exact(key: String, url: String) async throws {
        let text = try TestDirectory.auths([key: ("exact", "x"), url: ("url", "x"), "a.example": ("a", "x")])
        let store = try CredentialStore(environment: [:], authFile: try directory.write("auth.json", text))
        let found = try await store.find(host: key, repository: "a/b")
        #expect(found?.credential == .basic(user: "exact", password: Secret("x")))
    }

    @Test("may leave credentials to a program, which is asked once")
    func programs() async throws {
        try program(
            "keep",
            """
            read host
            echo "$host" >> \(directory.path)/asked
            case "$host" in
            a.example) echo '{"ServerURL":"a.example","Username":"ali","Secret":"sesame"}' ;;
            b.example) echo '{"Username":"<token>","Secret":"refresh"}' ;;
            c.example) echo 'no keychain'; exit 3 ;;
            *) echo 'credentials not found in native keychain'; exit 1 ;;
            esac
            """
        )
        let file = try directory.write(
            "config.json",
            #"{"auths":{"b.example":{}},"credHelpers":{"a.example":"keep"},"credsStore":"keep"}"#
        )
        let store = try CredentialStore(environment: ["PATH": "\(directory.path)/bin:/usr/bin:/bin"], authFile: file)
        for _ in 0..<3 {
            let found = try await store.find(host: "a.example", repository: "x/\(Int.random(in: 0..<9))")
            #expect(found?.credential == .basic(user: "ali", password: Secret("sesame")))
            #expect(found?.origin.contains("docker-credential-keep") == true)
        }
        #expect(
            try await store.find(host: "b.example", repository: nil)?.credential == .identityToken(Secret("refresh"))
        )
        #expect(try await store.find(host: "d.example", repository: nil) == nil)
        let error = await #expect(throws: SettingsError.self) {
            try await store.find(host: "c.example", repository: nil)
        }
        #expect(error?.description.contains("status 3: no keychain") == true)
        let asked = try String(contentsOfFile: "\(directory.path)/asked", encoding: .utf8)
        #expect(asked == "a.example\nb.example\nd.example\nc.example\n")
    }

    @Test("that name a program which is missing or hangs give an error")
    func badPrograms() async throws {
        try program("hang", "sleep 20")
        let environment = ["PATH": "\(directory.path)/bin:/usr/bin:/bin"]
        let missing = await #expect(throws: SettingsError.self) {
            try await CredentialProgram(name: "none", environment: environment).credential(for: "a.example")
        }
        #expect(missing?.description.contains("docker-credential-none") == true)
        let hanging = await #expect(throws: SettingsError.self) {
            try await CredentialProgram(name: "hang", environment: environment, timeout: .seconds(1))
                .credential(for: "a.example")
        }
        #expect(hanging?.description.contains("no answer within 1 seconds") == true)
    }

    @Test("that name a program which prints without end, or closes its output and stays, give an error")
    func endlessPrograms() async throws {
        try program(
            "yes",
            "trap '' TERM PIPE; while :; do echo yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy; done"
        )
        try program("stay", "exec >&-; trap '' TERM; sleep 20")
        let environment = ["PATH": "\(directory.path)/bin:/usr/bin:/bin"]
        let endless = await #expect(throws: SettingsError.self) {
            try await CredentialProgram(name: "yes", environment: environment).credential(for: "a.example")
        }
        #expect(endless?.description.contains("it prints more than the 1048576 bytes that are read") == true)
        let staying = await #expect(throws: SettingsError.self) {
            try await CredentialProgram(name: "stay", environment: environment, timeout: .seconds(1))
                .credential(for: "a.example")
        }
        #expect(staying?.description.contains("no answer within 1 seconds") == true)
    }

    private func program(_ name: String, _ text: String) throws {
        let path = try directory.write("bin/docker-credential-\(name)", "")
        // Another process writes it: one that this process has open for writing, or a program that it is just starting,
        // cannot be run.
        let script = Array("#!/bin/sh\n\(text)\n".utf8)
        try toolOutput(["sh", "-c", #"cat > "$0" && chmod 755 "$0""#, path], input: script)
    }
}
