// SPDX-License-Identifier: Apache-2.0

/// A port of 127.0.0.1 at which every new connection is dropped, as a firewall does that answers nothing.
///
/// The queue of its listener is full, so the system drops what else wants to connect.
package final class SilentHost: Sendable {
    private let sockets: [LoopbackSocket]
    private let port: UInt16

    package init() throws {
        let listener = try LoopbackSocket.listening(backlog: 0)
        port = try listener.port()
        let port = port
        sockets = [listener] + (try (0..<4).map { _ in try LoopbackSocket.connecting(to: port) })
    }

    deinit { for socket in sockets { socket.close() } }

    /// The host and port as they stand in a URL or an image reference.
    package var host: String { "127.0.0.1:\(port)" }
}
