// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The reason why an output file is not written.
package enum OutputRefusal: Error, Sendable, Equatable {
    /// Standard output is for the results, not for this file.
    case standardOutput(OutputKind)
    /// The file is the configuration that is read.
    case configuration(OutputKind, path: String)
    /// The file is also named by another option.
    case named(OutputKind, path: String, by: String)
    case folder(OutputKind, path: String)
    /// The file exists, and this tool did not write it.
    case foreign(OutputKind, path: String)
    /// Two output files of one command are the same.
    case twice(path: String)
    case unwritable(OutputKind, path: String, reason: String)
}

extension OutputRefusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .standardOutput(let kind):
            "\(kind.option) -: the \(kind.subject) is not written to standard output\nName a file: \(kind.option) FILE"
        case .configuration(let kind, let path):
            "\(kind.option) \(path) is the configuration itself\nName another file\(Self.remedy(kind))"
        case .named(let kind, let path, let option):
            "\(kind.option) \(path) is the file of \(option)\nName another file\(Self.remedy(kind))"
        case .folder(let kind, let path):
            "\(kind.option) \(path) is a folder\nName a file\(Self.remedy(kind))"
        case .foreign(let kind, let path) where kind.canBeForced:
            """
            \(path) exists and is not a \(kind.subject) of this command
            Name another file with \(kind.option) FILE, or overwrite it with \(OptionName.force).
            """
        case .foreign(let kind, let path):
            """
            \(kind.option) \(path) exists and is not a \(kind.subject)
            Remove it, or name another file for the \(kind.subject).
            """
        case .twice(let path): "\(path) cannot hold both configurations\nName two files."
        case .unwritable(let kind, let path, let reason):
            "\(path): the \(kind.subject) cannot be written: \(reason)"
        }
    }

    private static func remedy(_ kind: OutputKind) -> String {
        kind.canBeForced ? ": \(kind.option) FILE." : " for the \(kind.subject)."
    }
}
