// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Registry
package import TrustPolicies

/// The files of the container tools that say which images are trusted, where these tools look for them.
package struct TrustFiles: Sendable {
    /// The policy that an option names.
    private let policyOption: String?
    /// The folder `registries.d` that an option names.
    private let storesOption: String?
    private let home: String?
    private let systemDirectory: String
    private let isRoot: Bool

    package init(
        policy: String? = nil,
        stores: String? = nil,
        environment: [String: String],
        systemDirectory: String = "/etc",
        isRoot: Bool = getuid() == 0
    ) {
        policyOption = policy
        storesOption = stores
        home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        self.systemDirectory = systemDirectory
        self.isRoot = isRoot
    }

    /// Reads the policy: the named one, else that of the user, else that of the system; `nil` if there is none.
    ///
    /// One that no option names and that accepts everything has no effect.
    package func policy() throws -> TrustPolicy? {
        if let policyOption {
            return try TrustPolicy(Self.bytes(of: policyOption, limit: TrustPolicy.sizeLimit), path: policyOption)
        }
        let places = [
            home.map { (path: "\($0)/.config/containers/policy.json", name: "~/.config/containers/policy.json") },
            (path: "\(systemDirectory)/containers/policy.json", name: "\(systemDirectory)/containers/policy.json"),
        ]
        guard let place = places.compactMap(\.self).first(where: { FileManager.default.fileExists(atPath: $0.path) })
        else { return nil }
        let policy = try TrustPolicy(Self.bytes(of: place.path, limit: TrustPolicy.sizeLimit), path: place.name)
        return policy.demandsAnything ? policy : nil
    }

    /// Reads where signatures are: the named folder, else that of the user, else that of the system.
    package func stores() throws -> SignatureStores {
        try SignatureStores(files(), fallback: fallback)
    }

    /// The folder in which the container tools keep signatures if no file says anything else.
    private var fallback: String? {
        isRoot ? "file:///var/lib/containers/sigstore" : home.map { "file://\($0)/.local/share/containers/sigstore" }
    }

    private func files() throws -> [SignatureStores.File] {
        let places = [
            home.map { "\($0)/.config/containers/registries.d" }, "\(systemDirectory)/containers/registries.d",
        ]
        guard let folder = storesOption ?? places.compactMap(\.self).first(where: FileManager.default.fileExists)
        else { return [] }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw SettingsError(
                path: folder,
                message: "the folder cannot be read: \(error.fileProblem)",
                remedy: "name a folder with files such as default.yaml in \(OptionName.registriesFolder)"
            )
        }
        return try names.sorted().filter { $0.hasSuffix(".yaml") }.map { name in
            let path = "\(folder)/\(name)"
            return SignatureStores.File(path: path, bytes: try Self.bytes(of: path, limit: TrustPolicy.sizeLimit))
        }
    }

    /// Reads a file of at most `limit` bytes.
    static func bytes(of path: String, limit: Int) throws(SettingsError) -> [UInt8] {
        let bytes: Data
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            bytes = try file.read(upToCount: limit + 1) ?? Data()
        } catch {
            throw SettingsError(
                path: path,
                message: "the file cannot be read: \(error.fileProblem)",
                remedy: "check the path and who may read it"
            )
        }
        guard bytes.count <= limit else {
            throw SettingsError(
                path: path,
                message: "the file has more than \(limit) bytes",
                remedy: "check that it is the right file"
            )
        }
        return [UInt8](bytes)
    }
}
