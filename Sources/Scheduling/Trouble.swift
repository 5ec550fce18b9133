// SPDX-License-Identifier: Apache-2.0

/// A temporary failure: its kind and its server.
package struct Trouble: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// The name of the server did not resolve.
        case unresolved
        /// The server refused the connection, or the connection was lost.
        case unreachable
        /// The server did not answer within a time limit; each attempt costs as much again.
        case silent
        /// Bytes move, but too few; one more attempt shows whether another connection is faster.
        case slow
        /// The server answered that it cannot do this at present.
        case busy
        /// The answer is wrong; a few more attempts show whether it ever becomes right.
        case flawed
        /// The server does not show its own recent change yet.
        case settling
    }

    package let kind: Kind
    /// The server, as `host` or `host:port`.
    package let server: String
    /// The kind of request that fails, such as `POST`, while others may work; `nil` if the server does not answer at
    /// all.
    package let request: String?
    /// The time to wait, according to the server.
    package let serverDelay: Duration?
    /// The problem in a few words.
    package let reason: String

    package init(
        _ kind: Kind,
        server: String,
        request: String? = nil,
        serverDelay: Duration? = nil,
        reason: String = ""
    ) {
        self.kind = kind
        self.server = server
        self.request = request
        self.serverDelay = serverDelay
        self.reason = reason
    }
}
