// SPDX-License-Identifier: Apache-2.0

import OCI

extension Plan {
    /// Refuses names that look different to a reader, in a commit and in the ledger.
    func validateNames() throws(PlanError) {
        guard ConfigurationRecord.isPath(configuration.path) else {
            throw .contradiction("its configuration has a path that is impossible below the audit repository")
        }
        for name in options.formerly ?? [] where !ConfigurationRecord.isPath(name) {
            throw .contradiction("one of the earlier names of its configuration is invalid")
        }
        guard target.place.canBe else { throw .contradiction("its target is neither a registry nor an archive") }
        for graph in graphs
        where ![graph.url, graph.channel, graph.architecture].allSatisfy(ConfigurationRecord.isPrintable) {
            throw .contradiction("one of its update graphs has an invalid name")
        }
        for image in others where image.type.isAttachment || image.attachedTo != nil {
            throw .contradiction("`\(image.destination)` is listed for another configuration, but it is an attachment")
        }
    }
}

extension TargetPlace {
    /// Whether such a place is possible.
    fileprivate var canBe: Bool {
        switch self {
        case .registry(let name): (try? Repository("\(name)/x")) != nil
        case .archive(let folder): ConfigurationRecord.isPrintable(folder)
        }
    }
}

extension ConfigurationRecord {
    /// The maximum length of a path in bytes; it is the system's limit.
    private static let longestPath = 4096

    /// Whether a text can be the path of a configuration below the root of an audit repository.
    ///
    /// The path is written to commits and to the ledger, so it must be what it looks like.
    package static func isPath(_ text: String) -> Bool {
        let parts = text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return text.utf8.count <= longestPath && isPrintable(text)
            && parts.allSatisfy { !["", ".", ".."].contains($0) }
    }

    /// Whether a text has no character that moves the cursor, breaks the line or changes the direction of writing.
    package static func isPrintable(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: false
                default: true
                }
            }
    }
}
