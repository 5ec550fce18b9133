// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport

/// Runs `openssl` to its end; names of files among the arguments are looked up in `directory`.
private func openssl(_ arguments: [String], in directory: URL) throws {
    let process = try ChildProcess(["openssl"] + arguments.inside(directory))
    guard process.wait() else { throw SecureServerError(description: "openssl \(arguments)") }
}

extension [String] {
    /// Returns the arguments with paths in place of names of certificates and keys.
    fileprivate func inside(_ directory: URL) -> Self {
        map { $0.hasSuffix(".pem") || $0.hasSuffix(".key") ? directory.appending(path: $0).path() : $0 }
    }
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
        try openssl(
            ["req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
                + ["-keyout", "expired.key", "-out", "expired.csr.pem", "-subj", "/CN=expired"],
            in: directory
        )
        try openssl(
            ["x509", "-req", "-in", "expired.csr.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "-1"]
                + ["-out", "expired.pem"],
            in: directory
        )
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
final class SecureServer: Sendable {
    let url: String
    private let authority: TestAuthority
    private let process: ChildProcess

    /// Starts a server; without `-www` among the arguments it answers with what `answer` is given.
    init(_ authority: TestAuthority, _ arguments: [String], certificate: String = "server") throws {
        self.authority = authority
        let fixed = ["s_server", "-accept", "127.0.0.1:0", "-cert", "\(certificate).pem", "-key", "\(certificate).key"]
        process = try ChildProcess(["openssl"] + (fixed + arguments).inside(authority.directory))
        while true {
            let line = try process.line()
            guard line.hasPrefix("ACCEPT") else { continue }
            url = "https://127.0.0.1:\(line.split(separator: ":").last ?? "")"
            return
        }
    }

    /// Waits for a request on the connection and answers it.
    func answer(_ text: String) throws {
        while try process.line() != "\r" {}
        try process.input.write(contentsOf: Data(text.utf8))
    }
}

extension ChildProcess {
    /// Reads a line, without its line feed.
    func line() throws -> String {
        var bytes: [UInt8] = []
        while let byte = try output.read(upToCount: 1)?.first {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        throw SecureServerError(description: "openssl s_server ended")
    }
}
