// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// Policies with real signatures, and skopeo with the same policies beside them.
@Suite("A policy for images", .waitsForPrograms)
struct TrustTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop
    private let key: SigningKey
    private let other: SigningKey
    private let image: TestImage
    private let index: TestImage

    /// Images signed by GnuPG (`a/simple`), by a key of openssl (`a/sigstore`), both for their tag or repository, one of
    /// which only the index is signed, and one that nobody signed.
    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        image = try TestImage.sample(1)
        index = try TestImage.index([
            (Platform(os: "linux", architecture: "amd64"), image),
            (Platform(os: "linux", architecture: "arm64"), try TestImage.sample(2)),
        ])
        let client = fillingClient()
        for name in ["a/simple", "a/sigstore", "a/plain"] {
            try await image.push(to: upstream.host.repository(name), tag: "1", with: client)
        }
        try await index.push(to: upstream.host.repository("a/index"), tag: "1", with: client)
        key = try SigningKey(in: shop.folder, "key")
        other = try SigningKey(in: shop.folder, "other")
        for (name, signed) in [("a/sigstore", image), ("a/index", index)] {
            try await key.signature(of: signed, for: "\(upstream.host)/\(name)")
                .push(to: upstream.host.repository(name), tag: signed.signatureTag, with: client)
        }
        try shop.folder.write(
            "default-docker: {lookaside: 'file://\(shop.folder["store"])', use-sigstore-attachments: true}\n",
            to: "registries.d/default.yaml"
        )
        try signByGnuPG("\(upstream.host)/a/simple:1")
    }

    /// Makes a key, and signs the image as `skopeo standalone-sign` does.
    private func signByGnuPG(_ name: String) throws {
        let home = shop.folder["gnupg"]
        try FileManager.default.createDirectory(
            atPath: home,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        defer { _ = try? runTool(["gpgconf", "--homedir", home, "--kill", "all"]) }
        func gpg(_ arguments: String...) throws -> String {
            try toolOutput(["gpg", "--homedir", home, "--batch", "--quiet", "--passphrase", ""] + arguments)
        }
        _ = try gpg("--quick-gen-key", "Test <test@mirror.invalid>", "ed25519", "sign", "0")
        _ = try gpg("--armor", "--output", shop.folder["key.asc"], "--export")
        let manifest = try shop.folder.write(image.top.bytes, to: "manifest.json")
        let signature = "store/a/simple@sha256=\(image.digest.hex)/signature-1"
        try shop.folder.write("", to: signature)
        let run = try runTool(
            ["skopeo", "standalone-sign", manifest, name, "test@mirror.invalid", "--output", shop.folder[signature]],
            environment: shop.environment.merging(["GNUPGHOME": home]) { $1 }
        )
        #expect(run.status == 0, "\(run.errors)")
    }

    /// Writes a policy with requirements for the source; other images are rejected.
    private func write(_ requirements: String) throws -> String {
        let text = requirements.replacing("KEYS", with: shop.folder.path).replacing("HOST", with: "\(upstream.host)")
        return try shop.folder.write(
            """
            {"default": [{"type": "reject"}], "transports": {"docker": {
              "\(upstream.host)/a": [\(text)]}}}
            """,
            to: "policy.json"
        )
    }

    private func plan(_ policy: String, _ names: String..., more: String...) throws -> ToolRun {
        try shop.configure(names.map { "\(upstream.host)/\($0):1" })
        let trust = ["--policy", policy, "--registries.d", shop.folder["registries.d"]]
        return try shop.run(["plan", "-c", "isc.yaml", "--to", "docker://\(target.host)/m"] + trust + more)
    }

    private static let gnupg = #""type": "signedBy", "keyType": "GPGKeys", "keyPath": "KEYS/key.asc""#
    private static let sigstore = #""type": "sigstoreSigned", "keyPath": "KEYS/key.pub""#

    /// Both tools decide alike; what each image is expected to be stands behind it.
    @Test("accepts and refuses what skopeo accepts and refuses")
    func likeSkopeo() throws {
        let cases: [(requirements: String, accepted: Set<String>)] = [
            (#"{"type": "insecureAcceptAnything"}"#, ["a/simple", "a/sigstore", "a/plain"]),
            (#"{"type": "reject"}"#, []),
            ("{\(Self.gnupg)}", ["a/simple"]),
            (#"{\#(Self.gnupg), "signedIdentity": {"type": "matchExact"}}"#, ["a/simple"]),
            (
                #"{\#(Self.gnupg), "signedIdentity": {"type": "exactReference", "dockerReference": "HOST/a/simple:2"}}"#,
                []
            ),
            (
                #"{\#(Self.gnupg), "signedIdentity": {"type": "remapIdentity", "prefix": "HOST/a", "signedPrefix": "b.example"}}"#,
                []
            ),
            ("{\(Self.sigstore)}", []),
            (#"{\#(Self.sigstore), "signedIdentity": {"type": "matchRepository"}}"#, ["a/sigstore"]),
            (
                #"{"type": "sigstoreSigned", "keyPath": "KEYS/other.pub", "signedIdentity": {"type": "matchRepository"}}"#,
                []
            ),
            (#"{\#(Self.gnupg)}, {\#(Self.sigstore)}"#, []),
            (#"{"type": "insecureAcceptAnything", "keyPath": "KEYS/key.pub"}"#, []),
        ]
        for (requirements, accepted) in cases {
            let policy = try write(requirements)
            for name in ["a/simple", "a/sigstore", "a/plain"] {
                let run = try plan(policy, name, more: "--dry-run")
                #expect((run.status == 0) == accepted.contains(name), "\(requirements) \(name): \(run.errors)")
                let copy = try shop.outside(
                    "skopeo",
                    "--policy",
                    policy,
                    "--registries.d",
                    shop.folder["registries.d"],
                    "copy",
                    "--src-tls-verify=false",
                    "--remove-signatures",
                    "docker://\(upstream.host)/\(name):1",
                    "dir:\(shop.folder["copy-\(UUID().uuidString)"])"
                )
                // Debian builds skopeo without the verification of sigstore.
                guard !copy.errors.contains("sigstore disabled") else { continue }
                #expect((copy.status == 0) == accepted.contains(name), "\(requirements) \(name): \(copy.errors)")
            }
        }
    }

    @Test("is in the plan with the keys, which is applied without it")
    func record() throws {
        let policy = try write(#"{\#(Self.sigstore), "signedIdentity": {"type": "matchRepository"}}"#)
        let run = try plan(policy, "a/sigstore", "a/index")
        #expect(run.status == 0, "\(run.errors)")
        let hash = try toolOutput([
            "sh", "-c", "openssl pkey -pubin -in \(key.publicPath) -outform DER | sha256sum | cut -d' ' -f1",
        ]).trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(run.output.contains("trusted by \(policy)\n"), "\(run.output)")
        #expect(run.output.contains("    2 images of docker:\(upstream.host)/a: sigstoreSigned sha256:\(hash)\n"))
        let trust = try #require(try PlanFile(reading: Data(shop.read("plan.json").utf8)).plan.trust)
        #expect(trust.digest == Digest(of: try shop.folder.read("policy.json")))
        #expect(
            trust.accepted.map(\.images) == [
                ["\(target.host)/m/a/index:1", "\(target.host)/m/a/sigstore:1"].map { .init($0) }
            ]
        )
        #expect(trust.accepted.first?.by == [TrustRecord.Proof("sigstoreSigned", key: "sha256:\(hash)")])

        for name in ["policy.json", "key.pub"] { try FileManager.default.removeItem(atPath: shop.folder[name]) }
        #expect(try shop.mirror("apply", "plan.json").status == 0)
        #expect(try shop.digest("\(target.host)/m/a/index:1") == "\(index.digest)")
        let page = try shop.mirror("show", "plan.json", "--format", "html")
        #expect(page.status == 0 && page.output.contains("Trusted by"), "\(page.errors)")
    }

    @Test("fails a plan, names where it says so, and is found in the user's home")
    func refusal() throws {
        _ = try write(#"{\#(Self.sigstore), "signedIdentity": {"type": "matchRepository"}}"#)
        try shop.folder.write(try shop.folder.read("policy.json"), to: "home/.config/containers/policy.json")
        try shop.folder.write(
            try shop.folder.read("registries.d/default.yaml"),
            to: "home/.config/containers/registries.d/default.yaml"
        )
        try shop.configure(["\(upstream.host)/a/plain:1", "\(upstream.host)/a/sigstore:1"])
        let run = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)/m", "--remove-signatures")
        #expect(run.status == 1)
        #expect(
            run.errors.contains(
                "isc.yaml:5:11: error: \(upstream.host)/a/plain:1: refused by sigstoreSigned of docker:\(upstream.host)/a "
                    + "in the policy, ~/.config/containers/policy.json:2:"
            ),
            "\(run.errors)"
        )
        #expect(run.errors.contains("it has no signature in \(upstream.host)/a/plain:\(image.signatureTag)"))
        #expect(!run.errors.contains("a/sigstore:1"))
        #expect(!FileManager.default.fileExists(atPath: "\(shop.work)/plans"))

        let wrong = try shop.folder.write(#"{"default": [{"type": "rejct"}]}"#, to: "wrong.json")
        let mistake = try plan(wrong, "a/plain")
        #expect(mistake.status == 1)
        #expect(
            mistake.errors.contains("\(wrong):1:23: error: unknown type of requirement `rejct`"),
            "\(mistake.errors)"
        )
        let absent = try plan("none.json", "a/plain")
        #expect(absent.status == 1 && absent.errors.contains("none.json: the file cannot be read"), "\(absent.errors)")
    }
}
