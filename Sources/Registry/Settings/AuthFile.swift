// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation

/// A credentials file: auth.json, config.json or .dockercfg (containers-auth.json(5)).
struct AuthFile: Sendable {
    /// The place of a name's credential in a file.
    enum Finding: Sendable, Equatable {
        case credential(Credential, key: String)
        /// An external program has it, under the host.
        case program(String)
    }

    let path: String
    /// The broken entries that are skipped, each with the reason, but without any of its content.
    ///
    /// Podman and docker skip them too: a broken entry for one registry must not affect another.
    private(set) var broken: [(key: String, problem: String)] = []
    /// Credentials by normalized key.
    private var entries: [String: (key: String, credential: Credential)] = [:]
    private var programs: [String: String] = [:]
    private var defaultProgram: String?

    private struct Body: Decodable {
        var auths: [String: Lenient<Entry>]?
        var credHelpers: [String: Lenient<String>]?
        var credsStore: String?
    }

    /// A value or its problem; neither for `null`.
    private struct Lenient<Value: Decodable>: Decodable {
        let value: Value?
        let problem: String?

        init(from decoder: any Decoder) throws {
            do {
                let container = try decoder.singleValueContainer()
                value = container.decodeNil() ? nil : try container.decode(Value.self)
                problem = nil
            } catch {
                value = nil
                problem = error.decodingProblem
            }
        }
    }

    private struct Entry: Decodable {
        var auth: String?
        var username: String?
        var password: String?
        var identitytoken: String?
    }

    /// Reads a file; `isLegacy` means the form of .dockercfg, which has the entries at its top level.
    init(path: String, isLegacy: Bool = false) throws {
        self.path = path
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw SettingsError(
                path: path,
                message: "the auth file cannot be read: \(error.readingProblem)",
                remedy: "make it readable for the user who runs mirror, or name another with \(OptionName.authfile)"
            )
        }
        // podman and docker leave empty files behind, which contain no credentials.
        if data.allSatisfy({ $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09 }) { return }
        let body: Body
        do {
            body =
                isLegacy
                ? Body(auths: try JSONDecoder().decode([String: Lenient<Entry>].self, from: data))
                : try JSONDecoder().decode(Body.self, from: data)
        } catch {
            throw SettingsError(
                path: path,
                message: "the auth file is not the JSON that `podman login` writes: \(error.decodingProblem)",
                remedy: "expected {\"auths\": {\"registry.example\": {\"auth\": \"<base64 of user:password>\"}}}"
            )
        }
        for (key, entry) in (body.auths ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let problem = entry.problem { broken.append((key, problem)) }
            guard let value = entry.value else { continue }
            do {
                guard let credential = try Self.credential(value) else { continue }
                add(credential, of: key)
            } catch {
                broken.append((key, "its \(error.message)"))
            }
        }
        for (host, program) in (body.credHelpers ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let problem = program.problem { broken.append((host, problem)) }
            if let name = program.value { programs[Self.normalize(host)] = name }
        }
        defaultProgram = body.credsStore.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Adds a credential; a key that is exactly the name wins over a key written as a URL.
    private mutating func add(_ credential: Credential, of key: String) {
        let name = Self.normalize(key)
        if let known = entries[name], known.key == name, key != name { return }
        entries[name] = (key, credential)
    }

    /// An error that a part of an entry is invalid.
    private struct EntryError: Error {
        let message: String
    }

    private static func credential(_ entry: Entry) throws(EntryError) -> Credential? {
        if let token = entry.identitytoken, !token.isEmpty { return .identityToken(Secret(token)) }
        if let auth = entry.auth, !auth.isEmpty {
            guard let data = Data(base64Encoded: auth), let text = String(data: data, encoding: .utf8),
                let colon = text.firstIndex(of: ":")
            else {
                throw EntryError(message: "`auth` is not the base64 of user:password")
            }
            // Docker pads with zero bytes.
            let password = text[text.index(after: colon)...].trimmingCharacters(in: ["\0"])
            return .basic(user: String(text[..<colon]), password: Secret(password))
        }
        guard let user = entry.username, let password = entry.password, !user.isEmpty else { return nil }
        return .basic(user: user, password: Secret(password))
    }

    /// Returns the host, or the host and a namespace, that a key names.
    ///
    /// Docker writes whole URLs, of which the host counts. Docker Hub has several names.
    private static func normalize(_ key: String) -> String {
        var name = Substring(key)
        var isURL = false
        for scheme in ["https://", "http://"] where name.hasPrefix(scheme) {
            name = name.dropFirst(scheme.count)
            isURL = true
        }
        while name.hasSuffix("/") { name = name.dropLast() }
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let host = parts.first.map(String.init) ?? ""
        let isDockerHub = ["docker.io", "index.docker.io", "registry-1.docker.io"].contains(host)
        let canonical = isDockerHub ? "docker.io" : host
        guard !isURL, parts.count == 2, !(isDockerHub && parts[1] == "v1") else { return canonical }
        return "\(canonical)/\(parts[1])"
    }

    /// The broken entries of a registry.
    func brokenEntries(of host: String) -> [(key: String, problem: String)] {
        broken.filter { Self.normalize($0.key).prefix { $0 != "/" } == Self.normalize(host) }
    }

    /// Looks up a registry, or a repository of it, the most specific key first.
    func find(host: String, repository: String?) -> Finding? {
        let host = Self.normalize(host)
        if let program = programs[host] { return .program(program) }
        var name = repository.map { "\(host)/\($0)" } ?? host
        while true {
            if let entry = entries[name] { return .credential(entry.credential, key: entry.key) }
            guard let slash = name.lastIndex(of: "/") else { break }
            name = String(name[..<slash])
        }
        return defaultProgram.map(Finding.program)
    }
}

extension Error {
    /// The problem of a decoding error, without Foundation's decoration and without any value of the file.
    var decodingProblem: String {
        guard let error = self as? DecodingError else { return readingProblem }
        func at(_ context: DecodingError.Context) -> String {
            context.codingPath.isEmpty ? "it " : "`\(context.codingPath.map(\.stringValue).joined(separator: "."))` "
        }
        switch error {
        case .typeMismatch(let type, let context): return at(context) + "is not \(JSONFault.name(of: type))"
        case .keyNotFound(let key, let context): return at(context) + "lacks `\(key.stringValue)`"
        case .valueNotFound(_, let context): return at(context) + "has no value"
        case .dataCorrupted(let context): return at(context) + "is malformed"
        @unknown default: return "it is malformed"
        }
    }

    /// The reason why a file could not be read, in a few words.
    var readingProblem: String {
        guard let error = self as? CocoaError else { return "\(self)" }
        switch error.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: return "it does not exist"
        case .fileReadNoPermission: return "its permissions forbid it"
        default: return error.fileProblem
        }
    }
}
