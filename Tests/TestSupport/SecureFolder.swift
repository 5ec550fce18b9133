// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A folder that `openssl s_server` serves over TLS, on a free port of 127.0.0.1, with a certificate of a private authority.
package final class SecureFolder: Sendable {
    package let certificates: TestCertificates
    private let directory: String
    private let program: RunningProgram
    /// The host and the port.
    package let host: String

    package struct StartFailure: Error {}

    /// Serves files by their paths.
    package init(_ files: [String: [UInt8]]) throws {
        directory = NSTemporaryDirectory() + "secure-\(UUID().uuidString)"
        let root = "\(directory)/root"
        for (path, bytes) in files {
            let file = URL(filePath: "\(root)/\(path)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(bytes).write(to: file)
        }
        certificates = try TestCertificates(in: directory)
        let log = "\(directory)/log"
        program = try RunningProgram(
            [
                "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", certificates.certificate, "-key",
                certificates.key, "-WWW",
            ],
            environment: ["PATH": "/usr/bin:/bin"],
            in: root,
            output: log,
            errors: "\(directory)/errors"
        )
        host = try Self.host(in: log)
    }

    deinit {
        program.send(SIGKILL)
        program.wait()
        try? FileManager.default.removeItem(atPath: directory)
    }

    package var url: String { "https://\(host)" }

    /// Waits until the server says where it listens.
    private static func host(in log: String) throws -> String {
        let end = ContinuousClock.now + testPatience
        while ContinuousClock.now < end {
            let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            if let line = text.split(separator: "\n").first(where: { $0.hasPrefix("ACCEPT ") }), text.hasSuffix("\n") {
                return String(line.dropFirst("ACCEPT ".count))
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
        throw StartFailure()
    }
}
