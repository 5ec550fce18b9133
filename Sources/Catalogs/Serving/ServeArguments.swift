// SPDX-License-Identifier: Apache-2.0

/// The arguments of an `opm serve` command, and the changes to them.
struct ServeArguments {
    /// The cache folders, as they are written.
    private(set) var caches: [String] = []
    /// The positions of the words about a cache.
    private(set) var removed: Set<Int> = []
    /// The position of a word with a folder other than the catalog's.
    private(set) var otherFolder: Int?
    /// The missing words.
    private(set) var missing: [String] = []

    private static let command = "serve"
    private static let cacheFlag = "--cache-dir"
    /// The other flags about the cache.
    private static let cacheSwitches = ["--cache-enforce-integrity", "--cache-only"]
    /// The flags whose value is the next word.
    private static let valueFlags: Set<String> = [
        "--log-level", "--port", "--pprof-addr", "--termination-log", "--timeout-seconds", "-p", "-t",
    ]
    private static let otherCommands: Set<String> = [
        "alpha", "completion", "generate", "help", "index", "init", "migrate", "registry", "render", "validate",
        "version",
    ]

    /// Whether the words serve a catalog.
    static func serve(_ words: some Sequence<String?>) -> Bool { words.contains(command) }

    /// Takes the words after `opm`.
    init(_ words: [String], _ folder: ServedFolder) throws(ServedCatalog.Failure) {
        let start = words.firstIndex(of: Self.command)
        let before = words[..<(start ?? words.endIndex)]
        guard before.first?.hasPrefix("-") ?? true, !before.contains(where: Self.otherCommands.contains) else {
            throw .init(message: "it runs `opm \(words.joined(separator: " "))`, expected `opm serve`")
        }
        let folders = flags(of: words, from: start.map { $0 + 1 } ?? 0)
        if start == nil { missing.append(Self.command) }
        if folders.contains(where: { folder.isMeant(by: words[$0]) }) { return }
        guard folders.count < 2 else {
            let names = folders.map { "`\(words[$0])`" }.joined(separator: " and ")
            throw .init(message: "it serves \(names), expected the folder `\(folder.text)` that its label names")
        }
        otherFolder = folders.first
        if folders.isEmpty { missing.append(folder.text) }
    }

    /// Reads the flags from a position on; returns the positions of the other words.
    private mutating func flags(of words: [String], from start: Int) -> [Int] {
        var folders: [Int] = []
        var position = start
        while position < words.count {
            let word = words[position]
            let name = String(word.prefix { $0 != "=" })
            let hasValue = name.utf8.count < word.utf8.count
            if word == "--" {
                return folders + ((position + 1)..<words.count)
            } else if name == Self.cacheFlag {
                removed.insert(position)
                if hasValue { caches.append(String(word.dropFirst(name.count + 1))) }
                if !hasValue, position + 1 < words.count {
                    position += 1
                    removed.insert(position)
                    caches.append(words[position])
                }
            } else if Self.cacheSwitches.contains(name) {
                removed.insert(position)
            } else if Self.valueFlags.contains(word) {
                position += 1
            } else if !word.hasPrefix("-") {
                folders.append(position)
            }
            position += 1
        }
        return folders
    }
}
