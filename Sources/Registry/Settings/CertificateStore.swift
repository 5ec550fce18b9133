// SPDX-License-Identifier: Apache-2.0

import Foundation
package import HTTPTransport

/// The certificates of each registry, as container tools keep them (containers-certs.d(5)).
package struct CertificateStore: Sendable {
    /// The directories with a subdirectory per registry; the first one that has the registry wins.
    package var directories: [String]
    /// Trusted roots instead of the system's, as PEM text.
    package var trustedRoots: String?
    /// The files of SSL_CERT_DIR that were skipped, each with the reason.
    package private(set) var notes: [String] = []

    /// The bundles of the distributions, in the order in which libcurl and Go look for them.
    static let systemBundles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
    ]

    package init(directories: [String] = [], trustedRoots: String? = nil) {
        self.directories = directories
        self.trustedRoots = trustedRoots
    }

    /// Reads the directories of the user and the system, and the roots that SSL_CERT_FILE and SSL_CERT_DIR name.
    package init(environment: [String: String], systemDirectory: String = "/etc") throws {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let configuration = value("XDG_CONFIG_HOME") ?? value("HOME").map { "\($0)/.config" }
        directories =
            (configuration.map { ["\($0)/containers/certs.d"] } ?? [])
            + ["\(systemDirectory)/containers/certs.d", "\(systemDirectory)/docker/certs.d"]
        var roots: [String] = []
        if let file = value("SSL_CERT_FILE") { roots.append(try TrustedCertificates(file: file).text) }
        for folder in (value("SSL_CERT_DIR") ?? "").split(separator: ":").map(String.init) {
            for name in Self.names(in: folder) where name.hasSuffix(".pem") || name.hasSuffix(".crt") {
                Self.read("\(folder)/\(name)", into: &roots) { notes.append($0) }
            }
        }
        trustedRoots = roots.isEmpty ? nil : roots.joined(separator: "\n")
    }

    /// Returns the security settings for a registry, named as in references.
    ///
    /// A useless file of authorities is skipped, as in podman, and reported to `noting`.
    package func security(
        host: String,
        verifiesPeer: Bool = true,
        noting: (String) -> Void = { _ in }
    ) throws -> TransportSecurity {
        var security = TransportSecurity(verifiesPeer: verifiesPeer, trustedRoots: trustedRoots)
        let candidates = directories.map { "\($0)/\(host)" }
        guard let folder = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            return security
        }
        var authorities: [String] = []
        let names = Self.names(in: folder)
        for name in names {
            if name.hasSuffix(".crt") {
                Self.read("\(folder)/\(name)", into: &authorities, noting)
            } else if name.hasSuffix(".cert") {
                let key = name.dropLast(".cert".count) + ".key"
                guard names.contains(String(key)) else {
                    throw SettingsError(
                        path: "\(folder)/\(name)",
                        message: "the client certificate has no key; expected `\(key)` beside it",
                        remedy: "a CA certificate ends in .crt"
                    )
                }
                if security.clientCertificate == nil {
                    security.clientCertificate = .init(
                        certificatePath: "\(folder)/\(name)",
                        keyPath: "\(folder)/\(key)"
                    )
                }
            } else if name.hasSuffix(".key"), !names.contains(name.dropLast(".key".count) + ".cert") {
                throw SettingsError(
                    path: "\(folder)/\(name)",
                    message: "the key has no certificate; expected `\(name.dropLast(".key".count)).cert` beside it",
                    remedy: "put the certificate there, or move the key elsewhere"
                )
            }
        }
        if !authorities.isEmpty {
            // The registry's own authorities are added to the others and do not replace them.
            let others = trustedRoots ?? Self.systemRoots()
            security.trustedRoots = (authorities + (others.map { [$0] } ?? [])).joined(separator: "\n")
        }
        return security
    }

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    static func systemRoots() -> String? {
        systemBundles.lazy.compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }.first
    }

    private static func read(_ path: String, into texts: inout [String], _ noting: (String) -> Void) {
        do throws(SettingsError) {
            texts.append(try TrustedCertificates(file: path).text)
        } catch {
            noting("\(path) is skipped: \(error.message)")
        }
    }
}
