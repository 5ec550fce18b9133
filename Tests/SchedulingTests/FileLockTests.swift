// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import TestSupport
import Testing

@Suite("A lock on a file", .waitsForPrograms)
struct FileLockTests {
    private let folder: TemporaryDirectory
    private var path: String { folder["lock"] }

    init() throws { folder = try TemporaryDirectory() }

    /// Whether another process gets the lock, as `flock` of util-linux sees it.
    private func isFree(_ kind: String) throws -> Bool {
        try runTool(["flock", "--\(kind)", "--nonblock", path, "true"]).status == 0
    }

    @Test("is held by one, or shared by any number")
    func kinds() throws {
        var exclusive: FileLock? = try FileLock(path)
        #expect(try !isFree("exclusive") && !isFree("shared"))
        #expect(throws: FileLockError.held(process: Int(getpid()))) { try FileLock(path, .shared) }
        exclusive = nil
        #expect(try isFree("exclusive"))

        var shared: [FileLock] = [try FileLock(path, .shared), try FileLock(path, .shared)]
        #expect(try !isFree("exclusive") && isFree("shared"))
        // Who held it for itself before does not hold it now, whatever the file says; a process that is gone is nobody.
        try folder.write("4194305\n", to: "lock")
        #expect(throws: FileLockError.held(process: nil)) { try FileLock(path) }
        shared.removeLast()
        #expect(try !isFree("exclusive"))
        shared.removeLast()
        #expect(try isFree("exclusive"))
        withExtendedLifetime(exclusive) {}
    }

    @Test("is waited for as long as was said, and that is told once")
    func waiting() async throws {
        let holder = Guarded<FileLock?>(try FileLock(path))
        #expect(throws: FileLockError.self) { try FileLock.take(path, waiting: .milliseconds(50)) }
        let told = Guarded(0)
        await #expect(throws: FileLockError.self) {
            try await FileLock.take(path, .shared, waiting: .milliseconds(120)) { _ in told.withLock { $0 += 1 } }
        }
        #expect(told.withLock { $0 } == 1)
        async let lock = FileLock.take(path, .shared, waiting: .seconds(60)) { _ in holder.withLock { $0 = nil } }
        _ = try await lock
        #expect(holder.withLock { $0 == nil })
    }

    @Test("is shared where its file can only be read, and refused where there is none and none can be made")
    func readOnly() throws {
        #expect(throws: FileLockError.unopened(path: folder["none/lock"], ENOENT)) {
            try FileLock(folder["none/lock"], .shared)
        }
        try folder.makeDirectory("lock")
        // A folder cannot be opened for writing, whoever asks.
        #expect(throws: FileLockError.unopened(path: path, EISDIR)) { try FileLock(path) }
        withExtendedLifetime(try FileLock(path, .shared)) {}
    }

    @Test("leaves no file open, taken or not")
    func descriptors() throws {
        var lock: FileLock? = try FileLock(path)
        for _ in 0..<100 { #expect(throws: FileLockError.self) { try FileLock(path) } }
        var open: Int {
            get throws {
                let all = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
                return all.count {
                    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == path
                }
            }
        }
        #expect(try open == 1)
        lock = nil
        #expect(try open == 0)
        withExtendedLifetime(lock) {}
    }
}
