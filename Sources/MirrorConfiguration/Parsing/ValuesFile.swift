// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Foundation

/// The place of a chart or of a file of values that a configuration names.
package struct NamedPlace: Sendable, Equatable {
    package let path: String
    /// Whether the path was found in the current folder, where oc-mirror looks, and not beside the configuration.
    package let isInWorkingFolder: Bool
}

/// A file that an element of `valuesFiles` names.
package struct ValuesFile: Sendable, Equatable {
    package let place: NamedPlace
    package let bytes: [UInt8]
}

extension ImageSetConfiguration {
    /// The maximum number of bytes of a file of values.
    package static let largestValuesFile = 16 << 20

    /// Where the configuration means a path: beside itself, or in the current folder if only there is something.
    package func place(of name: String) -> NamedPlace {
        let beside = Self.path(of: name, beside: path)
        guard beside != name, !FileManager.default.fileExists(atPath: beside),
            FileManager.default.fileExists(atPath: name)
        else { return NamedPlace(path: beside, isInWorkingFolder: false) }
        return NamedPlace(path: name, isInWorkingFolder: true)
    }

    /// Reads a file of values.
    ///
    /// The call blocks.
    package func valuesFile(_ name: Located<String>) throws(FindingsError) -> ValuesFile {
        let place = place(of: name.value)
        do {
            let file = URL(filePath: place.path).path
            let bytes = try ConfigurationFile.read(file, limit: Self.largestValuesFile, named: "values")
            return ValuesFile(place: place, bytes: bytes)
        } catch {
            throw FindingsError(
                error.findings.map { problem in
                    Finding(
                        .error,
                        problem.code,
                        "the file of values cannot be used: \(problem.summary)",
                        remedy: "a relative path begins at the folder of the configuration, or at the current folder",
                        at: name.location
                    )
                    .quoting(SourceText(path: path, bytes: bytes))
                }
            )
        }
    }
}
