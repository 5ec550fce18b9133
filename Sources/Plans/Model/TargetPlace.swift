// SPDX-License-Identifier: Apache-2.0

/// A registry or the folder of an archive, as plans, ledgers and reports spell it.
///
/// Any text is one of the two, so that what stands in a file is kept as it is; whether there can be such a registry is
/// for who reads from it or writes to it.
package enum TargetPlace: Sendable, Hashable {
    /// Host, port and namespace.
    case registry(String)
    /// The folder of an archive.
    case archive(folder: String)

    /// Parses `host[:port][/namespace]` or `file://folder`.
    package init(_ text: String) {
        self = Self.rest(of: text).map { .archive(folder: $0) } ?? .registry(text)
    }

    /// Parses what the command line takes: `docker://host[:port][/namespace]` or `file://folder`; `nil` for anything else.
    package init?(argument text: String) {
        if let folder = Self.rest(of: text) {
            self = .archive(folder: folder)
        } else if text.hasPrefix(Self.registryScheme) {
            self = .registry(String(text.dropFirst(Self.registryScheme.count)))
        } else {
            return nil
        }
    }

    /// The folder that `file://folder` names, as people may spell it; `nil` for anything else.
    ///
    /// It is relative without a third slash, and `localhost` is this machine (RFC 8089, 2), not the name of a folder.
    package static func folder(named text: some StringProtocol) -> String? {
        guard let rest = rest(of: text) else { return nil }
        return namesHost(rest) ? String(rest.dropFirst(host.count)) : rest
    }

    /// Whether a path would be read as this machine and a folder of it, if it stood behind the scheme.
    package static func namesHost(_ path: String) -> Bool { path.lowercased().hasPrefix("\(host)/") }

    /// The name of this machine.
    private static let host = "localhost"

    /// What stands before a folder.
    private static let scheme = "file://"
    /// What stands before a registry on the command line.
    private static let registryScheme = "docker://"

    /// What a text names behind the scheme.
    private static func rest(of text: some StringProtocol) -> String? {
        // By bytes, because a mark behind the last slash would be one character with it.
        guard text.utf8.starts(with: scheme.utf8) else { return nil }
        return String(text[text.utf8.index(text.startIndex, offsetBy: scheme.utf8.count)...])
    }

    /// The folder of an archive.
    package var folder: String? {
        guard case .archive(let folder) = self else { return nil }
        return folder
    }

    /// Whether it is an archive in a folder.
    package var isArchive: Bool { folder != nil }

    /// What the command line takes for it: `docker://host[:port][/namespace]` or `file://folder`.
    package var argument: String { isArchive ? description : "\(Self.registryScheme)\(self)" }
}

extension TargetPlace: CustomStringConvertible {
    package var description: String {
        switch self {
        case .registry(let name): name
        case .archive(let folder): "\(Self.scheme)\(folder)"
        }
    }
}

extension TargetPlace: Codable {
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
