// SPDX-License-Identifier: Apache-2.0

import CLibCurl
import Foundation
import Scheduling

/// A request of a task to libcurl's thread.
enum EngineCommand: Sendable {
    case start(Transfer)
    /// A buffer has space or bytes again.
    case resume(Transfer)
    /// The rest of the answer is not read.
    case release(Transfer)
    /// The transfer's `abortion` was set.
    case abort(Transfer)
    case stop
}

/// The way to libcurl's thread: commands go in from any task, answers leave through the transfers.
// Unchecked and safe: the queue is used only under the lock, and the multi handle belongs to the thread.
@safe
final class CurlEngine: @unchecked Sendable {
    private struct Queue {
        var commands: [EngineCommand] = []
        var isClosed = false
    }

    /// Kept once the thread has cleaned up.
    let end = Promise<Void>()

    let multi: UnsafeMutableRawPointer
    private let queue = Guarded(Queue())

    /// Makes an engine; with `multiplexes`, its requests to a host share connections where the server offers HTTP/2.
    init(options: CurlTransportOptions, multiplexes: Bool = false) {
        Self.initializeLibrary
        // libcurl fails here only without memory, and nothing can be done then.
        guard let multi = unsafe curl_multi_init() else { fatalError("out of memory") }
        unsafe self.multi = multi
        _ = unsafe shim_curl_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, options.idleConnections)
        _ = unsafe shim_curl_multi_setopt_long(
            multi,
            CURLMOPT_PIPELINING,
            Int(multiplexes ? CURLPIPE_MULTIPLEX : CURLPIPE_NOTHING)
        )
    }

    /// Starts libcurl's thread, which works until it is told to stop.
    func start(options: CurlTransportOptions) -> CurlThread {
        CurlThread { [self] in CurlLoop(engine: self, options: options).run() }
    }

    /// Adds a command; `false` if the thread is gone.
    @discardableResult
    func send(_ command: EngineCommand) -> Bool {
        queue.withLock { queue in
            guard !queue.isClosed else { return false }
            queue.commands.append(command)
            // One wake-up is enough for all commands until the thread looks. It is sent under the lock, because the
            // multi handle must still exist.
            if queue.commands.count == 1 { _ = unsafe curl_multi_wakeup(multi) }
            return true
        }
    }

    /// Removes the commands that were added since the last call.
    func takeCommands() -> [EngineCommand] {
        queue.withLock { queue in
            var commands: [EngineCommand] = []
            swap(&commands, &queue.commands)
            return commands
        }
    }

    /// Refuses further commands and returns those that came too late.
    func close() -> [EngineCommand] {
        queue.withLock { queue in
            queue.isClosed = true
            return queue.commands
        }
    }

    /// Initializes libcurl, once in a process and before any other call.
    private static let initializeLibrary: Void = {
        _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    }()
}
