// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import Resolution

/// The destination of a command line: a registry, or a folder for an archive.
enum ToolDestination: Sendable, Equatable {
    case registry(MirrorTarget)
    /// A folder; `path` is as the user wrote it, `.` if nothing was written.
    case folder(MirrorTarget, path: String, scheme: Scheme)

    /// How a destination begins.
    enum Scheme: String, Sendable, Hashable, CaseIterable {
        case docker, file, oci
    }

    /// An example for messages.
    static let example = "docker://registry.example:5000"

    init(_ text: String) throws(ToolRefusal) {
        guard let separator = text.firstRange(of: "://") else { throw Self.noScheme(text) }
        let name = String(text[..<separator.lowerBound])
        let rest = String(text[separator.upperBound...])
        guard let scheme = Scheme(rawValue: name) else { throw Self.unknownScheme(name, rest) }
        self = scheme == .docker ? .registry(try Self.registry(rest)) : try Self.folder(rest, scheme)
    }

    private static func folder(_ rest: String, _ scheme: Scheme) throws(ToolRefusal) -> ToolDestination {
        // The tool knows no host in a path, and `file://` alone is the current folder.
        let path = rest.isEmpty ? "." : TargetPlace.namesHost(rest) ? "./\(rest)" : rest
        do {
            return .folder(try MirrorTarget("file://\(path)"), path: path, scheme: scheme)
        } catch {
            throw refusal("the destination \(printable("\(error)"))", "name a folder: file://archive")
        }
    }

    private static func registry(_ rest: String) throws(ToolRefusal) -> MirrorTarget {
        var name = rest[...]
        while name.hasSuffix("/") { name.removeLast() }
        guard !name.isEmpty else {
            throw refusal("`docker://` names no registry", "name one with its namespace, if it has one: \(example)")
        }
        let whole = name.firstRange(of: "@sha256:").map { name[..<$0.lowerBound] } ?? name
        let last = whole.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let tagged = whole.contains("/") && last.contains(":")
        if tagged || whole.endIndex != name.endIndex {
            let repository = tagged ? whole.dropLast(last.count) + last.prefix { $0 != ":" } : whole
            throw refusal(
                "the destination `docker://\(printable(rest))` has a tag or a digest, and images have their own",
                "name the registry and the namespace only: docker://\(printable(String(repository)))"
            )
        }
        do {
            return try MirrorTarget("docker://\(name)")
        } catch {
            throw refusal("the destination \(printable("\(error)"))", "name a registry, as in \(example)/namespace")
        }
    }

    private static func noScheme(_ text: String) -> ToolRefusal {
        let shown = printable(text)
        if text.allSatisfy(\.isWhitespace) || text == "\\" {
            return ToolRefusal(
                .word,
                "an argument is blank",
                "if the command continues on the next line, `\\` must be the last character of its line"
            )
        }
        if let dash = text.unicodeScalars.first, (0x2010...0x2015).contains(dash.value) {
            let name = text.unicodeScalars.drop { (0x2010...0x2015).contains($0.value) || $0 == "-" }
            return ToolRefusal(
                .word,
                "`\(shown)` begins with a typographic dash",
                "write `--\(printable(String(name)))`"
            )
        }
        if [".yaml", ".yml"].contains(where: text.hasSuffix) {
            return ToolRefusal(
                .word,
                "`\(shown)` is not a destination",
                "name the configuration with `-c \(shellArgument(shown))`"
            )
        }
        if text.hasSuffix(".tar") {
            return ToolRefusal(
                .word,
                "`\(shown)` is not a destination",
                "name the archive with `--from \(shellArgument(shown))`"
            )
        }
        if let nearest = nearestName(to: text, among: ToolCommand.mirror.subcommandNames) {
            return ToolRefusal(.word, "oc-mirror has no command `\(shown)`", "did you mean `\(nearest)`?")
        }
        return ToolRefusal(
            .word,
            "`\(shown)` is neither a command nor a destination",
            "a destination begins with `docker://` or `file://`: docker://\(shown), file://\(shown)"
        )
    }

    private static func unknownScheme(_ name: String, _ rest: String) -> ToolRefusal {
        let isWeb = ["http", "https"].contains(name.lowercased())
        let meant = isWeb ? "docker" : nearestName(to: name, among: Scheme.allCases.map(\.rawValue))
        return refusal(
            "a destination cannot begin with `\(printable(name))://`",
            "write \(meant.map { "`\($0)://\(printable(rest))`" } ?? "`docker://` for a registry, `file://` for a folder")"
        )
    }

    static func refusal(_ summary: String, _ remedy: String) -> ToolRefusal {
        ToolRefusal(.destination, summary, remedy)
    }
}
