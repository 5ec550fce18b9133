// SPDX-License-Identifier: Apache-2.0

package import Applying
package import Scheduling

/// What signals do to a run.
package struct ToolInterrupts: Sendable {
    /// Runs a body that a signal cancels; throws `CancellationError` if the body did not finish.
    package let cancelling: @Sendable (@escaping @Sendable () async throws -> Void) async throws -> Void
    /// Turns signals into requests to stop, as long as the returned object exists.
    package let stopping: @Sendable (StopSignal, Outages) -> AnyObject

    package init(
        cancelling: @escaping @Sendable (@escaping @Sendable () async throws -> Void) async throws -> Void,
        stopping: @escaping @Sendable (StopSignal, Outages) -> AnyObject
    ) {
        self.cancelling = cancelling
        self.stopping = stopping
    }
}
