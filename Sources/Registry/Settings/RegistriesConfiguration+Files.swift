// SPDX-License-Identifier: Apache-2.0

import Foundation
import TOMLKit

extension RegistriesConfiguration {
    private struct Body: Decodable {
        struct Registry: Decodable {
            var prefix: String?
            var location: String?
            var insecure: Bool?
            var blocked: Bool?
            var mirrorByDigestOnly: Bool?
            var mirror: [MirrorTable]?

            enum CodingKeys: String, CodingKey {
                case prefix, location, insecure, blocked, mirror
                case mirrorByDigestOnly = "mirror-by-digest-only"
            }
        }

        struct MirrorTable: Decodable {
            var location: String?
            var insecure: Bool?
            var pullFromMirror: String?

            enum CodingKeys: String, CodingKey {
                case location, insecure
                case pullFromMirror = "pull-from-mirror"
            }
        }

        /// The first version of the format: lists of hosts.
        struct Lists: Decodable {
            struct List: Decodable { var registries: [String]? }
            var insecure: List?
            var block: List?
        }

        var registry: [Registry]?
        var registries: Lists?
    }

    /// Reads the file that applies and its drop-ins; a later drop-in replaces a prefix of an earlier one.
    package init(environment: [String: String], systemDirectory: String = "/etc") throws {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let user = value("XDG_CONFIG_HOME") ?? value("HOME").map { "\($0)/.config" }
        let userFile = user.map { "\($0)/containers/registries.conf" }
        let userDropIns = user.map { "\($0)/containers/registries.conf.d" }
        let systemFile = "\(systemDirectory)/containers/registries.conf"
        var dropIns = ["\(systemDirectory)/containers/registries.conf.d"] + (userDropIns.map { [$0] } ?? [])
        self.init()
        if let named = value("CONTAINERS_REGISTRIES_CONF") {
            guard FileManager.default.fileExists(atPath: named) else {
                throw SettingsError(
                    path: named,
                    message: "the file that CONTAINERS_REGISTRIES_CONF names does not exist",
                    remedy: "correct the variable, or unset it"
                )
            }
            try add(contentsOf: named)
        } else if let userFile, FileManager.default.fileExists(atPath: userFile) {
            try add(contentsOf: userFile)
            // The user's file replaces all files of the system, as for podman and skopeo.
            dropIns.removeFirst()
        } else if FileManager.default.fileExists(atPath: systemFile) {
            try add(contentsOf: systemFile)
        }
        for folder in dropIns {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for name in names.sorted() where name.hasSuffix(".conf") { try add(contentsOf: "\(folder)/\(name)") }
        }
    }

    private mutating func add(contentsOf path: String) throws {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw SettingsError(
                path: path,
                message: "the file cannot be read: \(error.readingProblem)",
                remedy: "make it readable for the user who runs mirror"
            )
        }
        try add(text, path: path)
    }

    /// Adds the settings of one file.
    mutating func add(_ text: String, path: String) throws {
        let body: Body
        do {
            body = try TOMLDecoder().decode(Body.self, from: text)
        } catch let error as TOMLParseError {
            throw SettingsError(
                path: path,
                message: "not TOML at line \(error.source.begin.line): \(error.description)",
                remedy: "correct that line"
            )
        } catch {
            throw SettingsError(
                path: path,
                message: "not a valid registries.conf: \(error.decodingProblem)",
                remedy: "correct it; `man containers-registries.conf` describes the keys"
            )
        }
        if let lists = body.registries {
            guard body.registry == nil else {
                throw SettingsError(
                    path: path,
                    message: "it mixes the first format ([registries.insecure]) with the second ([[registry]])",
                    remedy: "write all in the second format: a [[registry]] with `location` and `insecure = true`"
                )
            }
            for host in lists.insecure?.registries ?? [] { replace(Self.listed(host, path) { $0.isInsecure = true }) }
            for host in lists.block?.registries ?? [] { replace(Self.listed(host, path) { $0.isBlocked = true }) }
        }
        for registry in body.registry ?? [] { replace(try Self.entry(registry, path: path)) }
    }

    private static func listed(_ host: String, _ path: String, _ change: (inout Entry) -> Void) -> Entry {
        var entry = Entry(prefix: host, file: path)
        change(&entry)
        return entry
    }

    private mutating func replace(_ entry: Entry) {
        entries.removeAll { $0.prefix == entry.prefix }
        entries.append(entry)
    }

    private static func entry(_ registry: Body.Registry, path: String) throws -> Entry {
        func text(_ value: String?) throws -> String? {
            guard var value, !value.isEmpty else { return nil }
            guard !value.contains("://") else {
                throw SettingsError(
                    path: path,
                    message: "`\(value)`: a location has no scheme such as https://",
                    remedy: "write only host, port and path; `insecure = true` allows plain HTTP"
                )
            }
            while value.hasSuffix("/") { value.removeLast() }
            return value
        }
        let location = try text(registry.location)
        guard let prefix = try text(registry.prefix) ?? location else {
            throw SettingsError(
                path: path,
                message: "a [[registry]] has neither `prefix` nor `location`",
                remedy: "give it a `location`, as in: location = \"registry.example\""
            )
        }
        guard location != nil || prefix.hasPrefix("*.") else {
            throw SettingsError(
                path: path,
                message: "the [[registry]] with prefix `\(prefix)` has no `location`",
                remedy: "give it a `location`; only a prefix that begins with `*.` needs none"
            )
        }
        var entry = Entry(prefix: prefix, location: location == prefix ? nil : location, file: path)
        entry.isInsecure = registry.insecure ?? false
        entry.isBlocked = registry.blocked ?? false
        for mirror in registry.mirror ?? [] {
            guard let location = try text(mirror.location) else {
                throw SettingsError(
                    path: path,
                    message: "a mirror of `\(prefix)` has no `location`",
                    remedy: "give it a `location`, or remove the [[registry.mirror]]"
                )
            }
            if mirror.pullFromMirror != nil, registry.mirrorByDigestOnly == true {
                throw SettingsError(
                    path: path,
                    message:
                        "`\(prefix)` sets `mirror-by-digest-only` and its mirror `pull-from-mirror`; only one is allowed",
                    remedy: "remove `mirror-by-digest-only`"
                )
            }
            var use: MirrorUse = registry.mirrorByDigestOnly == true ? .digestOnly : .all
            if let asked = mirror.pullFromMirror {
                guard let known = MirrorUse(rawValue: asked) else {
                    throw SettingsError(
                        path: path,
                        message: "`pull-from-mirror = \"\(asked)\"`: expected all, digest-only or tag-only",
                        remedy: "write one of these, or remove the key, which means all"
                    )
                }
                use = known
            }
            entry.mirrors.append(PullMirror(location: location, isInsecure: mirror.insecure ?? false, use: use))
        }
        return entry
    }
}
