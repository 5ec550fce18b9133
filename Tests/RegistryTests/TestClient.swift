// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import Logging
import OCI
import Registry
import Scheduling
import TestSupport

/// A clock that moves only when somebody sleeps or a test says so.
final class TestClock: Sendable {
    private let state = Guarded<(now: Date, sleeps: [Duration])>((Date(timeIntervalSince1970: 1_000_000), []))

    /// The waits so far.
    var sleeps: [Duration] { state.withLock { $0.sleeps } }
    var now: Date { state.withLock { $0.now } }

    /// Lets time pass.
    func advance(_ seconds: Double) { state.withLock { $0.now.addTimeInterval(seconds) } }

    /// The clock as a client takes it.
    var time: TimeSource {
        TimeSource(
            now: { self.now },
            sleep: { duration in
                try Task.checkCancellation()
                self.state.withLock { state in
                    state.sleeps.append(duration)
                    state.now.addTimeInterval(Double(duration.components.seconds))
                }
                await Task.yield()
            }
        )
    }
}

/// Makes a client for registries on this machine: without TLS and with a clock of the test.
func testClient(
    _ role: RegistryClient.Role,
    _ settings: RegistrySettings = RegistrySettings(),
    clock: TestClock = TestClock(),
    requestsPerHost: Int = 32,
    logger: Logger? = nil
) -> RegistryClient {
    var settings = settings
    settings.sourceVerifiesTLS = false
    settings.destinationVerifiesTLS = false
    return RegistryClient(
        role: role,
        transport: CurlTransport(.init(version: "test")),
        settings: settings,
        policy: RequestPolicy(retry: RetryPolicy(time: clock.time), requestsPerHost: requestsPerHost),
        logger: logger
    )
}

extension FakeRegistry {
    /// The settings of somebody who may do everything here.
    func settings(_ directory: TestDirectory, identityToken: Bool = false) throws -> RegistrySettings {
        let entry: [String: String] =
            identityToken
            ? ["identitytoken": Self.identityToken]
            : ["auth": Data("\(Self.user):\(Self.password)".utf8).base64EncodedString()]
        let data = try JSONSerialization.data(withJSONObject: ["auths": [server.host: entry]])
        let file = try directory.write("auth-\(server.port).json", String(decoding: data, as: UTF8.self))
        return RegistrySettings(credentials: try CredentialStore(environment: [:], authFile: file))
    }

    /// How often the token service was asked.
    var tokenRequests: Int { log.count { $0.hasSuffix(Self.tokenPath) } }
}
