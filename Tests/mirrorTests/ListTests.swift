// SPDX-License-Identifier: Apache-2.0

import Foundation
import MirrorConfiguration
import OCI
import Plans
import Releases
import Reviews
import TestSupport
import Testing

@testable import mirror

/// `mirror list` as users run it.
@Suite("mirror list")
struct ListTests {
    private let server: GraphServer
    private let shop: Workshop

    init() throws {
        server = try GraphServer()
        try server.add(
            "stable-4.15",
            nodes: ["4.14.9", "4.15.2", "4.15.10"],
            edges: [[0, 1], [0, 2], [1, 2]],
            channels: ["stable-4.15", "fast-4.15", "stable-4.16", "eus-4.16"]
        )
        try server.add("stable-4.15", architecture: "arm64", nodes: ["4.15.2"])
        try server.add(
            "stable-4.16",
            nodes: ["4.15.10", "4.16.3"],
            conditional: [.init("4.15.10", "4.16.3", risk: "SlowBoot")]
        )
        shop = try Workshop(
            registries: "",
            variables: ["UPDATE_URL_OVERRIDE": server.url, "OKD_UPDATE_URL_OVERRIDE": server.url]
        )
    }

    @Test func `releases shows the versions that the release repository has tags of`() throws {
        let registry = try FakeRegistry()
        let tags = [
            "4.9.0-x86_64", "4.16.3-x86_64", "4.16.3-aarch64", "4.10.0-rc.1-x86_64", "5.0.0-multi", "latest",
            "sha256-\(String(repeating: "a", count: 64)).sig", "4.17.0-x86_64.sig", "4.18-x86_64",
        ]
        for tag in tags { registry.add(try .sample(1), to: "openshift-release-dev/ocp-release", tag: tag) }
        let shop = try Workshop(
            registries: """
                [[registry]]
                prefix = "quay.io/openshift-release-dev"
                location = "\(registry.server.host)/openshift-release-dev"
                insecure = true
                """
        )
        let run = try shop.mirror("list", "releases")
        #expect(run.output == "4.9\n4.10\n4.16\n5.0\n", "\(run.errors)")
        let json = try shop.mirror("list", "releases", "--json").output
        #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == ["4.9", "4.10", "4.16", "5.0"])
    }

    @Test(arguments: [["--channel", "stable-4.15"], ["--version", "4.15"]])
    func `releases shows those of a channel for each architecture`(options: [String]) throws {
        let run = try shop.run(["list", "releases", "--arch", "amd64,arm64"] + options)
        let expected = [("4.14.9", "amd64"), ("4.15.2", "amd64"), ("4.15.10", "amd64"), ("4.15.2", "arm64")]
        #expect(run.lines == expected.map { "\($0)\t\($1)\t\(GraphServer.payload($0))" }, "\(run.errors)")
        #expect(server.asked == ["stable-4.15 amd64", "stable-4.15 arm64"])
    }

    @Test func `releases as JSON name payloads and channels`() throws {
        struct Line: Decodable {
            var channel: String
            var architecture: String
            var version: String
            var payload: String
            var channels: [String]
        }
        let run = try shop.mirror("list", "releases", "--channel", "stable-4.15", "--json")
        let lines = try JSONDecoder().decode([Line].self, from: Data(run.output.utf8))
        #expect(lines.map(\.version) == ["4.14.9", "4.15.2", "4.15.10"])
        #expect(Set(lines.map { "\($0.channel) \($0.architecture)" }) == ["stable-4.15 amd64"])
        #expect(lines.last?.payload == GraphServer.payload("4.15.10"))
        #expect(lines.last?.channels == ["eus-4.16", "fast-4.15", "stable-4.15", "stable-4.16"])
    }

    @Test func `releases shows the channels of a version`() throws {
        let run = try shop.mirror("list", "releases", "--channels", "--version", "4.15")
        #expect(run.output == "eus-4.16\nfast-4.15\nstable-4.15\nstable-4.16\n", "\(run.errors)")
    }

    @Test func `an unknown channel is an error that names others`() throws {
        let run = try shop.mirror("list", "releases", "--channel", "stabel-4.16")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(
            run.errors == "error: there is no channel `stabel-4.16` (amd64)\n"
                + "    did you mean `stable-4.16`? there are also stable-4.15\n"
        )
    }

    @Test(
        "what makes no sense is a usage error",
        arguments: [
            ["releases", "--channel", "stable-4.16", "--version", "4.16"], ["releases", "--channels"],
            ["releases", "--version", "4.16.3"], ["releases", "--okd"],
            ["releases", "--version", "4.16", "--bogus"],
            ["releases", "--version", "4.16", "--arch", "amd64,x86"],
            ["updates", "--from", "4.16", "--to", "4.17.0"], ["updates", "--from", "4.17.0", "--to", "4.16.0"],
            ["updates", "--from", "4.16.0", "--to", "4.16.0"],
            ["updates", "--from", "4.16.0", "--to", "4.16.1", "--arch", ","],
            ["updates", "--from", "4.16.0", "--to", "4.16.1", "--okd"],
        ]
    )
    func usage(options: [String]) throws {
        #expect(try shop.run(["list"] + options).status == 64)
        #expect(server.asked.isEmpty)
    }

