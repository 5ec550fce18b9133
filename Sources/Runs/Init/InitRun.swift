// SPDX-License-Identifier: Apache-2.0

package import ConfigurationDrafts
import Diagnostics
import Foundation
import Scheduling

/// Writes a first configuration; a file that exists stays as it is.
package struct InitRun: Sendable {
    private let clusterFiles: [String]
    private let architectures: [String]
    private let output: OutputFile

    /// `clusterFiles` have what a cluster said of itself; `-` is standard input.
    ///
    /// Without any, the draft is from nothing.
    package init(fromCluster clusterFiles: [String], architectures: [String], out: String) {
        self.clusterFiles = clusterFiles
        self.architectures = architectures
        output = OutputFile(out, .firstConfiguration)
    }

    /// Makes the draft, and writes it unless it goes to standard output.
    package func run() throws -> InitOutcome {
        let isShown = output.path == StandardStream.name
        if !isShown { try output.check { _ in false } }
        let draft = try draft()
        if !isShown { try output.write([UInt8](draft.text.utf8)) }
        return InitOutcome(draft: draft, path: isShown ? nil : output.path)
    }

    private func draft() throws -> ConfigurationDraft {
        guard !clusterFiles.isEmpty else { return .empty }
        let facts = try ClusterFacts(texts: clusterFiles.map { try Self.text($0) })
        guard !facts.isEmpty else { throw EmptyClusterError(files: clusterFiles) }
        return ConfigurationDraft(of: facts, architectures: architectures)
    }

    /// More than a cluster with a thousand subscriptions says.
    private static let limit = 64 << 20

    private static func text(_ path: String) throws -> SourceText {
        let title = StandardStream.title(of: path)
        do {
            let bytes =
                path == StandardStream.name
                ? try readStandardInput(upTo: limit) : try [UInt8](Data(contentsOf: URL(filePath: path)))
            guard let bytes, bytes.count <= limit else {
                throw UnreadableClusterFile(path: title, problem: "it is too large")
            }
            return SourceText(path: title, bytes: bytes)
        } catch let error as UnreadableClusterFile {
            throw error
        } catch {
            throw UnreadableClusterFile(path: title, problem: error.fileProblem)
        }
    }
}

/// The first configuration, and the file that was written.
package struct InitOutcome: Sendable {
    package let draft: ConfigurationDraft
    /// The path of the file; `nil` if the text is only shown.
    package let path: String?

    package init(draft: ConfigurationDraft, path: String?) {
        self.draft = draft
        self.path = path
    }
}
