// SPDX-License-Identifier: Apache-2.0

import Foundation
import MirrorConfiguration
import OCI
import Plans
import SequenceMetadata
import TestSupport
import Testing

@testable import mirror

/// The command lines of oc-mirror that neither mirror nor delete, as users run them.
@Suite("The answers of oc-mirror", .waitsForPrograms)
struct OcMirrorAnswerTests {
    private let server: GraphServer
    private let shop: Workshop

    init() throws {
        server = try GraphServer()
        try server.add(
            "stable-4.16",
            nodes: ["4.15.9", "4.16.2", "4.16.10"],
            edges: [[0, 1], [1, 2]],
            channels: ["stable-4.16", "fast-4.16", "stable-4.17", "eus-4.16"]
        )
        try server.add("stable-4.16", architecture: "arm64", nodes: ["4.16.2"])
        shop = try Workshop(registries: "", variables: ["UPDATE_URL_OVERRIDE": server.url])
    }

    @Test("v1: Installing the oc-mirror OpenShift CLI plug-in; v2: Installing the oc-mirror OpenShift CLI plugin")
    func installing() throws {
        let one = try shop.ocMirror("help")
        #expect(one.status == 0 && one.errors.isEmpty, "\(one.errors)")
        #expect(one.output.contains("  -c, --config=FILE") && one.output.contains("--skip-metadata-check"))
        let two = try shop.ocMirror("--v2", "--help")
        #expect(two.status == 0 && two.errors.isEmpty, "\(two.errors)")
        #expect(two.output.contains("--workspace=file://FOLDER") && !two.output.contains("--skip-metadata-check"))
        #expect(shop.names(in: ".").filter { $0.hasSuffix(".log") }.isEmpty, "help leaves no file behind")
    }

    @Test(
        "help is there for every command, by both spellings",
        arguments: [
            ["list"], ["list", "releases"], ["list", "operators"], ["list", "updates"], ["describe"], ["init"],
            ["version"], ["completion"], ["delete"], ["help"],
        ]
    )
    func help(command: [String]) throws {
        let first = try shop.ocMirror(words: ["help"] + command)
        let second = try shop.ocMirror(words: command + ["--help"])
        #expect(first.status == 0 && first.output == second.output, "\(first.errors)\(second.errors)")
        #expect(first.output.hasPrefix("oc-mirror \(command.joined(separator: " "))"), "\(first.output)")
    }

    @Test("called as a command of mirror, help shows that name")
    func otherName() throws {
        let run = try shop.mirror("oc-mirror", "help", "version")
        #expect(run.output.hasPrefix("mirror oc-mirror version"), "\(run.output)\(run.errors)")
    }

    @Test("version names the version of mirror in every format, and refuses others")
    func version() throws {
        let text = "Client Version: v\(MirrorCommand.version) (mirror)\n"
        #expect(try shop.ocMirror("version").output == text)
        #expect(try shop.ocMirror("version", "--short").output == text)
        let json = try shop.ocMirror("version", "--output=json").output
        let fields = try JSONDecoder().decode([String: [String: String]].self, from: Data(json.utf8))["clientVersion"]
        #expect(fields?["gitVersion"] == "v\(MirrorCommand.version)")
        #expect(try shop.ocMirror("version", "--output", "yaml").output.hasPrefix("clientVersion:\n"))
        #expect(try shop.ocMirror("version", "--output=xml").status == 1)
    }

    @Test("init prints a configuration that can be migrated and mirrored")
    func template() throws {
        for flags in [[], ["--output=json"], ["--registry", "registry.example:5000/mirror/metadata:latest"]] {
            let run = try shop.ocMirror(words: ["init"] + flags)
            #expect(run.status == 0, "\(run.errors)")
            try shop.folder.write(run.output, to: "work/imageset-config.yaml")
            let migrated = try shop.mirror("migrate", "-c", "imageset-config.yaml")
            #expect(migrated.status == 0, "\(migrated.errors)")
            #expect(migrated.output.contains("mirror.openshift.io/v2alpha1"), "\(migrated.output)")
        }
        let bad = try shop.ocMirror("init", "--output=xml")
        #expect(bad.status == 1 && bad.output.isEmpty)
    }

