// SPDX-License-Identifier: Apache-2.0

/// The patterns of a catalog's `.indexignore` files, in the syntax of gitignore(5) and as `opm` applies them.
///
/// The last matching pattern decides, even against a pattern that leaves out a folder above.
struct IgnorePatterns {
    static let fileName = ".indexignore"

    /// A part of a pattern, between slashes.
    fileprivate enum Segment {
        /// `**`
        case anyFolders
        case name(WildcardPattern)
    }

    fileprivate struct Pattern {
        /// The folder of the file with the pattern, in parts.
        let folder: [Substring]
        let segments: [Segment]
        /// Whether it is a path starting at its folder, instead of a name anywhere below.
        let isPath: Bool
        let wantsFolder: Bool
        let includes: Bool
    }

    private var patterns: [Pattern] = []

    init() {}

    /// The number of patterns.
    var count: Int { patterns.count }

    /// Adds the patterns of a file; those of a folder must be added after those of the folders above it.
    mutating func add(_ text: String, in folder: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            if let pattern = Self.pattern(line, in: folder.split(separator: "/")) { patterns.append(pattern) }
        }
    }

    /// Whether a file is left out; the path is relative to the catalog's folder.
    func ignores(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard let decisive = patterns.last(where: { $0.matches(parts) }) else { return false }
        return !decisive.includes
    }

    private static func pattern(_ line: Substring, in folder: [Substring]) -> Pattern? {
        var text = line
        guard !text.hasPrefix("#") else { return nil }
        let includes = text.hasPrefix("!")
        if includes { text = text.dropFirst() }
        while text.last == " " || text.last == "\t", !text.dropLast().hasSuffix("\\") { text = text.dropLast() }
        let wantsFolder = text.hasSuffix("/")
        if wantsFolder { text = text.dropLast() }
        let isPath = text.contains("/")
        let segments = text.split(separator: "/").map { segment in
            segment == "**" && isPath ? Segment.anyFolders : .name(WildcardPattern(segment))
        }
        guard !segments.isEmpty else { return nil }
        return Pattern(folder: folder, segments: segments, isPath: isPath, wantsFolder: wantsFolder, includes: includes)
    }
}

extension IgnorePatterns.Pattern {
    func matches(_ path: [Substring]) -> Bool {
        guard path.count > folder.count, path.starts(with: folder) else { return false }
        let rest = path[folder.count...]
        if isPath { return Self.matches(segments[...], rest, wantsFolder: wantsFolder) }
        // A pattern that matches a folder leaves out everything in it.
        let candidates = wantsFolder ? rest.dropLast() : rest
        guard case .name(let pattern) = segments[0] else { return false }
        return candidates.contains { pattern.matches($0) }
    }

    /// Whether the segments match the path, or a folder above it.
    private static func matches(
        _ segments: ArraySlice<IgnorePatterns.Segment>,
        _ path: ArraySlice<Substring>,
        wantsFolder: Bool
    ) -> Bool {
        // The positions in the path up to which `**` may have matched so far.
        var reached: Set<Int> = [path.startIndex]
        for (index, segment) in segments.enumerated() {
            guard let first = reached.min() else { return false }
            switch segment {
            case .anyFolders:
                // At the end it means everything in the folder, and nothing else.
                if index == segments.count - 1 { return first < path.endIndex }
                reached = Set(first..<path.endIndex)
            case .name(let pattern):
                reached = Set(reached.filter { $0 < path.endIndex && pattern.matches(path[$0]) }.map { $0 + 1 })
            }
        }
        return reached.contains { $0 < path.endIndex || !wantsFolder }
    }
}
