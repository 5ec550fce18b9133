// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Foundation

/// The file that a catalog's `targetCatalogSourceTemplate` names.
package struct TemplateFile: Sendable, Equatable {
    /// The path for messages, relative to the configuration's path as the user gave it.
    package let path: String
    package let bytes: [UInt8]
}

extension ImageSetConfiguration {
    /// Reads the template of a catalog; `nil` if the configuration names no template for it.
    ///
    /// A relative path begins at the configuration's folder, so that it means the same from any working directory.
    /// The call blocks.
    package func template(of catalog: OperatorCatalog, limit: Int) throws(FindingsError) -> TemplateFile? {
        guard let name = catalog.targetCatalogSourceTemplate else { return nil }
        let path = Self.path(of: name.value, beside: self.path)
        do {
            // The whole path shows where a missing file was looked for.
            let file = URL(filePath: path).path
            return TemplateFile(path: path, bytes: try ConfigurationFile.read(file, limit: limit))
        } catch {
            throw FindingsError(
                error.findings.map { problem in
                    Finding(
                        .error,
                        problem.code,
                        "the template cannot be used: \(problem.summary)",
                        remedy: "a relative path begins at the folder of the configuration",
                        at: name.location
                    )
                    .quoting(SourceText(path: self.path, bytes: bytes))
                }
            )
        }
    }

    static func path(of name: String, beside configuration: String) -> String {
        guard !name.hasPrefix("/"), let slash = configuration.lastIndex(of: "/") else { return name }
        return configuration[...slash] + name
    }
}
