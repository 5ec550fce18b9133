// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import TestSupport
import Testing
import TrustPolicies

@testable import ImageTrust

@Suite("What a policy says of images")
struct TrustVerifierTests {
    @Test(
        "without a look at signatures",
        arguments: [
            (#"{"type": "insecureAcceptAnything"}"#, nil),
            (#"{"type": "reject"}"#, "the policy rejects it"),
            (#"{"type": "sigstoreSigned", "fulcio": {}}"#, "sigstoreSigned with fulcio cannot be verified here"),
            (
                #"{"type": "sigstoreSigned", "keyPath": "/k", "rekorPublicKeyPath": "/r"}"#,
                "sigstoreSigned with rekorPublicKeyPath"
            ),
            (#"{"type": "sigstoreSigned", "pki": {}}"#, "sigstoreSigned with pki cannot be verified here"),
            (
                #"{"type": "signedBaseLayer", "baseLayerIdentity": {"type": "matchExact"}}"#,
                "signedBaseLayer cannot be verified here"
            ),
            // Each of them has to be met.
            (#"{"type": "insecureAcceptAnything"}, {"type": "reject"}"#, "the policy rejects it"),
        ] as [(String, String?)]
    )
    func simple(requirements: String, expected: String?) async throws {
        let world = try TrustWorld()
        let verdict = try await world.verdict(requirements, on: "a", try world.image("a"))
        guard let expected else {
            #expect(verdict == .accepted(scope: "docker:\(world.host)", by: [.init("insecureAcceptAnything")]))
            return
        }
        guard case .refused(let explanation) = verdict else { throw TestFailure(text: "\(verdict)") }
        #expect(explanation.summary.contains(expected), "\(explanation)")
        #expect(
            explanation.summary.contains("of docker:\(world.host) in the policy, \(world.folder.path)/policy.json:2:")
        )
        #expect(world.registry.server.requests.isEmpty)
    }
}

@Suite("The files of a policy")
struct TrustFilesTests {
    private static let rejecting = #"{"default": [{"type": "reject"}]}"#
    private static let accepting = #"{"default": [{"type": "insecureAcceptAnything"}]}"#

    @Test(
        "are looked for in order",
        arguments: [
            (nil, nil, nil, nil), (nil, nil, rejecting, "ETC/containers/policy.json"),
            (nil, rejecting, rejecting, "~/.config/containers/policy.json"), (rejecting, rejecting, rejecting, "OWN"),
            // A file that accepts everything has no effect, but hides the next one; a named one counts.
            (nil, accepting, rejecting, nil), (accepting, nil, nil, "OWN"),
        ] as [(String?, String?, String?, String?)]
    )
    func policies(named: String?, user: String?, system: String?, expected: String?) throws {
        let folder = try TemporaryDirectory()
        if let user { try folder.write(user, to: "home/.config/containers/policy.json") }
        if let system { try folder.write(system, to: "etc/containers/policy.json") }
        let option = try named.map { try folder.write($0, to: "own.json") }
        let files = TrustFiles(policy: option, environment: ["HOME": folder["home"]], systemDirectory: folder["etc"])
        let path = expected?.replacing("ETC", with: folder["etc"]).replacing("OWN", with: folder["own.json"])
        #expect(try files.policy()?.path == path)
    }

    @Test func `must be there if they are named, and are told if they are wrong`() throws {
        let folder = try TemporaryDirectory()
        let absent = TrustFiles(
            policy: folder["none"],
            stores: folder["none"],
            environment: [:],
            systemDirectory: folder["etc"]
        )
        #expect(throws: (any Error).self) { try absent.policy() }
        #expect(throws: (any Error).self) { try absent.stores() }
        let path = try folder.write(#"{"default": [{"type": "rejct"}]}"#, to: "wrong.json")
        let error = #expect(throws: FindingsError.self) {
            try TrustFiles(policy: path, environment: [:], systemDirectory: folder["etc"]).policy()
        }
        #expect(error?.description.hasPrefix("\(path):1:23: error: unknown type of requirement `rejct`") == true)
        // A file that is there and cannot be read is no reason to go on without it.
        try folder.write("", to: "home/.config/containers/policy.json/folder")
        let unreadable = TrustFiles(environment: ["HOME": folder["home"]], systemDirectory: folder["etc"])
        #expect(throws: (any Error).self) { try unreadable.policy() }
    }
}
