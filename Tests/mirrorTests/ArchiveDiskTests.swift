// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import OCI
import TestSupport
import Testing

/// A disk of a few megabytes, which only root may make.
private final class SmallDisk: Sendable {
    let folder: TemporaryDirectory

    /// Mounts a file system in memory; `nil` where that is not allowed.
    init?(megabytes: Int) throws {
        folder = try TemporaryDirectory()
        try folder.makeDirectory("disk")
        let mount = try runTool(["mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder["disk"]])
        guard mount.status == 0 else { return nil }
    }

    deinit { _ = try? runTool(["umount", "-l", folder["disk"]]) }

    var path: String { folder["disk"] }

    /// Takes all space but so many bytes.
    func fill(except rest: Int) throws {
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: path)
        let free = (attributes[.systemFreeSize] as? NSNumber)?.intValue ?? 0
        try folder.write([UInt8](repeating: 1, count: max(0, free - rest)), to: "disk/filler")
    }

    /// Gives the space back.
    func empty() throws {
        // A program that another test started meanwhile may hold a copy of the open file, and with it what it takes.
        try folder.write([], to: "disk/filler")
        try FileManager.default.removeItem(atPath: folder["disk/filler"])
    }
}

/// A disk that says it has more room than there is, which only root may make.
///
/// It is as one that breaks: what it cannot keep is lost after it was written.
private final class LyingDisk: Sendable {
    let folder: TemporaryDirectory

    /// Mounts a file system of 64 MB in a file that cannot grow beyond a few; `nil` where that is not allowed.
    init?(megabytes: Int) throws {
        folder = try TemporaryDirectory()
        for name in ["real", "disk"] { try folder.makeDirectory(name) }
        let commands = [
            ["mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder["real"]],
            ["truncate", "-s", "64M", folder["real/image"]],
            ["mkfs.ext4", "-q", "-O", "^has_journal", folder["real/image"]],
            ["mount", "-o", "loop", folder["real/image"], folder["disk"]],
        ]
        for command in commands {
            guard let run = try? runTool(command), run.status == 0 else { return nil }
        }
    }

    deinit {
        for name in ["disk", "real"] { _ = try? runTool(["umount", "-l", folder[name]]) }
    }

    var path: String { folder["disk"] }

    /// Unmounts the disk, and mounts it again.
    func mountAgain() throws {
        try toolOutput(["umount", path])
        try toolOutput(["mount", "-o", "loop", folder["real/image"], path])
    }

    /// Makes the disk what it says that it is.
    func repair() throws { try toolOutput(["mount", "-o", "remount,size=100m", folder["real"]]) }
}

@Suite("A disk that takes no more", .waitsForPrograms)
struct ArchiveDiskTests {
    /// Whether this machine lets tests mount file systems: root does, in most containers nobody does.
    static var mayMount: Bool { (try? SmallDisk(megabytes: 1)) != nil }

    /// Whether it also lets them make file systems in files.
    static var mayLie: Bool { (try? LyingDisk(megabytes: 2)) != nil }

    private let world: ArchiveWorld
    private let held: HeldImage

    init() throws {
        world = try ArchiveWorld()
        held = try HeldImage(TestImage(layers: [SeededBytes.layer(7, length: 3_000_000)]), sending: 100_000)
        try world.shop.reach(insecure: held.host)
        try world.shop.configure([held.reference])
    }

    private func plan(_ disk: SmallDisk) throws { try plan(to: disk.path) }

    private func plan(to disk: String) throws {
        let plan = try world.shop.mirror("plan", "-c", "isc.yaml", "--to", "file://\(disk)/usb")
        #expect(plan.status == 0, "\(plan.output)\(plan.errors)")
    }

    @Test(
        "is told before anything is written, or where it fills up; the same plan goes on once there is room",
        .enabled(if: mayMount, "only root may mount a small disk")
    )
    func full() async throws {
        let disk = try #require(try SmallDisk(megabytes: 6))
        try plan(disk)
        try disk.fill(except: 1_000_000)
        let refused = try world.shop.mirror("apply", "plan.json")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("for the volumes: 1.0 MiB free, "), "\(refused.errors)")
        #expect(refused.errors.contains(" MiB needed"), "\(refused.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(disk.path)/usb") == [])
        // Whoever plans hears of it already.
        let warned = try world.shop.mirror("plan", "-c", "isc.yaml", "--to", "file://\(disk.path)/usb")
        #expect(warned.status == 0)
        #expect(warned.errors.contains("warning: \(disk.path)/usb: 1.0 MiB free, "), "\(warned.errors)")

