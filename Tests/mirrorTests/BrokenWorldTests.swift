// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import TestSupport
import Testing

/// Nothing that Foundation or a library says gets out, whatever is broken.
@Suite("A broken world is told in our words:", .waitsForPrograms)
struct BrokenWorldTests {
    private let upstream: RegistryProcess
    private let target: RegistryProcess
    private let shop: Workshop

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host, target.host)
        try await TestImage.sample(1).push(to: upstream.host.repository("a/one"), tag: "1", with: fillingClient())
        try shop.configure(["\(upstream.host)/a/one:1"])
        let plan = try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://\(target.host)/ocp")
        try #require(plan.status == 0, "\(plan.errors)")
    }

    /// Breaks the world, runs its commands, and looks at what they say.
    private func check(_ world: BrokenWorld, as command: [String] = []) throws {
        try world.prepare(shop)
        defer { try? shop.outside("chmod", "-R", "u+rwX", shop.folder.path).mustSucceed() }
        try FileManager.default.createSymbolicLink(
            atPath: shop.folder["mirror"],
            withDestinationPath: Workshop.binary
        )
        for line in world.lines {
            let run = try runTool(
                command + ["bash", "-c", line],
                environment: shop.environment.merging([
                    "TO": "docker://\(target.host)/ocp", "PATH": "\(shop.folder.path):/usr/bin:/bin",
                ]) { $1 },
                in: shop.work
            )
            let said = run.output + run.errors
            let found = BrokenWorld.raw.filter { said.contains($0) }
            #expect(found.isEmpty, "\(line)\n\(said)")
            #expect(![132, 133, 134, 135, 139].contains(run.status), "it crashed: \(line)\n\(said)")
        }
    }

    @Test("something else than was expected lies at a path", arguments: BrokenWorld.misplaced)
    func misplaced(world: BrokenWorld) throws { try check(world) }

    @Test("a file is damaged", arguments: BrokenWorld.damaged)
    func damaged(world: BrokenWorld) throws { try check(world) }

    @Test("a stream is closed or full", arguments: BrokenWorld.streams)
    func streams(world: BrokenWorld) throws { try check(world) }

    @Test("a folder has no usable path", arguments: BrokenWorld.places)
    func places(world: BrokenWorld) throws { try check(world) }

    /// Root may read and write everything, so that the commands run as somebody else where root runs the tests.
    @Test("permissions are missing", arguments: BrokenWorld.forbidden)
    func forbidden(world: BrokenWorld) throws {
        try shop.folder.write(
            "[safe]\n\tdirectory = *\n[user]\n\tname = N\n\temail = n@example.com\n",
            to: "home/.gitconfig"
        )
        guard geteuid() == 0 else { return try check(world) }
        try shop.outside("chmod", "-R", "a+rwX", shop.folder.path).mustSucceed()
        try check(world, as: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"])
    }
}
