// SPDX-License-Identifier: Apache-2.0

import Resolution
import Testing

@testable import Compatibility

/// A command line as it is typed, without quotes; its first word is the tool.
struct Line: Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    let description: String

    init(stringLiteral text: String) { description = text }

    /// The words behind the tool: `oc-mirror`, or `oc mirror`, as which oc calls the same program.
    var words: [String] {
        let words = description.split(separator: " ").map(String.init)
        return Array(words.dropFirst(words.first == "oc" ? 2 : 1))
    }

    func invocation() throws -> ToolInvocation { try ToolCommandLine(words).invocation() }

    /// The refusal, which must come.
    func refusal(_ location: SourceLocation = #_sourceLocation) throws -> ToolRefusal {
        try #require(throws: ToolRefusal.self, sourceLocation: location) { try invocation() }
    }

    /// The mirroring run that the line asks for.
    func mirroring(_ location: SourceLocation = #_sourceLocation) throws -> Mirroring {
        guard case .mirror(let mirroring) = try invocation().work else {
            throw Mismatch(line: description)
        }
        return mirroring
    }

    struct Mismatch: Error {
        let line: String
    }
}

extension MirrorTarget {
    static func made(_ text: String) throws -> MirrorTarget { try MirrorTarget(text) }
}

extension MirroringOptions {
    /// Options with changes.
    static func with(_ change: (inout MirroringOptions) -> Void) -> MirroringOptions {
        var options = MirroringOptions()
        change(&options)
        return options
    }

    /// What v1 does without flags at a registry.
    static let firstProgram = with {
        $0.prunes = true
        $0.checksSequence = true
    }

    /// What v2 does without flags in an archive.
    static let secondArchive = with { $0.allowsOversize = true }
}
