// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

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

extension OutputRefusal: ExplainedError {
    package var explanation: Explanation {
        switch self {
        case .standardOutput(let kind):
            Explanation(
                "\(kind.option) -: the \(kind.subject) is not written to standard output",
                remedy: "Name a file: \(kind.option) FILE"
            )
        case .configuration(let kind, let path):
            Explanation(
                "\(kind.option) \(path) is the configuration itself",
                remedy: "Name another file\(Self.remedy(kind))"
            )
        case .named(let kind, let path, let option):
            Explanation(
                "\(kind.option) \(path) is the file of \(option)",
                remedy: "Name another file\(Self.remedy(kind))"
            )
        case .folder(let kind, let path):
            Explanation("\(kind.option) \(path) is a folder", remedy: "Name a file\(Self.remedy(kind))")
        case .foreign(let kind, let path) where kind.canBeForced:
            Explanation(
                "\(path) exists and is not a \(kind.subject) of this command",
                remedy: "Name another file with \(kind.option) FILE, or overwrite it with \(OptionName.force)."
            )
        case .foreign(.firstConfiguration, let path):
            Explanation(
                "\(path) exists, and nothing is overwritten",
                remedy: "Name another file with \(OptionName.out) FILE, or print the text with \(OptionName.out) -."
            )
        case .foreign(let kind, let path):
            Explanation(
                "\(kind.option) \(path) exists and is not a \(kind.subject)",
                remedy: "Remove it, or name another file for the \(kind.subject)."
            )
        case .twice(let path):
            Explanation("\(path) cannot hold both configurations", remedy: "Name two files.")
        case .unwritable(let kind, let path, let reason):
            Explanation(
                "\(path): the \(kind.subject) cannot be written: \(reason)",
                remedy: "Name another file\(Self.remedy(kind))"
            )
        }
    }

    private static func remedy(_ kind: OutputKind) -> String {
        kind.canBeForced ? ": \(kind.option) FILE." : " for the \(kind.subject)."
    }
}
