// SPDX-License-Identifier: Apache-2.0

import Foundation
import Runs
import Usage

/// What the completions of shells call: `mirror ---complete words WORD…`, where the last word is unfinished, or
/// `mirror ---complete line LINE` for bash, which splits words at colons.
///
/// It answers at once, and says nothing where nothing is known: a shell shows errors in the middle of a line.
enum CompletionEntry {
    /// The first argument of such a call.
    static let flag = "---complete"

    /// The reply, if the arguments are such a call.
    static func reply(
        to arguments: [String],
        in folder: String = FileManager.default.currentDirectoryPath,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> String? {
        guard arguments.count >= 3, arguments[0] == flag else { return arguments.first == flag ? "" : nil }
        let isLine = arguments[1] == "line"
        let split = isLine ? ShellWords(arguments[2]) : nil
        let words = split.map { $0.words + [$0.last] } ?? Array(arguments[2...])
        // The first word is the tool's name.
        guard words.count > 1, let last = words.last else { return "" }
        let before = Array(words.dropFirst().dropLast())
        guard let tree = try? CommandTree.load(forCommand: before.first) ?? CommandTree.load() else { return "" }
        var completion = LineCompletion(of: last, behind: before, tree: tree)
        if let names = completion.names {
            let known = KnownNames(around: folder, environment: environment)
            let found = known.names(names.kind, typed: completion.typed).filter { $0.hasPrefix(completion.typed) }
            completion.words = found.map { .init($0) } + completion.words
        }
        let reply = CompletionReply(completion)
        return isLine ? reply.forBash : reply.description
    }
}

extension LineCompletion.Names {
    fileprivate var kind: KnownNames.Kind {
        switch self {
        case .archive: .archives
        case .catalog: .catalogs
        case .channel: .releaseChannels
        case .operatorChannel: .operatorChannels
        case .package: .packages
        case .plan: .plans
        case .target: .targets
        }
    }
}
