// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import Scheduling
import TestSupport
import Testing

/// Registries that want to know who asks, and what a user has set for them.
@Suite("With a user's credentials and settings for registries", .waitsForPrograms)
struct RegistryAccessTests {
    @Test("credentials open both sides and appear nowhere")
    func credentials() async throws {
        let upstream = try FakeRegistry(.withTokens)
        let target = try RegistryProcess(.init(wantsPassword: true))
        let shop = try Workshop(insecure: upstream.host, target.host)
        upstream.add(try .sample(1), to: "a/one", tag: "1")
        try shop.configure(["\(upstream.address)/a/one:1"])
        let to = "docker://\(target.address)"

        let refused = try shop.mirror("plan", "-c", "isc.yaml", "--to", to)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("no credentials") || refused.errors.contains("login"), "\(refused.errors)")

        let secret = Data("\(FakeRegistry.user):\(FakeRegistry.password)".utf8).base64EncodedString()
        try shop.folder.write(
            """
            {"auths": {"\(upstream.address)": {"auth": "\(secret)"}, "\(target.address)": {"auth": "\(secret)"}}}
            """,
            to: "auth.json"
        )
        let plan = try shop.mirror(
            "plan",
            "-c",
            "isc.yaml",
            "--to",
            to,
            "--authfile",
            shop.folder["auth.json"],
            "--log-level",
            "trace"
        )
        #expect(plan.status == 0, "\(plan.errors)")
        let apply = try shop.mirror(
            "apply",
            "plan.json",
            "--authfile",
            shop.folder["auth.json"],
            "--log-level",
            "trace"
        )
        #expect(apply.status == 0, "\(apply.errors)")
        let spoken = [plan.output, plan.errors, apply.output, apply.errors, try shop.git("log", "-p", "--all")].joined()
        #expect(!spoken.contains(secret) && !spoken.contains(FakeRegistry.password))
    }

    @Test("a credential that a server repeats is neither printed nor committed")
    func repeatedCredentials() async throws {
        let image = try TestImage.sample(1)
        let refusesBlobs = Guarded(false)
        let secret = Data("joe:hunter2secret".utf8).base64EncodedString()
        let upstream = try LoopbackServer { exchange in
            guard let authorization = exchange.headers["Authorization"] else {
                return try exchange.respond(401, headers: ["WWW-Authenticate": "Basic realm=\"x\""])
            }
            if exchange.path.contains("/blobs/"), refusesBlobs.withLock({ $0 }) {
                return try exchange.respond(
                    403,
                    text: #"{"errors":[{"code":"DENIED","message":"got Authorization: \#(authorization)"}]}"#
                )
            }
            let name = exchange.path.split(separator: "/").last.map(String.init) ?? ""
            if exchange.path.contains("/manifests/"),
                let manifest = image.manifests.first(where: { name == "1" || name == "\($0.descriptor.digest)" })
            {
                return try exchange.respond(
                    200,
                    headers: ["Content-Type": manifest.descriptor.mediaType.rawValue],
                    body: manifest.bytes
                )
            }
            let blob = image.blobs.first { name == "\($0.key)" }
            try exchange.respond(blob == nil && name != "v2" ? 404 : 200, body: blob?.value ?? [])
        }
        let target = try RegistryProcess()
        let shop = try Workshop(insecure: try RegistryHost(upstream.host), target.host)
        try shop.configure(["\(upstream.host)/a/one:1"])
        try shop.folder.write(#"{"auths": {"\#(upstream.host)": {"auth": "\#(secret)"}}}"#, to: "auth.json")
        let credentials = ["--authfile", shop.folder["auth.json"]]
        let plan = try shop.run(["plan", "-c", "isc.yaml", "--to", "docker://\(target.address)"] + credentials)
        try #require(plan.status == 0, "\(plan.errors)")
        refusesBlobs.withLock { $0 = true }
        let apply = try shop.run(["apply", "plan.json"] + credentials)
        #expect(apply.status == 3, "\(apply.errors)")
        #expect((apply.output + apply.errors).contains("got Authorization: Basic <redacted>"), "\(apply.errors)")
        let spoken = [apply.output, apply.errors, try shop.git("log", "-p", "--all")].joined()
        #expect(!spoken.contains(secret) && !spoken.contains("hunter2secret"))
        #expect(spoken.contains("receipts/"))
    }

    @Test("a private authority in certs.d is trusted for its registry alone")
    func privateAuthority() async throws {
        let upstream = try FakeRegistry()
        let target = try RegistryProcess(.init(speaksTLS: true))
        let authority = try #require(target.certificates)
        let shop = try Workshop(insecure: upstream.host)
        upstream.add(try .sample(1), to: "a/one", tag: "1")
        try shop.configure(["\(upstream.address)/a/one:1"])
        let to = "docker://\(target.address)"
        let refused = try shop.mirror("plan", "-c", "isc.yaml", "--to", to)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("certificate"), "\(refused.errors)")
        try shop.folder.write(
            String(contentsOfFile: authority.authority, encoding: .utf8),
            to: "home/.config/containers/certs.d/\(target.address)/ca.crt"
        )
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", to)
        #expect(plan.status == 0, "\(plan.errors)")
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
    }

    @Test("registries.conf sends pulls to a mirror, and plans and mirror sets keep the real name")
    func registriesConf() async throws {
        let upstream = try RegistryProcess()
        let target = try RegistryProcess()
        let shop = try Workshop(
            registries: """
                [[registry]]
                prefix = "quay.io/team"
                location = "quay.io/team"
                [[registry.mirror]]
                location = "\(upstream.address)/copies/team"
                insecure = true

                [[registry]]
                location = "\(target.address)"
                insecure = true
                """
        )
        let image = try TestImage.sample(1)
        try await image.push(to: upstream.host.repository("copies/team/app"), tag: "v1", with: fillingClient())
        try shop.configure(["quay.io/team/app:v1"])
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.address)/ocp")
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(plan.output.contains("+ quay.io/team/app:v1"))
        let apply = try shop.mirror("apply", "plan.json")
        #expect(apply.status == 0, "\(apply.errors)")
        #expect(try shop.digest("\(target.address)/ocp/team/app:v1") == image.digest.description)
        #expect(try shop.read("cluster-resources/itms-oc-mirror.yaml").contains("source: quay.io/team"))
    }

    @Test("a reason that many images share is explained once")
    func sharedReasons() throws {
        var options = FakeRegistry.Options()
        options.authentication = .basic
        let upstream = try FakeRegistry(options)
        let target = try FakeRegistry()
        let shop = try Workshop(insecure: upstream.host, target.host)
        try shop.configure((0..<5).map { "\(upstream.address)/a/image\($0):1" })
        let run = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.address)")
        #expect(run.status == 1)
        #expect(run.errors.split(separator: "\n").count { $0.contains(": error: ") } == 5)
        #expect(run.errors.split(separator: "\n").count { $0.contains("podman login") } == 1, "\(run.errors)")
    }
}

extension FakeRegistry.Options {
    /// A registry that gives tokens to those who have a password.
    fileprivate static var withTokens: Self {
        var options = Self()
        options.authentication = .token
        return options
    }
}
