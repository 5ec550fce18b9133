// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A system call on a socket failed.
package struct LoopbackError: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    init(call: String) { description = "\(call): errno \(errno)" }
}

/// A TCP socket on 127.0.0.1.
struct LoopbackSocket: Sendable {
    private let descriptor: Int32

    /// Returns a socket that listens on a port of the system's choice, and holds that port until it is closed.
    static func listening(backlog: Int32 = 512) throws -> Self {
        // The system takes a port that it chose back when a socket is shut down, and one that was asked for it leaves.
        let first = try bound(to: 0)
        defer { first.close() }
        let listener = try bound(to: try first.port())
        do {
            try listener.listen(backlog: backlog)
        } catch {
            listener.close()
            throw error
        }
        return listener
    }

    /// Listens, also again after it was shut down.
    func listen(backlog: Int32 = 512) throws {
        guard Glibc.listen(descriptor, backlog) == 0 else { throw LoopbackError(call: "listen") }
    }

    /// Returns a socket that began to connect to a port, and waits for nobody.
    static func connecting(to port: UInt16) throws -> Self {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
        guard descriptor >= 0 else { throw LoopbackError(call: "socket") }
        var address = Self.address(port)
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        let connection = Self(descriptor: descriptor)
        guard status == 0 || errno == EINPROGRESS else {
            defer { connection.close() }
            throw LoopbackError(call: "connect")
        }
        return connection
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static func bound(to port: UInt16) throws -> Self {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw LoopbackError(call: "socket") }
        let bound = Self(descriptor: descriptor)
        bound.set(level: SOL_SOCKET, option: SO_REUSEADDR, to: Int32(1))
        var address = Self.address(port)
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            defer { bound.close() }
            throw LoopbackError(call: "bind")
        }
        return bound
    }

    /// Returns the port the socket is bound to.
    func port() throws -> UInt16 {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &length)
            }
        }
        guard status == 0 else { throw LoopbackError(call: "getsockname") }
        return UInt16(bigEndian: address.sin_port)
    }

    /// Waits for the next connection; `nil` once the socket was shut down.
    func accept() -> Self? {
        while true {
            let descriptor = Glibc.accept(descriptor, nil, nil)
            if descriptor < 0, errno == EINTR || errno == ECONNABORTED { continue }
            guard descriptor >= 0 else { return nil }
            let connection = Self(descriptor: descriptor)
            connection.set(level: Int32(IPPROTO_TCP), option: TCP_NODELAY, to: Int32(1))
            return connection
        }
    }

    /// Reads up to `count` bytes; none at the end.
    func read(_ count: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            var received: Int
            repeat {
                received = unsafe recv(descriptor, buffer.baseAddress, count, 0)
            } while received < 0
                && errno == EINTR
            guard received >= 0 else { throw LoopbackError(call: "recv") }
            filled = received
        }
    }

    /// Sends all of `bytes`.
    func send(_ bytes: some Collection<UInt8>) throws {
        let bytes = Array(bytes)
        try unsafe bytes.withUnsafeBytes { buffer in
            var rest = unsafe buffer[...]
            while let start = unsafe UnsafeRawBufferPointer(rebasing: rest).baseAddress, unsafe !rest.isEmpty {
                let sent = unsafe Glibc.send(descriptor, start, unsafe rest.count, Int32(MSG_NOSIGNAL))
                if sent < 0, errno == EINTR { continue }
                guard sent >= 0 else { throw LoopbackError(call: "send") }
                unsafe rest = unsafe rest.dropFirst(sent)
            }
        }
    }

    /// Waits a moment for the client to hang up; `true` when it has.
    func isHungUp(within milliseconds: Int32) -> Bool {
        // Linux reports the client's half with this flag, which Glibc's module leaves out.
        let hangUp: Int16 = 0x2000
        var status = pollfd(fd: descriptor, events: hangUp, revents: 0)
        return unsafe poll(&status, 1, milliseconds) > 0
    }

    /// Ends both directions; a thread that waits in `read` or `accept` returns.
    func shutDown() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Tells the client that nothing follows, then waits until it hangs up.
    ///
    /// A plain `close` while bytes of the client are unread resets the connection, and the client
    /// may lose the answer that it was just sent.
    func closeGently() {
        guard shutdown(descriptor, Int32(SHUT_WR)) == 0 else { return }
        while let bytes = try? read(64 * 1024), !bytes.isEmpty {}
    }

    /// Makes the coming `close` reset the connection, as a crashed server does.
    func resetOnClose() { set(level: SOL_SOCKET, option: SO_LINGER, to: linger(l_onoff: 1, l_linger: 0)) }

    func close() { _ = Glibc.close(descriptor) }

    private func set<Value>(level: Int32, option: Int32, to value: Value) {
        _ = unsafe withUnsafePointer(to: value) {
            unsafe setsockopt(descriptor, level, option, $0, socklen_t(MemoryLayout<Value>.size))
        }
    }
}
