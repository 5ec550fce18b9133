// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@testable import TrustPolicies

@Suite("Mistakes in a policy")
struct PolicyMistakeTests {
    private static func mistakes(_ text: String) -> [String] {
        do throws(FindingsError) {
            _ = try TrustPolicy(Array(text.utf8), path: "p.json")
            return []
        } catch {
            return error.findings.map { "\($0.place.map { "\($0)" } ?? ""): \($0.severity.rawValue): \($0.summary)" }
        }
    }

    @Test(
        "of a requirement are found where they stand",
        arguments: [
            ("{}", "2:2: error: a requirement has no `type`"),
            ("[]", "2:2: error: a requirement must be an object, found a list"),
            (#"{"type": "rejects"}"#, "2:11: error: unknown type of requirement `rejects`"),
            (#"{"type": "reject", "keyPath": "/k"}"#, "2:21: error: unknown field `keyPath`"),
            (#"{"type": "reject", "type": "reject"}"#, "2:21: error: the key `type` is here for the second time"),
            (#"{"type": "signedBy", "keyType": "GPGKeys"}"#, "2:2: error: a requirement names no key"),
            (
                #"{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/k", "keyData": "AQ=="}"#,
                "2:62: error: `keyPath`, `keyData` exclude each other"
            ),
            (#"{"type": "signedBy", "keyPath": "/k"}"#, "2:2: error: `signedBy` has no `keyType`"),
            (#"{"type": "signedBy", "keyType": "PGP", "keyPath": "/k"}"#, "2:34: error: unknown `keyType` `PGP`"),
            (#"{"type": "signedBy", "keyType": "GPGKeys", "keyData": "?"}"#, "2:56: error: the key is not Base64"),
            (#"{"type": "signedBy", "keyType": "GPGKeys", "keyPaths": []}"#, "2:45: error: `keyPaths` is empty"),
            (
                #"{"type": "signedBy", "keytype": "GPGKeys", "keyPath": "/k"}"#,
                "2:23: error: `keytype` is read as `keyType`"
            ),
            (
                #"{"type": "signedBy", "keyType": "GPGKeys", "keyPath": "/k", "keyDatas": []}"#,
                "2:62: error: unknown field `keyDatas`"
            ),
            (#"{"type": "sigstoreSigned"}"#, "2:2: error: a requirement names no key"),
            (
                #"{"type": "sigstoreSigned", "keyPath": "/k", "fulcio": {}}"#,
                "2:46: error: `keyPath`, `fulcio` exclude each other"
            ),
            (
                #"{"type": "sigstoreSigned", "keyPath": 7}"#,
                "2:40: error: `keyPath` must be a string, found the number 7"
            ),
        ]
    )
    func requirement(text: String, expected: String) {
        #expect(Self.mistakes("{\"default\": [\n \(text)]}").first == "p.json:\(expected)")
    }

    @Test(
        "of an identity are found where they stand",
        arguments: [
            (#"{}"#, "error: `signedIdentity` has no `type`"),
            (#"{"type": "exact"}"#, "error: unknown type of identity `exact`"),
            (#"{"type": "matchExact", "prefix": "a"}"#, "error: `matchExact` has no field `prefix`"),
            (#"{"type": "exactReference"}"#, "error: `signedIdentity` has no `dockerReference`"),
            (
                #"{"type": "exactReference", "dockerReference": "a.example/b"}"#,
                "error: `dockerReference` has neither a tag nor a digest"
            ),
            (
                #"{"type": "exactReference", "dockerReference": "docker://a.example/b:1"}"#,
                "error: `dockerReference` is not valid: `docker://a.example/b:1`: a name here has no transport"
            ),
            (
                #"{"type": "exactRepository", "dockerRepository": "a.example/b:1"}"#,
                "error: `dockerRepository` has a tag or a digest"
            ),
            (#"{"type": "remapIdentity", "prefix": "a.example"}"#, "error: `signedIdentity` has no `signedPrefix`"),
            (
                #"{"type": "remapIdentity", "prefix": "a.example/", "signedPrefix": "b"}"#,
                "error: `prefix` is not a host with or without a path"
            ),
            (
                #"{"type": "remapIdentity", "prefix": "a", "signedPrefix": "b.example/c:1"}"#,
                "error: `signedPrefix` is not a host with or without a path"
            ),
        ]
    )
    func identity(text: String, expected: String) {
        let mistakes = Self.mistakes(
            "{\"default\": [{\"type\": \"sigstoreSigned\", \"keyPath\": \"/k\", \"signedIdentity\":\n \(text)}]}"
        )
        #expect(mistakes.first?.hasPrefix("p.json:2:") == true)
        #expect(mistakes.first?.hasSuffix(expected) == true, "\(mistakes)")
    }

    @Test(
        "of a scope are found where they stand",
        arguments: [
            ("docker", "docker://a.example", "`docker://a.example` is not a scope of docker"),
            ("docker", "a.example/", "`a.example/` is not a scope of docker"),
            ("docker", "/a", "`/a` is not a scope of docker"),
            ("docker", "a.*", "`a.*` is not a scope of docker"),
            ("docker", "*.example:5000", "`*.example:5000` is not a scope of docker"),
            ("docker", "*.*.example", "`*.*.example` is not a scope of docker"),
            ("oci", "srv", "`srv` is not a scope of oci"),
            ("dir", "/srv/../etc", "`/srv/../etc` is not a scope of dir"),
            ("dir", "/", "`/` is not a scope of dir"),
        ]
    )
    func scope(transport: String, scope: String, expected: String) {
        let mistakes = Self.mistakes(
            """
            {"default": [{"type": "reject"}], "transports": {"\(transport)": {
             "\(scope)": [{"type": "reject"}]}}}
            """
        )
        #expect(mistakes == ["p.json:2:2: error: \(expected)"])
    }

    @Test(
        "of the whole are found where they stand",
        arguments: [
            ("", "1:1: error: the file is empty"), ("{}", "1:1: error: the policy has no `default`"),
            ("[]", "1:1: error: `the policy` must be a mapping, found a list"),
            (#"{"default": []}"#, "1:13: error: `default` has no requirement"),
            (#"{"default": [{"type": "reject"}], "defaults": []}"#, "1:35: error: unknown field `defaults`"),
            ("default: [{type: reject}]", "1:1: error: a policy must be JSON: it is not JSON"),
            (
                #"{"default": [{"type": "reject"}], "transports": {"dokcer": {}}}"#,
                "1:50: error: unknown transport `dokcer`"
            ),
            (
                #"{"default": [{"type": "reject"}], "transports": {"docker": []}}"#,
                "1:60: error: `docker` must be an object, found a list"
            ),
            (
                #"{"default": [{"type": "reject"}], "default": [{"type": "insecureAcceptAnything"}]}"#,
                "1:35: error: the key `default` is here for the second time"
            ),
        ]
    )
    func whole(text: String, expected: String) {
        #expect(Self.mistakes(text).first == "p.json:\(expected)")
    }

    @Test func `are all told at once`() {
        let mistakes = Self.mistakes(
            """
            {"default": [{"type": "rejct"}],
             "transports": {"docker": {"a.example": [], "b.example": [{"type": "signedBy"}]}}}
            """
        )
        #expect(mistakes.count == 4, "\(mistakes)")
    }
}
