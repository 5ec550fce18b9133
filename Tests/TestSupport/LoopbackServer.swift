// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
package import HTTPTransport
import Scheduling

/// An HTTP/1.1 server on a free port of 127.0.0.1, in plain text, that can also misbehave.
///
/// Every connection has its own thread, so a handler may block. An error thrown by the handler,
/// or a handler that answers nothing, closes the connection.
package final class LoopbackServer: Sendable {
    /// What a client sent ahead of a body.
    package struct Request: Sendable, Equatable {
        package let method: String
        /// What stood in the request line: a path with its query, or an absolute URL sent to a proxy.
        package let target: String
        package let headers: HTTPHeaders
        /// Which connection carried it, counted from 0.
        package let connection: Int
    }

    package typealias Handler = @Sendable (LoopbackExchange) throws -> Void

    /// The port that the system chose.
    package let port: UInt16

    private let log: Guarded<LoopbackLog>
    private let handler: Handler

    /// Starts a server that answers every request with `handler`.
    package init(_ handler: @escaping Handler) throws {
        let listener = try LoopbackSocket.listening()
        port = try listener.port()
        let log = Guarded(LoopbackLog())
        self.log = log
        self.handler = handler
        log.withLock { $0.sockets[-1] = listener }
        // Foundation closes over the log, never over the server: one that is let go of must stop.
        Thread.detachNewThread {
            Self.accept(on: listener, log: log, handler: handler)
        }
    }

    deinit {
        stop()
        log.withLock { log in
            log.isReleased = true
            log.held?.close()
        }
    }

    /// The host and port as they stand in a URL or an image reference.
    package var host: String { "127.0.0.1:\(port)" }

    /// The URL of the root, without the closing slash.
    package var url: String { "http://\(host)" }

    /// Every request so far, in the order of arrival.
    package var requests: [Request] { log.withLock { $0.requests } }

    /// How many connections were ever accepted.
    package var connectionCount: Int { log.withLock { $0.connections } }

    /// How many connections are open now.
    package var openConnectionCount: Int { log.withLock { $0.sockets.keys.count { $0 >= 0 } } }

    /// Refuses new connections and cuts the ones that are open; nobody else gets the port as long as the server is there.
    package func stop() {
        log.withLock { log in
            log.isStopped = true
            // The threads that own the descriptors close them when they see the cut. They do so under
            // this lock, so none of these descriptors has a new owner yet.
            for socket in log.sockets.values { socket.shutDown() }
        }
    }

    /// Listens again at the same port after `stop()`.
    package func restart() throws {
        // The thread that accepted connections hands the socket back when it sees that it was shut down.
        while log.withLock({ $0.held == nil }) { sched_yield() }
        let listener = log.withLock { log in
            defer { log.held = nil }
            log.isStopped = false
            log.sockets[-1] = log.held
            return log.held
        }
        guard let listener else { return }
        try listener.listen()
        Thread.detachNewThread { [log, handler] in Self.accept(on: listener, log: log, handler: handler) }
    }

    private static func accept(on listener: LoopbackSocket, log: Guarded<LoopbackLog>, handler: @escaping Handler) {
        while let socket = listener.accept() {
            let number = log.withLock { log -> Int? in
                guard !log.isStopped else { return nil }
                defer { log.connections += 1 }
                log.sockets[log.connections] = socket
                return log.connections
            }
            guard let number else {
                socket.close()
                break
            }
            Thread.detachNewThread {
                serve(socket, number: number, log: log, handler: handler)
                log.withLock { log in
                    log.sockets[number] = nil
                    socket.close()
                }
            }
        }
        log.withLock { log in
            log.sockets[-1] = nil
            if log.isReleased { listener.close() } else { log.held = listener }
        }
    }

    private static func serve(_ socket: LoopbackSocket, number: Int, log: Guarded<LoopbackLog>, handler: Handler) {
        let input = LoopbackInput(socket)
        do {
            while let head = try input.head() {
                let request = Request(
                    method: head.method,
                    target: head.target,
                    headers: head.headers,
                    connection: number
                )
                log.withLock { $0.requests.append(request) }
                let exchange = LoopbackExchange(request, input: input, socket: socket) {
                    log.withLock { $0.isStopped }
                }
                try handler(exchange)
                guard try exchange.finish() else { break }
            }
        } catch {
            // Tests look at what the client makes of a connection that ends here.
        }
    }
}

/// What a server remembers, and which sockets it has to cut when it stops.
struct LoopbackLog: Sendable {
    var requests: [LoopbackServer.Request] = []
    var connections = 0
    /// Connections by number; the listening socket is number -1.
    var sockets: [Int: LoopbackSocket] = [:]
    /// The listening socket of a stopped server, which still holds its port.
    var held: LoopbackSocket?
    var isStopped = false
    /// Whether the server itself is gone.
    var isReleased = false
}