        try disk.empty()
        let failed = try await world.shop.startApply("plan.json") { _ in
            try await held.waitUntilAskedFor()
            // Somebody else takes the space meanwhile.
            try disk.fill(except: 500_000)
            held.release()
        }
        #expect(failed.status == 3, "\(failed.output)\(failed.errors)")
        #expect(failed.output.contains("no space is left"), "\(failed.output)")
        #expect(failed.output.contains("Free some space and run the same plan again"), "\(failed.output)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(disk.path)/usb") == ["mirror_000001.tar.partial"]
        )

        try disk.empty()
        let complete = try world.shop.mirror("apply", "plan.json")
        #expect(complete.status == 0, "\(complete.output)\(complete.errors)")
        let sizes = try toolOutput(["tar", "tvf", "\(disk.path)/usb/mirror_000001.tar"])
        #expect(sizes.contains(" 3000000 "))
    }

    @Test(
        "is told before anything is fetched where a run that was killed left long files with little in them",
        .enabled(if: mayMount, "only root may mount a small disk")
    )
    func fullAfterKill() async throws {
        let disk = try #require(try SmallDisk(megabytes: 6))
        try plan(disk)
        let killed = try await world.shop.startApply("plan.json") { program in
            try await held.waitUntilAskedFor()
            program.send(SIGKILL)
        }
        #expect(killed.status == 128 + 9)
        let partial = "\(disk.path)/usb/mirror_000001.tar.partial"
        #expect(unsafe truncate(partial, 3_000_000) == 0)
        let asked = held.requests
        try disk.fill(except: 1_000_000)
        let refused = try world.shop.mirror("apply", "plan.json")
        #expect(refused.status == 1, "\(refused.output)\(refused.errors)")
        #expect(refused.errors.contains("for the volumes: 1.0 MiB free, "), "\(refused.errors)")
        #expect(refused.errors.contains(" MiB needed"), "\(refused.errors)")
        #expect(held.requests == asked, "nothing is fetched for it")
        held.release()
        try disk.empty()
        #expect(try world.shop.mirror("apply", "plan.json").status == 0)
    }

    @Test(
        "is found out before a volume gets its name, and what it may have lost is not believed later",
        .enabled(if: mayLie, "only root may mount a disk that lies")
    )
    func lies() throws {
        held.release()
        let disk = try #require(try LyingDisk(megabytes: 2))
        try plan(to: disk.path)
        let failed = try world.shop.mirror("apply", "plan.json")
        #expect(failed.status == 1, "\(failed.output)\(failed.errors)")
        #expect(failed.errors.contains("a part of it was not written to the disk"), "\(failed.output)\(failed.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(disk.path)/usb") == [])

        try disk.repair()
        let asked = held.requests
        let complete = try world.shop.mirror("apply", "plan.json")
        #expect(complete.status == 0, "\(complete.output)\(complete.errors)")
        #expect(held.requests > asked, "everything is fetched again")
        // Mounted anew, it has only what is on it.
        try disk.mountAgain()
        let layer = try #require(held.image.blobs.first { $0.value.count == 3_000_000 })
        let volume = try Data(contentsOf: URL(filePath: "\(disk.path)/usb/mirror_000001.tar"))
        #expect(volume.firstRange(of: layer.value) != nil)
    }

    @Test("may only be read, which is told with its path", .enabled(if: mayMount, "only root may mount a small disk"))
    func readOnly() async throws {
        let disk = try #require(try SmallDisk(megabytes: 6))
        try plan(disk)
        try disk.folder.makeDirectory("disk/usb")
        try toolOutput(["mount", "-o", "remount,ro", disk.path])
        let refused = try world.shop.mirror("apply", "plan.json")
        #expect(refused.status == 1, "\(refused.output)")
        #expect(refused.errors.contains("\(disk.path)/usb"), "\(refused.errors)")
        #expect(refused.errors.lowercased().contains("read-only"), "\(refused.errors)")
        #expect(!held.isAskedFor, "nothing is fetched for it")
    }
}
