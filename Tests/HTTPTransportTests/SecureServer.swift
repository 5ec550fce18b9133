// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport

/// Runs `openssl` to its end.
private func openssl(_ arguments: [String], in directory: URL) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.currentDirectoryURL = directory
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw SecureServerError(description: "openssl \(arguments)") }
}

/// `openssl` did not do what it was asked for.
struct SecureServerError: Error, CustomStringConvertible {
    let description: String
}

/// A private authority with a certificate for 127.0.0.1 and one for a client.
final class TestAuthority: Sendable {
    let directory: URL
    /// The authority's own certificate, as PEM.
    let root: String

    init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "mirror-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
        try openssl(
            ["req", "-x509"] + key + ["-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=ca"],
            in: directory
        )
        for (name, purpose) in [("server", "subjectAltName=IP:127.0.0.1"), ("client", "extendedKeyUsage=clientAuth")] {
            try openssl(
                ["req", "-x509", "-CA", "ca.pem", "-CAkey", "ca.key", "-addext", purpose] + key
                    + ["-keyout", "\(name).key", "-out", "\(name).pem", "-subj", "/CN=\(name)"],
                in: directory
            )
        }
        root = try String(contentsOf: directory.appending(path: "ca.pem"), encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    /// The client's certificate and key.
    var clientCertificate: TransportSecurity.ClientCertificate {
        TransportSecurity.ClientCertificate(
            certificatePath: directory.appending(path: "client.pem").path(),
            keyPath: directory.appending(path: "client.key").path()
        )
    }
}

/// `openssl s_server` with a certificate of a `TestAuthority`.
///
/// It serves one connection after the other.
// Unchecked: the process starts in `init` and ends in `deinit`; a test answers from one task.
final class SecureServer: @unchecked Sendable {
    let url: String
    private let authority: TestAuthority
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    /// Starts a server; without `-www` among the arguments it answers with what `send` is given.
    init(_ authority: TestAuthority, _ arguments: [String]) throws {
        self.authority = authority
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", "server.pem", "-key", "server.key"] + arguments
        process.currentDirectoryURL = authority.directory
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var text = ""
        while let data = try output.fileHandleForReading.read(upToCount: 1), !data.isEmpty {
            text += String(decoding: data, as: UTF8.self)
            guard text.hasSuffix("\n"), let line = text.split(separator: "\n").last(where: { $0.hasPrefix("ACCEPT") })
            else { continue }
            url = "https://127.0.0.1:\(line.split(separator: ":").last ?? "")"
            return
        }
        throw SecureServerError(description: "openssl s_server: \(text)")
    }

    deinit { stop() }

    /// Ends the server.
    func stop() {
        // The child inherits the signal mask of a dispatch thread, which blocks milder signals.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Waits for a request on the connection and answers it.
    func answer(_ text: String) throws {
        var request = ""
        while !request.hasSuffix("\r\n\r\n") {
            guard let data = try output.fileHandleForReading.read(upToCount: 1), !data.isEmpty else {
                throw SecureServerError(description: "openssl s_server ended")
            }
            request += String(decoding: data, as: UTF8.self)
        }
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    }
}
