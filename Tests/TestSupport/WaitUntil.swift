// SPDX-License-Identifier: Apache-2.0

/// What a test waited for did not come.
package struct NothingCame: Error, CustomStringConvertible {
    package let description: String
}

/// The time after which a test gives up.
///
/// It is long, because a machine may be slow and busy: only a test that fails anyway waits for so long.
package let testPatience = Duration.seconds(180)

/// Waits until a condition holds; throws `NothingCame` if it does not come true.
package func waitUntil(
    _ what: @autoclosure () -> String,
    _ condition: () async throws -> Bool
) async throws {
    let end = ContinuousClock.now + testPatience
    while try await !condition() {
        guard ContinuousClock.now < end else { throw NothingCame(description: "waited in vain until \(what())") }
        try await Task.sleep(for: .milliseconds(10))
    }
}
