// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A thread whose complete end can be waited for.
///
/// libcurl's TLS library keeps data for each thread and frees it when the thread ends. If the process ends at the
/// same moment, it frees the same data, and both crash. Foundation's threads cannot be waited for.
final class CurlThread: Sendable {
    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private let thread: pthread_t

    /// Starts a thread.
    init(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        // Unsafe: the new thread takes the only reference.
        let work = unsafe Unmanaged.passRetained(Work(body)).toOpaque()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { context in
                if let context = unsafe context {
                    unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                }
                return nil
            },
            work
        )
        // No request can be sent without the thread, and a run has one of them.
        guard code == 0 else { fatalError("no thread can be started: error \(code)") }
        self.thread = thread
    }

    /// Waits until the thread is gone; called on the thread itself, lets it end by itself.
    ///
    /// Call it once.
    func join() {
        if pthread_equal(thread, pthread_self()) != 0 {
            pthread_detach(thread)
        } else {
            _ = pthread_join(thread, nil)
        }
    }
}
