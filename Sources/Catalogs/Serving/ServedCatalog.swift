// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What an image of a catalog runs, and what it runs when a part of the catalog has taken its place: `opm serve` of the
/// catalog's folder, without a cache that `opm` made of it before.
struct ServedCatalog {
    /// What the image runs is not understood, so that nobody knows what it would make of another catalog.
    struct Failure: Error, Equatable {
        let message: String
    }

    /// The folders in which `opm` keeps what it made of the catalog before, without slashes around them, sorted.
    let caches: [String]
    /// The folder in which `opm` makes another cache, without slashes around it.
    let temporary: String
    private let entryPoint: [String]
    private let command: [String]

    /// Reads the object `config` of an image's configuration; `root` is the folder of the catalog, without slashes around
    /// it.
    init(root: String, _ settings: [String: Any]) throws(Failure) {
        let folder = ServedFolder(root: root, workingFolder: settings["WorkingDir"] as? String ?? "/")
        let environment = ImageEnvironment(settings["Env"] as? [String] ?? [])
        let entryPoint = try Self.list("Entrypoint", settings)
        let start = StartCommand(entryPoint: entryPoint, command: try Self.list("Cmd", settings))
        let edited = try start.serving(folder, environment)
        (self.entryPoint, command) = (edited.entryPoint, edited.command)
        caches = Set(edited.caches.map(folder.normalized)).subtracting([""]).sorted()
        temporary = ServedFolder(root: "", workingFolder: "/").normalized(environment["TMPDIR"] ?? "/tmp")
    }

    /// Changes what the image runs: nothing is said of a cache any more, so `opm` makes one of what is there.
    func adapt(_ settings: inout [String: Any]) {
        settings["Entrypoint"] = entryPoint.isEmpty ? nil : entryPoint
        settings["Cmd"] = command.isEmpty ? nil : command
    }

    private static func list(_ name: String, _ settings: [String: Any]) throws(Failure) -> [String] {
        guard let value = settings[name], !(value is NSNull) else { return [] }
        guard let words = value as? [String] else {
            throw Failure(message: "its `\(name)` is no list of texts, so nobody can tell what it runs")
        }
        return words
    }
}
