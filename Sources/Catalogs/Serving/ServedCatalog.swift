// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The start command of a catalog's image, and its replacement in a filtered catalog: `opm serve` with the catalog's
/// folder and without the cache that `opm` made before.
struct ServedCatalog {
    /// An error that the start command is not understood, so that its effect on another catalog is unknown.
    struct Failure: Error, Equatable {
        let message: String
    }

    /// The folders of the caches that `opm` made before, without slashes around them, sorted.
    let caches: [String]
    /// The folder in which `opm` makes a new cache, without slashes around it.
    let temporary: String
    private let entryPoint: [String]
    private let command: [String]

    /// Reads the object `config` of an image's configuration; `root` is the folder of the catalog, without slashes
    /// around it.
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

    /// Changes the start command: it names no cache any more, so that `opm` makes one of the present files.
    func adapt(_ settings: inout [String: Any]) {
        settings["Entrypoint"] = entryPoint.isEmpty ? nil : entryPoint
        settings["Cmd"] = command.isEmpty ? nil : command
    }

    private static func list(_ name: String, _ settings: [String: Any]) throws(Failure) -> [String] {
        guard let value = settings[name], !(value is NSNull) else { return [] }
        guard let words = value as? [String] else {
            throw Failure(message: "its `\(name)` is not a list of strings, so it is unknown what it runs")
        }
        return words
    }
}
