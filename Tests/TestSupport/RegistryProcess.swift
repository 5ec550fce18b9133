// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
package import OCI
import Scheduling

/// A real registry: Debian's docker-registry on a free port of 127.0.0.1, with its files in a directory of its own.
package final class RegistryProcess: Sendable {
    /// How the registry is set up.
    package struct Options: Sendable {
        /// Whether manifests may be deleted.
        package var allowsDeletes = true
        /// Whether only ``user`` with ``password`` gets in.
        package var wantsPassword = false
        /// Whether it speaks TLS, with a certificate of ``certificates``.
        package var speaksTLS = false
        package var isReadOnly = false

        package init(
            allowsDeletes: Bool = true,
            wantsPassword: Bool = false,
            speaksTLS: Bool = false,
            isReadOnly: Bool = false
        ) {
            self.allowsDeletes = allowsDeletes
            self.wantsPassword = wantsPassword
            self.speaksTLS = speaksTLS
            self.isReadOnly = isReadOnly
        }
    }

    /// The registry cannot be started.
    package struct StartFailure: Error, CustomStringConvertible {
        package let description: String
    }

    package static let user = "ali"
    package static let password = "sesame"
    /// The password's bcrypt hash, made once with crypt(3): no program on a bare Debian makes one.
    private static let passwordLine = "ali:$2y$05$abcdefghijklmnopqrstuuKcS.CYWVYVaLiiCKrrc0A5s3mGesJ9O"

    /// The host and port, as they stand in a reference.
    package let host: RegistryHost
    /// The certificate and its authority, where the registry speaks TLS.
    package let certificates: TestCertificates?
    /// Where the registry keeps its content, `docker/registry/v2/…`.
    package let storage: String

    private let directory: String
    private let program: RunningProgram

    package init(_ options: Options = Options()) throws {
        directory = NSTemporaryDirectory() + "registry-\(UUID().uuidString)"
        storage = "\(directory)/data"
        try FileManager.default.createDirectory(atPath: storage, withIntermediateDirectories: true)
        certificates = options.speaksTLS ? try TestCertificates(in: directory) : nil
        try Self.passwordLine.write(toFile: "\(directory)/htpasswd", atomically: true, encoding: .utf8)
        let configuration = Self.configuration(options, directory: directory, certificates)
        try configuration.write(toFile: "\(directory)/config.yml", atomically: true, encoding: .utf8)

        let log = "\(directory)/log"
        try "".write(toFile: log, atomically: false, encoding: .utf8)
        program = try RunningProgram(
            [try Self.binary(), "serve", "\(directory)/config.yml"],
            environment: ["PATH": "/usr/bin:/bin", "OTEL_TRACES_EXPORTER": "none"],
            errors: log
        )
        host = try Self.waitForHost(program, log: log)
    }

    deinit { stop() }

    /// Has the registry's own garbage collector remove what no manifest needs.
    package func collectGarbage() throws {
        _ = try toolOutput([try Self.binary(), "garbage-collect", "\(directory)/config.yml"], environment: [:])
    }

    /// The bytes of all blobs, manifests among them.
    package func storedBytes() throws -> Int64 { try storedContents().values.reduce(0, +) }

    /// The sizes of all blobs, manifests among them, by their digests.
    package func storedContents() throws -> [String: Int64] {
        let root = "\(storage)/docker/registry/v2/blobs"
        let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        var sizes: [String: Int64] = [:]
        for name in files where name.hasSuffix("/data") {
            let size = try FileManager.default.attributesOfItem(atPath: "\(root)/\(name)")[.size] as? Int64
            // `sha256/01/0123…/data`
            let parts = name.split(separator: "/")
            if parts.count == 4 { sizes["\(parts[0]):\(parts[2])"] = size ?? 0 }
        }
        return sizes
    }

    /// The manifests of each repository, whether they have a tag or not, as its files name them.
    package func storedManifests() throws -> [String: Set<Digest>] {
        let root = "\(storage)/docker/registry/v2/repositories"
        let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        var found: [String: Set<Digest>] = [:]
        for name in files where name.hasSuffix("/link") {
            guard let folder = name.range(of: "/_manifests/revisions/") else { continue }
            let text = try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
            found[String(name[..<folder.lowerBound]), default: []].insert(try Digest(text))
        }
        return found
    }

    /// Ends the registry and removes its files.
    package func stop() {
        program.send(SIGTERM)
        program.wait()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// The registry chooses its port itself and says so, so no other process can take it in between.
    private static func waitForHost(_ program: RunningProgram, log: String) throws -> RegistryHost {
        let end = ContinuousClock.now + testPatience
        while ContinuousClock.now < end {
            let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            if let line = text.range(of: "listening on 127.0.0.1:") {
                let port = text[line.upperBound...].prefix { $0.isNumber }
                if !port.isEmpty, text[line.upperBound...].dropFirst(port.count).first != nil {
                    return try RegistryHost("127.0.0.1:\(port)")
                }
            }
            guard program.isRunning else { throw StartFailure(description: "docker-registry ended at once:\n\(text)") }
            Thread.sleep(forTimeInterval: 0.02)
        }
        program.send(SIGTERM)
        throw StartFailure(description: "docker-registry did not say where it listens")
    }

    /// The package's root, two directories above this one.
    private static let packageRoot =
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func binary() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        let named = environment["MIRROR_DOCKER_REGISTRY"].map { [$0] } ?? []
        let installed = packageRoot.appending(path: ".build/tools/usr/bin/docker-registry").path
        let inPath = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/docker-registry" }
        for path in named + [installed] + inPath where FileManager.default.isExecutableFile(atPath: path) {
            return path
        }
        throw StartFailure(
            description: "no docker-registry at \(installed) or in PATH; `make test` installs it there"
                + " (MIRROR_DOCKER_REGISTRY names another)"
        )
    }

    private static func configuration(
        _ options: Options,
        directory: String,
        _ certificates: TestCertificates?
    ) -> String {
        var text = """
            version: 0.1
            log:
              level: info
              accesslog:
                disabled: true
            storage:
              filesystem:
                rootdirectory: \(directory)/data
              delete:
                enabled: \(options.allowsDeletes)
              redirect:
                disable: true

            """
        if options.isReadOnly { text += "  maintenance:\n    readonly:\n      enabled: true\n" }
        text += "http:\n  addr: 127.0.0.1:0\n"
        if let certificates {
            text += "  tls:\n    certificate: \(certificates.certificate)\n    key: \(certificates.key)\n"
        }
        if options.wantsPassword {
            text += "auth:\n  htpasswd:\n    realm: test\n    path: \(directory)/htpasswd\n"
        }
        return text
    }
}
