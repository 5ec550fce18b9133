// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

/// With live registries, because certificates, credentials and rights are what registries say of them.
@Suite("mirror doctor", .waitsForPrograms)
struct DoctorTests {
    private let source: FakeRegistry
    private let shop: Workshop

    init() throws {
        source = try FakeRegistry()
        shop = try Workshop(insecure: source.host)
        source.add(try .sample(1), to: "a/one", tag: "1")
        try shop.configure(["\(source.address)/a/one:1"])
    }

    private func doctor(at host: String, _ options: String...) throws -> ToolRun {
        try shop.runExactly(["doctor", "-c", "isc.yaml", "--to", "docker://\(host)/ocp"] + options)
    }

    /// Writes the credential for a registry; returns the option that names the file.
    private func credential(_ password: String, for host: String) throws -> String {
        let secret = Data("\(FakeRegistry.user):\(password)".utf8).base64EncodedString()
        try shop.folder.write(#"{"auths": {"\#(host)": {"auth": "\#(secret)"}}}"#, to: "auth.json")
        return "--authfile=\(shop.folder["auth.json"])"
    }

    @Test("tells a certificate and a credential that a live registry does not take, and changes nothing")
    func secured() async throws {
        let target = try RegistryProcess(.init(wantsPassword: true, speaksTLS: true))
        let host = target.address
        let strange = try doctor(at: host)
        #expect(strange.status == 1)
        #expect(strange.output.contains("PROBLEM  target \(host)/ocp: "), "\(strange.output)")
        #expect(strange.output.contains("is signed by an authority that is not trusted here"), "\(strange.output)")
        #expect(strange.output.contains("certs.d/\(host)/ca.crt"), "\(strange.output)")
        #expect(strange.output.contains("\(source.address)/a/one:1 can be pulled"), "the others are looked at, too")

        let authority = try #require(target.certificates).authority
        try shop.folder.write(
            String(contentsOfFile: authority, encoding: .utf8),
            to: "home/.config/containers/certs.d/\(host)/ca.crt"
        )
        let unknown = try doctor(at: host)
        #expect(
            unknown.status == 1 && unknown.output.contains("no credential for `\(host)` was found"),
            "\(unknown.output)"
        )
        let wrong = try doctor(at: host, try credential("wrong", for: host))
        #expect(wrong.status == 1 && wrong.output.contains("podman login \(host)"), "\(wrong.output)")
        let right = try doctor(at: host, try credential(FakeRegistry.password, for: host))
        #expect(right.status == 0, "\(right.output)")
        #expect(right.output.contains("ok       target \(host)/ocp: answers, and is a registry"), "\(right.output)")
        #expect(right.output.contains("tells only at the first push whether it may push"), "\(right.output)")
        #expect(right.output.contains("commits are by Ada <ada@example.com>"), "\(right.output)")
        #expect(try target.storedManifests().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.work) == ["isc.yaml"])
    }

    @Test("reads in the token of a token service whether the user may push")
    func rights() async throws {
        let target = try FakeRegistry {
            $0.authentication = .token
            $0.letsEverybodyPull = true
            $0.tokensTellRights = true
        }
        try shop.reach(insecure: target.host)
        let everybody = try doctor(at: target.address)
        #expect(everybody.status == 1)
        let problem = "its token does not allow to push to `\(target.address)/ocp/mirror-doctor`"
        #expect(everybody.output.contains("PROBLEM  rights at the target: \(problem)"), "\(everybody.output)")
        let user = try doctor(at: target.address, try credential(FakeRegistry.password, for: target.address))
        #expect(user.status == 0 && user.output.contains("its token allows to push"), "\(user.output)")
    }

    @Test("looks at the machine alone, and counts what it could not look at")
    func alone() throws {
        let run = try shop.runExactly(["doctor"])
        #expect(run.status == 0 && run.output.contains("skipped  target: none is named"), "\(run)")
        #expect(run.output.hasSuffix("1 check skipped.\n"), "\(run.output)")
        try shop.folder.write("", to: "home/.gitconfig")
        let nobody = try shop.runExactly(["doctor"])
        #expect(nobody.status == 1 && nobody.output.contains("PROBLEM  git identity: "), "\(nobody.output)")
    }
}
