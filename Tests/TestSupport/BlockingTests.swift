// SPDX-License-Identifier: Apache-2.0

import Scheduling
package import Testing

/// Runs tests on threads where they may wait for programs, so that the tests beside them go on.
package struct BlockingTests: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(BlockingExecutor.shared) { try await function() }
    }
}

extension Trait where Self == BlockingTests {
    /// The tests wait for programs.
    package static var waitsForPrograms: Self { BlockingTests() }
}
