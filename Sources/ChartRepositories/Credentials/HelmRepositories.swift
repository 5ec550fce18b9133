// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import HTTPTransport
import Registry
import YAML

/// The repositories that Helm knows on this machine (`helm repo add`), with their credentials.
package struct HelmRepositories: Sendable {
    package let entries: [HelmRepositoryEntry]

    package init(entries: [HelmRepositoryEntry] = []) { self.entries = entries }

    /// Reads Helm's file; there need not be one.
    ///
    /// Throws `SettingsError` if it is there and cannot be read.
    package init(environment: [String: String]) throws {
        guard let path = Self.path(environment), FileManager.default.fileExists(atPath: path) else {
            self.init()
            return
        }
        do {
            try self.init([UInt8](Data(contentsOf: URL(filePath: path))), path: path)
        } catch let error as SettingsError {
            throw error
        } catch {
            throw SettingsError(
                path: path,
                message: "Helm's repositories cannot be read: \(error.fileProblem)",
                remedy: "make the file readable, or name another one by HELM_REPOSITORY_CONFIG"
            )
        }
    }

    /// Where Helm keeps the file; `nil` without a home.
    static func path(_ environment: [String: String]) -> String? {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let file = value("HELM_REPOSITORY_CONFIG") { return file }
        if let folder = value("HELM_CONFIG_HOME") { return "\(folder)/repositories.yaml" }
        let configuration = value("XDG_CONFIG_HOME") ?? value("HOME").map { "\($0)/.config" }
        return configuration.map { "\($0)/helm/repositories.yaml" }
    }

    /// Reads the text of the file; no message shows a line of it, because it has passwords.
    init(_ bytes: [UInt8], path: String) throws(SettingsError) {
        let findings = FindingCollector()
        let source = SourceText(path: path, bytes: bytes)
        guard let root = YAMLComposer.document(in: source, reportingTo: findings) else {
            let line = findings.firstError?.place.map { " (line \($0.line))" } ?? ""
            guard bytes.contains(where: { !" \n\r\t".utf8.contains($0) }) else {
                self.init()
                return
            }
            throw SettingsError(
                path: path,
                message: "Helm's repositories are not YAML\(line)",
                remedy: "write the file again with `helm repo add`, or name another one by HELM_REPOSITORY_CONFIG"
            )
        }
        guard case .sequence(let nodes)? = root["repositories"]?.content else {
            self.init()
            return
        }
        self.init(entries: nodes.compactMap(HelmRepositoryEntry.init))
    }

    /// The entry of the repository at an address.
    func entry(of address: WebAddress) -> HelmRepositoryEntry? { entries.first { $0.isOf(address) } }
}

extension HelmRepositoryEntry {
    /// Reads an entry; one without an address belongs to no repository.
    fileprivate init?(_ node: YAMLNode) {
        guard let url = node.text("url") else { return nil }
        let user = node.text("username")
        let password = node.text("password")
        let hasCredential = user != nil || password != nil
        self.init(
            name: node.text("name") ?? "",
            url: url,
            credential: hasCredential ? .basic(user: user ?? "", password: Secret(password ?? "")) : nil,
            files: Files(
                authorities: node.text("caFile"),
                certificate: node.text("certFile"),
                key: node.text("keyFile")
            ),
            skipsVerification: node.text("insecure_skip_tls_verify") == "true",
            passesCredentialsToAll: node.text("pass_credentials_all") == "true"
        )
    }
}

extension YAMLNode {
    /// The value of a key of a mapping.
    fileprivate subscript(key: String) -> YAMLNode? {
        guard case .mapping(let fields) = content else { return nil }
        return fields.first { $0.key == key }?.value
    }

    /// The text under a key, if there is one: a password may look like a number.
    fileprivate func text(_ key: String) -> String? {
        guard let node = self[key], !node.isNull, case .scalar(let scalar) = node.content, !scalar.text.isEmpty else {
            return nil
        }
        return scalar.text
    }
}
