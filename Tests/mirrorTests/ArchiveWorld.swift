// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import TestSupport

/// Two sides of a gap: a machine that reaches the upstream registry and a disk, and one that reaches the disk and the
/// target, and nothing else.
final class ArchiveWorld: Sendable {
    let upstream: RegistryProcess
    let target: RegistryProcess
    /// The connected side.
    let shop: Workshop
    /// The far side.
    let far: Workshop
    private let media: TemporaryDirectory

    init() throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host)
        media = try TemporaryDirectory()
        far = try Workshop.farSide(of: target.host)
    }

    /// The folder of the volumes.
    var usb: String { media["usb"] }

    /// A file beside the volumes.
    func path(_ name: String) -> String { "\(usb)/\(name)" }

    /// The volumes in the folder, sorted.
    var volumes: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: usb)) ?? []
        return names.filter { $0.hasSuffix(".tar") }.sorted()
    }

    /// Pushes an image to the upstream registry; returns its reference.
    @discardableResult
    func push(_ image: TestImage, as name: String, tag: String? = "1") async throws -> String {
        try await image.push(to: upstream.host.repository(name), tag: tag, with: fillingClient())
        return "\(upstream.host)/\(name):\(tag ?? "")"
    }

    /// Plans an archive on the connected side.
    func planToDisk(_ options: String..., configuration: String = "isc.yaml") throws -> ToolRun {
        try shop.run(["plan", "-c", configuration, "--to", "file://\(usb)"] + options)
    }

    /// Plans and writes an archive, and expects both to succeed.
    func bring(_ options: String..., configuration: String = "isc.yaml") throws {
        let plan = try shop.run(["plan", "-c", configuration, "--to", "file://\(usb)"] + options)
        guard plan.status == 0 else { throw ToolFailure(arguments: ["plan"], run: plan) }
        let apply = try shop.mirror("apply", "plan.json")
        guard apply.status == 0 else { throw ToolFailure(arguments: ["apply"], run: apply) }
    }

    /// Plans on the far side what the archive brought; the target has the namespace `ocp`.
    func planFromDisk(_ options: String..., configuration: String = "isc.yaml") throws -> ToolRun {
        try planFromDisk(options: options, configuration: configuration)
    }

    /// Plans on the far side what the archive brought, with options in a list.
    func planFromDisk(options: [String], configuration: String = "isc.yaml") throws -> ToolRun {
        let to = "docker://\(target.host)/ocp"
        return try far.run(["plan", "-c", configuration, "--from", "file://\(usb)", "--to", to] + options)
    }

    /// Copies a configuration to the far side.
    func carry(_ configuration: String = "isc.yaml") throws {
        try far.folder.write(try shop.folder.read("work/\(configuration)"), to: "work/\(configuration)")
    }

    /// The plan that was written last on one side.
    func plan(of side: Workshop) throws -> Plan {
        try PlanFile(reading: Data(side.folder.read("work/plan.json"))).plan
    }

    /// Whether nothing was ever sent to the target.
    var targetIsUntouched: Bool { !FileManager.default.fileExists(atPath: "\(target.storage)/docker") }

    /// The bytes of a file beside the volumes.
    func read(_ name: String) throws -> [UInt8] { try media.read("usb/\(name)") }

    /// Writes a file beside the volumes.
    func write(_ bytes: [UInt8], to name: String) throws { try media.write(bytes, to: "usb/\(name)") }

    /// Everything that lies in the folder.
    func files() throws -> [String: [UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: usb)
        return try Dictionary(names.map { ($0, try read($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// Puts everything back as it was.
    func restore(_ files: [String: [UInt8]]) throws {
        try FileManager.default.removeItem(atPath: usb)
        for (name, bytes) in files { try write(bytes, to: name) }
    }
}

extension Workshop {
    /// A machine that reaches one registry, and no other host.
    static func farSide(of target: RegistryHost) throws -> Workshop {
        // Nobody listens there, so whatever wants to go elsewhere fails at once.
        let dead = "http://127.0.0.1:9"
        return try Workshop(
            insecure: target,
            variables: [
                "HTTP_PROXY": dead, "HTTPS_PROXY": dead, "http_proxy": dead, "https_proxy": dead,
                "NO_PROXY": "\(target)", "no_proxy": "\(target)",
            ]
        )
    }
}
