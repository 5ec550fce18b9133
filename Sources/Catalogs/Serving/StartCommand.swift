// SPDX-License-Identifier: Apache-2.0

/// The words that start a container of an image: those of its entry point, then those of its command.
struct StartCommand {
    /// The words that serve a catalog without a cache, and the cache folders as they were written.
    struct Edited {
        var entryPoint: [String]
        var command: [String]
        var caches: [String] = []
    }

    let entryPoint: [String]
    let command: [String]

    private var words: [String] { entryPoint + command }

    /// Returns the words that serve the folder, however they did it before.
    ///
    /// Throws if the words are not understood. An image that starts nothing stays so.
    func serving(_ folder: ServedFolder, _ environment: ImageEnvironment) throws(ServedCatalog.Failure) -> Edited {
        guard let first = words.indices.first else { return edited() }
        var position = first
        while true {
            switch StartedProgram(words[position]) {
            case .opm: return try opm(position, folder)
            case .shell: return try shell(position, folder, environment)
            case .wrapper:
                let next = words[(position + 1)...].firstIndex { word in
                    if case .other = StartedProgram(word) { false } else { true }
                }
                guard let next else { return try unchanged(folder) }
                position = next
            case .other: return try unchanged(folder)
            }
        }
    }

    private func opm(_ position: Int, _ folder: ServedFolder) throws(ServedCatalog.Failure) -> Edited {
        let arguments = try ServeArguments(Array(words[(position + 1)...]), folder)
        var kept: [(position: Int, word: String)] = []
        for (index, word) in words.enumerated() where !arguments.removed.contains(index - position - 1) {
            kept.append((index, arguments.otherFolder == index - position - 1 ? folder.text : word))
        }
        kept += arguments.missing.map { (words.count, $0) }
        return Edited(
            entryPoint: kept.filter { $0.position < entryPoint.count }.map(\.word),
            command: kept.filter { $0.position >= entryPoint.count }.map(\.word),
            caches: arguments.caches
        )
    }

    private func shell(
        _ position: Int,
        _ folder: ServedFolder,
        _ environment: ImageEnvironment
    ) throws(ServedCatalog.Failure) -> Edited {
        guard let text = scriptPosition(behind: position) else { return try unchanged(folder) }
        let script = try ShellScript(words[text], environment)
        let (edited, caches) = try script.serving(folder)
        var result = words
        result[text] = edited
        return Edited(
            entryPoint: Array(result[..<entryPoint.count]),
            command: Array(result[entryPoint.count...]),
            caches: caches
        )
    }

    /// The position of the script that a shell runs; `nil` if it runs a file or its input.
    private func scriptPosition(behind shell: Int) -> Int? {
        var position = shell + 1
        var runsText = false
        while position < words.count, ["-", "+"].contains(words[position].first) {
            let word = words[position]
            let letters = word.hasPrefix("--") ? "" : word.dropFirst()
            if letters.contains("c") { runsText = true }
            // The next word is the name of an option.
            if letters.hasSuffix("o") || letters.hasSuffix("O") { position += 1 }
            position += 1
        }
        return runsText && position < words.count ? position : nil
    }

    /// Returns words that are not understood but serve the folder, if no word is about a cache.
    private func unchanged(_ folder: ServedFolder) throws(ServedCatalog.Failure) -> Edited {
        let serve = words.firstIndex(of: "serve")
        let servesFolder = serve.map { words[($0 + 1)...].contains(where: folder.isMeant) } ?? false
        guard servesFolder, !words.contains(where: { $0.contains("--cache-") }) else {
            throw .init(
                message:
                    "it starts `\(words.joined(separator: " "))`, and it is unknown whether that runs `opm serve`"
                    + " with another catalog in its place"
            )
        }
        return edited()
    }

    private func edited() -> Edited { Edited(entryPoint: entryPoint, command: command) }
}
