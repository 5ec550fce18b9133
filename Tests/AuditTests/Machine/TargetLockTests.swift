// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import TestSupport
import Testing

@Suite("The lock of a target")
struct TargetLockTests {
    @Test("is held by one command at a time, and the second says for whom it waits")
    func held() async throws {
        let folder = try TemporaryDirectory()
        let trail = try AuditTrail(around: folder["isc.yaml"], commits: false, environment: [:])
        let state = try StateFolder(environment: ["XDG_STATE_HOME": folder["state"]])
        let first = try await TargetLock.take(of: "a.example", trail, state, waiting: .zero) { Issue.record("\($0)") }
        let process = ProcessInfo.processInfo.processIdentifier
        do {
            _ = try await TargetLock.take(of: "a.example", trail, state, waiting: .zero) { Issue.record("\($0)") }
            Issue.record("two locks were taken")
        } catch let error as TargetLockError {
            #expect(error == .held(target: "a.example", process: Int(process)))
            #expect("\(error)".hasSuffix("Wait until process \(process) has finished, then run this command again."))
        }
        var notes: [String] = []
        _ = try? await TargetLock.take(of: "a.example", trail, state, waiting: .milliseconds(60)) { notes.append($0) }
        #expect(notes == ["Waiting for another mirror (process \(process)), which is changing a.example\n"])
        _ = try await TargetLock.take(of: "b.example", trail, state, waiting: .zero) { Issue.record("\($0)") }
        withExtendedLifetime(first) {}
    }
}
