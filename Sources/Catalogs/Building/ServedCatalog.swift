// SPDX-License-Identifier: Apache-2.0

import Archives

/// What an image of a catalog runs: `opm serve` and its arguments, and the folders in which `opm` keeps what it made of
/// the catalog before.
struct ServedCatalog {
    /// The folder of the catalog, without slashes around it.
    let root: String

    private static let cacheFlag = "--cache-dir"
    private static let integrityFlag = "--cache-enforce-integrity"

    /// Changes what the image runs: nothing is said of a cache any more, so `opm` makes one of what is there.
    func adapt(_ settings: inout [String: Any]) {
        let (entryPoint, command, _) = Self.withoutCache(settings)
        settings["Entrypoint"] = entryPoint.isEmpty ? nil : entryPoint
        settings["Cmd"] = command.isEmpty ? nil : command
        if !(entryPoint + command).contains("serve") { settings["Cmd"] = ["serve", "/\(root)"] }
    }

    /// The layer that hides the catalog as it was, and what `opm` made of it, in each of the images.
    ///
    /// The names are those that every reader of layers understands (OCI image-spec, layer.md, "Whiteouts"). The folders
    /// above them are not in the layer: they stay as they are.
    func whiteouts(_ images: [[String: Any]]) throws -> [UInt8] {
        let caches = images.flatMap { settings in
            Self.withoutCache(settings).caches.compactMap {
                Self.normalized($0, in: settings["WorkingDir"] as? String ?? "/")
            }
        }
        let hidden = Set(caches + [root]).filter { !$0.isEmpty }
        // Nothing is hidden inside of what is hidden.
        let outermost = hidden.filter { path in !hidden.contains { path.hasPrefix("\($0)/") } }
        return try TarWriter.archive(
            outermost.sorted().map { path in
                let parts = path.split(separator: "/")
                let name = (parts.dropLast().map(String.init) + [".wh.\(parts.last ?? "")"]).joined(separator: "/")
                return (try TarEntry(path: name, kind: .file(size: 0), mode: 0o644), [])
            }
        )
    }

    /// The arguments that say nothing of a cache, and the folders that the others name.
    private static func withoutCache(
        _ settings: [String: Any]
    ) -> (entryPoint: [String], command: [String], caches: [String]) {
        var kept: [Bool: [String]] = [:]
        var caches: [String] = []
        // A flag at the end of the one list may have its value in the other.
        var isValue = false
        for (key, isCommand) in [("Entrypoint", false), ("Cmd", true)] {
            for argument in settings[key] as? [String] ?? [] {
                if isValue {
                    caches.append(argument)
                    isValue = false
                } else if argument == cacheFlag {
                    isValue = true
                } else if argument.hasPrefix("\(cacheFlag)=") {
                    caches.append(String(argument.dropFirst(cacheFlag.count + 1)))
                } else if argument != integrityFlag, !argument.hasPrefix("\(integrityFlag)=") {
                    kept[isCommand, default: []].append(argument)
                }
            }
        }
        return (kept[false] ?? [], kept[true] ?? [], caches)
    }

    /// A path without `.`, `..` and slashes around it.
    private static func normalized(_ path: String, in folder: String) -> String {
        var parts: [Substring] = []
        for part in (path.hasPrefix("/") ? path : "\(folder)/\(path)").split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
