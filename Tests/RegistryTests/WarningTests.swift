// SPDX-License-Identifier: Apache-2.0

import Logging
import OCI
import Registry
import Scheduling
import TestSupport
import Testing

@Suite("Warnings")
struct WarningTests {
    /// Keeps what is logged.
    private struct Recorder: LogHandler {
        let lines: Guarded<[String]>
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.warning

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            lines.withLock { $0.append("\(event.message)") }
        }
    }

    @Test("of a registry are shown once")
    func once() async throws {
        var options = FakeRegistry.Options()
        options.warning = "this repository will go away"
        let registry = try FakeRegistry(options)
        registry.add(try TestImage(layers: [[1]]), to: "a", tag: "x")
        let lines = Guarded<[String]>([])
        let logger = Logger(label: "test") { _ in Recorder(lines: lines) }
        let client = testClient(.source, logger: logger)
        for _ in 0..<3 { _ = try await client.manifest(registry.repository("a"), .tag(Tag("x"))) }
        #expect(lines.withLock { $0 } == ["\(registry.server.host): this repository will go away"])
    }
}
