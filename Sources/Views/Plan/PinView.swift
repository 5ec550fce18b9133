// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
package import Reviews
package import Runs

/// The result of `mirror pin`.
package struct PinView: ResultView {
    private let outcome: PinOutcome

    package init(_ outcome: PinOutcome) { self.outcome = outcome }

    private var configuration: ImageSetConfiguration { outcome.configuration }

    private struct Document: Encodable {
        struct Catalog: Encodable {
            var catalog: String
            /// The digest that it was pinned to; absent if it was not changed.
            var digest: String?
            var note: String?
        }

        var configuration: String
        /// Absent if nothing was written.
        var pinned: String?
        var deletion: String?
        var catalogs: [Catalog]

        enum CodingKeys: String, CodingKey {
            case configuration, pinned, catalogs
            case deletion = "delete"
        }
    }

    private var catalogs: [Document.Catalog] {
        configuration.mirror.operators.enumerated().map { index, catalog in
            guard let digest = outcome.digests[index] else {
                return Document.Catalog(catalog: catalog.text, digest: nil, note: catalog.reasonToLeaveAlone)
            }
            return Document.Catalog(catalog: catalog.text, digest: "\(digest)", note: nil)
        }
    }

    /// The catalogs, then the written files.
    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        var lines: [String] = []
        for catalog in catalogs {
            if let digest = catalog.digest {
                lines += [
                    "\(style(.changed, "~")) \(printable(catalog.catalog))", "    \(style(.dim, "is")) \(digest)",
                ]
            } else {
                lines.append("  \(printable(catalog.catalog)) \(style(.dim, "(\(catalog.note ?? ""))"))")
            }
        }
        guard !catalogs.isEmpty || !outcome.written.isEmpty else {
            return "\(printable(configuration.path)) has no catalogs to pin, so nothing was written.\n"
        }
        lines.append("Pinned \(outcome.digests.count) of \(counted(catalogs.count, "catalog")).")
        return lines.joined(separator: "\n") + "\n" + WrittenFilesText(files: outcome.written).text
    }

    /// A note about a template that the pinned configuration looks for elsewhere; `nil` if each template is found at its
    /// place.
    package var note: String? {
        guard !outcome.written.isEmpty else { return nil }
        return outcome.strayTemplate.map { template in
            "note: \(outcome.pinnedPath) is in another folder than \(configuration.path): its template \(template) is looked "
                + "for there\n"
        }
    }

    /// The same for programs.
    package func json() throws -> String {
        try CanonicalJSON.text(
            of: Document(
                configuration: configuration.path,
                pinned: outcome.written.isEmpty ? nil : outcome.pinnedPath,
                deletion: outcome.written.isEmpty ? nil : outcome.deletionPath,
                catalogs: catalogs
            )
        )
    }
}

extension OperatorCatalog {
    /// The reason why the catalog is not pinned.
    fileprivate var reasonToLeaveAlone: String {
        switch source {
        case .registry: "left alone: it has a digest"
        case .layout: "left alone: a folder has no tag that could move"
        }
    }
}
