// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import MirrorConfiguration
import Plans

/// Names for completing a command line: out of the repository around a folder, and the cache.
///
/// No server is asked, and nothing is an error.
package struct KnownNames: Sendable {
    /// The kinds of names.
    package enum Kind: Sendable {
        case archives, targets, plans
        case catalogs, packages, operatorChannels, releaseChannels
    }

    /// The most files of a kind that are read: a key press waits for them.
    static let fileLimit = 24
    /// The largest file that is read.
    static let sizeLimit = 4 << 20

    private let folder: URL
    private let root: URL
    private let environment: [String: String]

    package init(around folder: String, environment: [String: String]) {
        let start = URL(filePath: folder).standardizedFileURL
        self.folder = start
        var place = start
        while place.path() != "/", !FileManager.default.fileExists(atPath: place.appending(path: ".git").path) {
            place.deleteLastPathComponent()
        }
        root = place.path() == "/" ? start : place
        self.environment = environment
    }

    /// The names of a kind, each once, sorted; of plans the newest first.
    package func names(_ kind: Kind, typed: String = "") -> [String] {
        switch kind {
        case .archives: Self.sorted(targets { $0.isArchive } + folders(typed))
        case .targets: Self.sorted(targets { _ in true } + folders(typed))
        case .plans: plans.map(\.lastPathComponent)
        case .catalogs: Self.sorted(catalogs.map(\.text))
        case .packages: Self.sorted(catalogs.flatMap(\.packages).map(\.name))
        case .operatorChannels: Self.sorted(catalogs.flatMap(\.packages).flatMap(\.channels).map(\.name))
        case .releaseChannels: Self.sorted(configurations.flatMap(\.mirror.platform.channelNames) + cachedChannels)
        }
    }

    private static func sorted(_ names: [String]) -> [String] { Set(names).sorted() }

    // MARK: - Records

    private var plans: [URL] {
        Self.newest(in: root.appending(path: "plans")).filter {
            FileManager.default.fileExists(atPath: $0.appending(path: "plan.json").path)
        }
    }

    private func targets(_ isWanted: (TargetPlace) -> Bool) -> [String] {
        Self.newest(in: root.appending(path: "ledger")).compactMap { file in
            // The name of the target is at the end of its ledger, behind all images.
            guard let text = Self.end(of: file), let name = text.matches(of: /"target": "([^"]+)"/).last?.1 else {
                return nil
            }
            let place = TargetPlace(String(name))
            return isWanted(place) ? place.argument : nil
        }
    }

    private var catalogs: [OperatorCatalog] { configurations.flatMap(\.mirror.operators) }

    private var configurations: [ImageSetConfiguration] {
        let places = [folder, root] + plans.prefix(Self.fileLimit)
        let files = places.flatMap { Self.newest(in: $0) }.filter { ["yaml", "yml"].contains($0.pathExtension) }
        return Set(files).sorted { $0.path < $1.path }.prefix(2 * Self.fileLimit).compactMap { file in
            guard let data = Self.data(of: file), data.range(of: Data("ImageSetConfiguration".utf8)) != nil else {
                return nil
            }
            return try? ImageSetConfiguration.load(
                path: file.path,
                sections: ImageSetConfiguration.allSections,
                versionOne: .everything
            )
        }
    }

    // MARK: - The cache

    /// The channels that releases of cached update graphs are in.
    private var cachedChannels: [String] {
        guard let place = try? CachePlace(folder: nil, environment: environment, note: { _ in }) else { return [] }
        let graphs = URL(filePath: place.root).appending(path: "mirror/graphs/sha256")
        return Self.newest(in: graphs).prefix(Self.fileLimit / 4).flatMap { file -> [String] in
            guard let text = Self.data(of: file).map({ String(decoding: $0, as: UTF8.self) }) else { return [] }
            let lists = text.split(separator: "\"io.openshift.upgrades.graph.release.channels\"").dropFirst()
            return Set(lists.compactMap { $0.split(separator: "\"", maxSplits: 2).dropFirst().first }).flatMap {
                $0.split(separator: ",").map(String.init)
            }
        }
    }

    // MARK: - Files

    /// The folders that go on behind `file://`.
    private func folders(_ typed: String) -> [String] {
        let scheme = "file://"
        guard typed.hasPrefix(scheme) else { return typed.isEmpty || !scheme.hasPrefix(typed) ? [] : [scheme] }
        let path = typed.dropFirst(scheme.count)
        let parent = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let place = parent.hasPrefix("/") ? URL(filePath: String(parent)) : folder.appending(path: String(parent))
        return Self.newest(in: place).filter(\.hasDirectoryPath).map { "\(scheme)\(parent)\($0.lastPathComponent)/" }
    }

    /// What is in a folder without what is hidden, the newest first.
    private static func newest(in folder: URL) -> [URL] {
        let keys: Set<URLResourceKey> = [.contentModificationDateKey]
        let found = try? FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: Array(keys),
            options: .skipsHiddenFiles
        )
        let dated = (found ?? []).map {
            ($0, (try? $0.resourceValues(forKeys: keys))?.contentModificationDate ?? .distantPast)
        }
        return dated.sorted { ($1.1, $0.0.path) < ($0.1, $1.0.path) }.map(\.0)
    }

    private static func data(of file: URL) -> Data? {
        let status = try? FileManager.default.attributesOfItem(atPath: file.path)
        guard let size = status?[.size] as? Int, size <= sizeLimit else { return nil }
        return try? Data(contentsOf: file)
    }

    private static func end(of file: URL) -> String? {
        guard let handle = try? FileHandle(forReadingFrom: file), let size = try? handle.seekToEnd() else { return nil }
        defer { try? handle.close() }
        let length: UInt64 = 4096
        guard (try? handle.seek(toOffset: size > length ? size - length : 0)) != nil else { return nil }
        return (try? handle.readToEnd()).map { String(decoding: $0, as: UTF8.self) }
    }
}

extension Optional<PlatformSection> {
    fileprivate var channelNames: [String] { map { $0.channels.map(\.name) } ?? [] }
}