    @Test("completion prints a script for each shell, and bash reads its own")
    func completion() throws {
        for shell in ["zsh", "fish", "powershell"] {
            #expect(try shop.ocMirror("completion", shell).output.contains("oc-mirror"))
        }
        try shop.folder.write(try shop.ocMirror("completion", "bash").output, to: "work/script")
        let run = try shop.outside("bash", "-c", "source ./script && complete -p oc-mirror")
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        let unknown = try shop.ocMirror("completion", "csh")
        #expect(unknown.status == 1 && unknown.errors.contains("bash"), "\(unknown.errors)")
    }

    @Test("list releases shows the releases of a channel for each processor")
    func releases() throws {
        let run = try shop.ocMirror("list", "releases", "--version=4.16", "--filter-by-archs", "amd64,arm64")
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.lines.suffix(8) == [
                "Channel: stable-4.16", "Architecture: amd64", "4.15.9", "4.16.2", "4.16.10", "Channel: stable-4.16",
                "Architecture: arm64", "4.16.2",
            ]
        )
        let channel = try shop.ocMirror("list", "releases", "--channel=stable-4.16")
        #expect(channel.lines.last == "4.16.10", "\(channel.errors)")
        let channels = try shop.ocMirror("list", "releases", "--channels", "--version=4.16")
        #expect(channels.lines.suffix(4) == ["eus-4.16", "fast-4.16", "stable-4.16", "stable-4.17"])
        #expect(try shop.ocMirror("list", "releases", "--version=4.16", "--v2").output.contains("4.16.10"))
    }

    @Test("list releases fails for what is not there")
    func unknownReleases() throws {
        let channel = try shop.ocMirror("list", "releases", "--channel=stable-9.9")
        #expect(channel.status == 1 && channel.errors.contains("stable-9.9"), "\(channel.errors)")
        for words in [["--channels"], ["--version=four"], ["--channel=stable-4.16", "--filter-by-archs=vax"]] {
            #expect(try shop.ocMirror(words: ["list", "releases"] + words).status == 1, "\(words)")
        }
        #expect(try shop.ocMirror("list").status == 1)
    }

    @Test("list releases without flags shows the minor versions of the release repository")
    func minorVersions() throws {
        let registry = try FakeRegistry()
        for tag in ["4.9.0-x86_64", "4.16.3-x86_64", "4.10.0-rc.1-x86_64"] {
            registry.add(try .sample(1), to: "openshift-release-dev/ocp-release", tag: tag)
        }
        let shop = try Workshop(
            registries: """
                [[registry]]
                prefix = "quay.io/openshift-release-dev"
                location = "\(registry.server.host)/openshift-release-dev"
                insecure = true
                """
        )
        let run = try shop.ocMirror("list", "releases")
        #expect(run.output.hasSuffix(":\n  4.9\n  4.10\n  4.16\n"), "\(run.output)\(run.errors)")
    }

    @Test("describe prints the metadata of an archive")
    func describe() throws {
        let metadata = """
            {"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2","uid":"1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f",\
            "singleUse":false,"pastMirror":{"timestamp":0,"sequence":1,"mirror":{"platform":{},"helm":{}},\
            "associations":null}}

            """
        let archive = try TestArchive([WorkspaceMetadata.path: metadata]).bytes
        try shop.folder.write(archive, to: "work/out/mirror_seq1_000000.tar")
        let file = try shop.ocMirror("describe", "out/mirror_seq1_000000.tar")
        #expect(file.status == 0, "\(file.errors)")
        #expect(file.output.hasPrefix("{\n \"kind\": \"Metadata\",\n"))
        #expect(try shop.ocMirror("describe", "out").output == file.output)
        let missing = try shop.ocMirror("describe", "nope.tar")
        #expect(
            missing.status == 1 && missing.output.isEmpty && missing.errors.contains("nope.tar"),
            "\(missing.errors)"
        )
        #expect(try shop.ocMirror("describe").status == 1)
    }
}