    @Test func `updates shows the way hop by hop, with what goes wrong on it`() throws {
        let run = try shop.mirror("list", "updates", "--from", "4.14.9", "--to", "4.16.3")
        #expect(
            run.lines == [
                "amd64\t4.14.9\t4.15.10\tstable-4.15\tnone",
                "amd64\t4.15.10\t4.16.3\tstable-4.16\tSlowBoot https://issues.redhat.com/browse/SlowBoot",
            ],
            "\(run.errors)"
        )
        #expect(server.asked == ["stable-4.14 amd64", "stable-4.15 amd64", "stable-4.16 amd64"])
        let json = try shop.mirror("list", "updates", "--from", "4.15.10", "--to", "4.16.3", "--json").output
        #expect(json.contains("\"name\": \"SlowBoot\""))
        #expect(json.contains("\"from\": \"4.15.10\""))
    }

    @Test func `updates looks for each architecture in the channels that are named`() throws {
        try server.add("4-scos-stable", nodes: ["4.16.0-okd-scos.0", "4.16.0-okd-scos.1"], edges: [[0, 1]])
        let arguments = ["--from", "4.16.0-okd-scos.0", "--to", "4.16.0-okd-scos.1", "--channel", "4-scos-stable"]
        let run = try shop.run(["list", "updates", "--okd"] + arguments)
        #expect(run.lines == ["amd64\t4.16.0-okd-scos.0\t4.16.0-okd-scos.1\t4-scos-stable\tnone"], "\(run.errors)")
    }

    @Test func `updates find their way behind the last minor of a major version`() throws {
        try server.add("stable-4.17", nodes: ["4.16.3", "4.17.1"], edges: [[0, 1]])
        try server.add("stable-5.0", nodes: ["4.17.1", "5.0.0"], edges: [[0, 1]])
        let run = try shop.mirror("list", "updates", "--from", "4.16.3", "--to", "5.0.0")
        #expect(run.lines.count == 2, "\(run.errors)")
    }

    @Test(
        "updates that do not exist are errors that name what does",
        arguments: [
            (["--from", "4.14.8", "--to", "4.15.10"], "there is no 4.14.8 (amd64) in stable-4.15", "exists is 4.14.9"),
            (["--from", "4.15.3", "--to", "4.15.10"], "there is no 4.15.3", "4.15.2 and 4.15.10"),
            (["--from", "4.99.0", "--to", "4.99.1"], "there is no channel `stable-4.99`", "mirror list releases"),
            (
                ["--from", "4.15.2", "--to", "4.15.10", "--channel", "fast-4.15"], "there is no channel `fast-4.15`",
                "stable-4.15"
            ),
            (
                ["--from", "4.15.2", "--to", "4.15.10", "--arch", "s390x"],
                "the channel `stable-4.15` has no releases for s390x", "amd64, arm64"
            ),
        ] as [([String], String, String)]
    )
    func unknown(options: [String], summary: String, remedy: String) throws {
        let run = try shop.run(["list", "updates"] + options)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: \(summary)"), "\(run.errors)")
        #expect(run.errors.contains(remedy), "\(run.errors)")
    }

    @Test func `where no update leads, that is told`() throws {
        try server.add("stable-4.16", nodes: ["4.16.0", "4.16.3"])
        let run = try shop.mirror("list", "updates", "--from", "4.16.0", "--to", "4.16.3")
        #expect(run.status == 1)
        #expect(run.errors.contains("no update leads from 4.16.0 to 4.16.3 (amd64) in stable-4.16"))
    }

    @Test func `answers are kept in the cache that an option, XDG or the home names`() throws {
        let arguments = ["list", "releases", "--version", "4.16"]
        #expect(try shop.run(arguments + ["--cache-dir", "elsewhere"]).status == 0)
        #expect(try shop.mirror("list", "releases", "--version", "4.16").status == 0)
        let xdg = ["XDG_CACHE_HOME": shop.folder["xdg"]]
        #expect(try shop.mirror("list", "releases", "--version", "4.16", variables: xdg).status == 0)
        for root in ["work/elsewhere", "home/.cache/mirror", "xdg/mirror"] {
            let files = try FileManager.default.contentsOfDirectory(atPath: shop.folder["\(root)/mirror/graphs/sha256"])
            #expect(files.count == 1, "\(root)")
        }
    }

    @Test func `the version of the program is asked for where no command is named`() throws {
        #expect(try shop.mirror("--version").output == "\(MirrorCommand.version)\n")
    }

    @Test func `an override that is no URL is told`() throws {
        let variables = ["UPDATE_URL_OVERRIDE": "graph.example"]
        let run = try shop.mirror("list", "releases", "--version", "4.16", variables: variables)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: UPDATE_URL_OVERRIDE is not an http or https URL\n  write it as in "))
    }
}
