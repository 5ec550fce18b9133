// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import Plans
import Registry
import TestSupport

/// A user's machine: a home, a folder with a configuration, and `mirror` as it was built.
final class Workshop: Sendable {
    let folder: TemporaryDirectory
    private let variables: [String: String]

    /// Makes a machine whose registries.conf has the given text.
    init(registries: String, variables: [String: String] = [:]) throws {
        folder = try TemporaryDirectory()
        try folder.write(registries, to: "registries.conf")
        try folder.write("[user]\n\tname = Ada\n\temail = ada@example.com\n", to: "home/.gitconfig")
        try folder.makeDirectory("work")
        self.variables = variables
    }

    /// Makes a machine that reaches the given registries over plain HTTP.
    convenience init(insecure hosts: RegistryHost..., variables: [String: String] = [:]) throws {
        let entries = hosts.map { "[[registry]]\nlocation = \"\($0)\"\ninsecure = true\n" }
        try self.init(registries: entries.joined(separator: "\n"), variables: variables)
    }

    var work: String { folder["work"] }

    /// Lets the machine reach one more registry over plain HTTP.
    func reach(insecure host: RegistryHost) throws {
        let text = String(decoding: try folder.read("registries.conf"), as: UTF8.self)
        try folder.write("\(text)\n[[registry]]\nlocation = \"\(host)\"\ninsecure = true\n", to: "registries.conf")
    }

    /// What makes another machine of this one: a home without a state and without a cache.
    func otherHome() throws -> [String: String] {
        try folder.write(try folder.read("home/.gitconfig"), to: "other/.gitconfig")
        return [
            "HOME": folder["other"], "XDG_RUNTIME_DIR": folder["other/run"], "XDG_STATE_HOME": folder["other/state"],
        ]
    }

    /// The variables that its programs see.
    var environment: [String: String] {
        [
            "HOME": folder["home"], "XDG_RUNTIME_DIR": folder["home/run"], "XDG_STATE_HOME": folder["home/state"],
            "CONTAINERS_REGISTRIES_CONF": folder["registries.conf"], "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
        ].merging(variables) { $1 }
    }

    /// The program that was built beside these tests.
    static var binary: String {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "mirror").path
    }

    /// Runs `mirror` to its end.
    @discardableResult
    func mirror(_ arguments: String..., variables: [String: String] = [:], in directory: String? = nil) throws
        -> ToolRun
    {
        try run(arguments, variables: variables, in: directory)
    }

    /// Runs `mirror` with arguments in a list; plans are also written to `plan.json`, for tests to read.
    func run(_ arguments: [String], variables: [String: String] = [:], in directory: String? = nil) throws -> ToolRun {
        try runExactly(Self.keepingPlan(arguments), variables: variables, in: directory)
    }

    /// The arguments with a file for a plan, unless they have one.
    private static func keepingPlan(_ arguments: [String]) -> [String] {
        guard arguments.first == "plan" || arguments.starts(with: ["delete", "plan"]),
            !arguments.contains(where: { ["-o", "--out", "-out"].contains($0) || $0.hasPrefix("--out=") })
        else { return arguments }
        return arguments + ["--out", "plan.json"]
    }

    /// Runs `mirror` with exactly these arguments.
    func runExactly(
        _ arguments: [String],
        variables: [String: String] = [:],
        in directory: String? = nil
    ) throws -> ToolRun {
        try runTool(
            [Self.binary] + arguments,
            environment: environment.merging(variables) { $1 },
            in: directory ?? work
        )
    }

    /// Starts `mirror apply` and hands its process over.
    func startApply(
        _ arguments: String...,
        whenRunning body: (RunningProgram) async throws -> Void
    ) async throws -> ToolRun {
        try await start(["apply"] + arguments, whenRunning: body)
    }

    /// Starts `mirror`, hands its process over, and waits for its end.
    func start(
        _ arguments: [String],
        whenRunning body: (RunningProgram) async throws -> Void
    ) async throws -> ToolRun {
        for name in ["out", "err"] { try folder.write("", to: name) }
        let program = try RunningProgram(
            [Self.binary] + arguments,
            environment: ["PATH": "/usr/bin:/bin"].merging(environment) { $1 },
            in: work,
            output: folder["out"],
            errors: folder["err"]
        )
        try await body(program)
        return ToolRun(
            status: program.wait(),
            output: String(decoding: try folder.read("out"), as: UTF8.self),
            errors: String(decoding: try folder.read("err"), as: UTF8.self)
        )
    }

    /// Waits until the program that `startApply` started has said something.
    func wait(for text: String) async throws {
        try await waitUntil("the program says `\(text)`") {
            String(decoding: try folder.read("err"), as: UTF8.self).contains(text)
        }
    }

    /// Runs git in the user's folder.
    @discardableResult
    func git(_ arguments: String...) throws -> String {
        try toolOutput(["git"] + arguments, environment: environment, in: work)
    }

    /// Runs a program that looks from outside.
    @discardableResult
    func outside(_ arguments: String...) throws -> ToolRun { try outside(arguments) }

    /// Runs a program with arguments in a list.
    func outside(_ arguments: [String]) throws -> ToolRun { try runTool(arguments, environment: environment, in: work) }

    /// Writes a configuration of additional images.
    func configure(_ images: [String], blocked: [String] = [], as name: String = "isc.yaml") throws {
        var text =
            "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\nmirror:\n  additionalImages:\n"
        for image in images { text += "  - name: \(image)\n" }
        if !blocked.isEmpty { text += "  blockedImages:\n" }
        for pattern in blocked { text += "  - name: \(pattern)\n" }
        try folder.write(text, to: "work/\(name)")
    }

    /// The bytes of a file in the user's folder.
    func read(_ name: String) throws -> String {
        String(decoding: try folder.read("work/\(name)"), as: UTF8.self)
    }

    /// The digest of an image at a target as skopeo sees it.
    func digest(_ name: PlacedName) throws -> String? { try digest(name.description) }

    /// The digest of a manifest as skopeo sees it.
    func digest(_ reference: String) throws -> String? {
        let run = try outside("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://\(reference)")
        guard run.status == 0 else { return nil }
        return Digest(of: Array(run.output.utf8)).description
    }

    /// Whether skopeo can pull all of an image.
    func pulls(_ reference: String) throws -> Bool {
        let folder = "dir:pulled-\(UUID().uuidString)"
        let source = "docker://\(reference)"
        return try outside("skopeo", "copy", "--all", "--src-tls-verify=false", source, folder).status == 0
    }
}

/// A client that fills the registries of a test.
func fillingClient() -> RegistryClient {
    RegistryClient(
        role: .destination,
        transport: CurlTransport(CurlTransportOptions(version: "test")),
        settings: RegistrySettings(destinationVerifiesTLS: false)
    )
}

extension RegistryHost {
    /// A repository here.
    func repository(_ name: String) throws -> Repository {
        Repository(host: self, name: try RepositoryName(name))
    }
}

extension TestImage {
    /// An image of a few seeded layers.
    static func sample(_ seed: UInt64, layers: [Int] = [3000, 500]) throws -> TestImage {
        try TestImage(layers: layers.enumerated().map { SeededBytes.layer(seed * 100 + UInt64($0), length: $1) })
    }
}

enum SeededBytes {
    /// The same bytes for the same seed.
    static func layer(_ seed: UInt64, length: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        return generator.bytes(length)
    }

    /// A seed for a text, the same in every run.
    static func seed(_ text: String) -> UInt64 {
        text.utf8.reduce(UInt64(5381)) { ($0 &* 33) ^ UInt64($1) }
    }
}
