// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Scheduling

/// The credentials of all registries: auth files in order; the first one that knows a name wins.
package struct CredentialStore: Sendable {
    /// A credential and the place where it was found.
    struct Found: Sendable {
        let credential: Credential
        /// The place, such as `/run/user/1000/containers/auth.json (key quay.io/ns)`.
        let origin: String
    }

    private var files: [AuthFile] = []
    /// The files that were looked for, including missing ones.
    private(set) var consulted: [String] = []
    private var environment: [String: String] = [:]
    /// The answers of credential programs, by program and host; copies share them.
    private let answers = Guarded<[[String]: Credential?]>([:])
    private let asking = SharedWork<[String], Credential?>()

    /// No credentials at all.
    package init() {}

    /// Reads the files in which container tools keep credentials, or only the given file.
    package init(environment: [String: String], authFile: String? = nil) throws {
        self.environment = environment
        let named = authFile ?? environment["REGISTRY_AUTH_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        if let named {
            guard FileManager.default.fileExists(atPath: named) else {
                throw SettingsError(
                    path: named,
                    message: authFile == nil
                        ? "the auth file that REGISTRY_AUTH_FILE names does not exist"
                        : "the auth file does not exist",
                    remedy: "run `podman login --authfile \(named) REGISTRY` to make it"
                )
            }
            files = [try AuthFile(path: named)]
            consulted = [named]
            return
        }
        for (path, isLegacy) in Self.standardFiles(environment) {
            consulted.append(path)
            guard FileManager.default.fileExists(atPath: path) else { continue }
            files.append(try AuthFile(path: path, isLegacy: isLegacy))
        }
        if let path = Self.helmFile(environment), FileManager.default.fileExists(atPath: path) {
            consulted.append(path)
            files.append(try AuthFile(path: path))
        }
    }

    /// Where `helm registry login` keeps credentials, in the same form.
    static func helmFile(_ environment: [String: String]) -> String? {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        if let file = value("HELM_REGISTRY_CONFIG") { return file }
        let configuration = value("XDG_CONFIG_HOME") ?? value("HOME").map { "\($0)/.config" }
        let folder = value("HELM_CONFIG_HOME") ?? configuration.map { "\($0)/helm" }
        return folder.map { "\($0)/registry/config.json" }
    }

    /// The files of containers-auth.json(5), in order; the flag marks the oldest form.
    static func standardFiles(_ environment: [String: String]) -> [(path: String, isLegacy: Bool)] {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let home = value("HOME")
        let runtime = value("XDG_RUNTIME_DIR") ?? "/run/containers/\(getuid())"
        let configuration = value("XDG_CONFIG_HOME") ?? home.map { "\($0)/.config" }
        let docker = value("DOCKER_CONFIG") ?? home.map { "\($0)/.docker" }
        // Without XDG_RUNTIME_DIR the directory already belongs to the container tools.
        let runtimeFile = value("XDG_RUNTIME_DIR") == nil ? "\(runtime)/auth.json" : "\(runtime)/containers/auth.json"
        var files: [(String, Bool)] = [(runtimeFile, false)]
        if let configuration { files.append(("\(configuration)/containers/auth.json", false)) }
        if let docker { files.append(("\(docker)/config.json", false)) }
        if let home { files.append(("\(home)/.dockercfg", true)) }
        return files
    }

    /// The skipped entries of the files, for people.
    package var notes: [String] {
        files.flatMap { file in
            file.broken.map { entry in
                "\(file.path): the entry `\(entry.key)` is skipped, because \(entry.problem);"
                    + " run `podman login --authfile \(file.path) \(entry.key)` to write it again"
            }
        }
    }

    /// Looks up a registry, or a repository of it; may run a credential program.
    func find(host: String, repository: String?) async throws -> Found? {
        for file in files {
            switch file.find(host: host, repository: repository) {
            case nil: continue
            case .credential(let credential, let key):
                return Found(credential: credential, origin: "\(file.path) (key `\(key)`)")
            case .program(let name):
                guard let credential = try await ask(name, host) else { continue }
                return Found(credential: credential, origin: "docker-credential-\(name), which \(file.path) names")
            }
        }
        return nil
    }

    private func ask(_ name: String, _ host: String) async throws -> Credential? {
        let key = [name, host]
        if let known = answers.withLock({ $0[key] }) { return known }
        return try await asking.value(for: key) {
            if let known = answers.withLock({ $0[key] }) { return known }
            let program = CredentialProgram(name: name, environment: environment)
            let answer = try await Waiting.during(.program("docker-credential-\(name)")) {
                try await program.credential(for: host)
            }
            answers.withLock { $0[key] = .some(answer) }
            return answer
        }
    }

    /// The advice if a registry refuses a request and no credential was found.
    func remedy(host: String) -> String {
        let files =
            consulted.isEmpty ? "no auth file was consulted" : "looked in \(consulted.joined(separator: ", "))"
        let broken = self.files.flatMap { file in
            file.brokenEntries(of: host).map { "; the entry `\($0.key)` of \(file.path) is broken: \($0.problem)" }
        }.joined()
        return
            "no credential for `\(host)` was found (\(files)\(broken)); run `podman login \(host)` or name a "
            + "file by \(OptionName.authfile)"
    }
}
