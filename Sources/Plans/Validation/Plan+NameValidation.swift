// SPDX-License-Identifier: Apache-2.0

import OCI

extension Plan {
    /// Refuses names that would say one thing to a reader, in a commit, and another to the ledger.
    func validateNames() throws(PlanError) {
        guard ConfigurationRecord.isPath(configuration.path) else {
            throw .contradiction("its configuration has a path that none has below the audit repository")
        }
        for name in options.formerly ?? [] where !ConfigurationRecord.isPath(name) {
            throw .contradiction("one of the earlier names of its configuration is none")
        }
        guard target.place.canBe else { throw .contradiction("its target is no registry and no archive") }
        for graph in graphs
        where ![graph.url, graph.channel, graph.architecture].allSatisfy(ConfigurationRecord.isPrintable) {
            throw .contradiction("an update graph that it was made from has a name that none has")
        }
        for image in others where image.type.isAttachment || image.attachedTo != nil {
            throw .contradiction("`\(image.destination)` is another configuration's, and belongs to an image")
        }
    }
}

extension TargetPlace {
    /// Whether there can be such a place.
    fileprivate var canBe: Bool {
        switch self {
        case .registry(let name): (try? Repository("\(name)/x")) != nil
        case .archive(let folder): ConfigurationRecord.isPrintable(folder)
        }
    }
}

extension ConfigurationRecord {
    /// The most bytes of a path, which is that of the system.
    private static let longestPath = 4096

    /// Whether a text can be the path of a configuration below the root of an audit repository.
    ///
    /// It stands in commits and in the ledger, so it has to be what it looks like.
    package static func isPath(_ text: String) -> Bool {
        let parts = text.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return text.utf8.count <= longestPath && isPrintable(text)
            && parts.allSatisfy { !["", ".", ".."].contains($0) }
    }

    /// Whether nothing in a text moves the cursor, breaks the line or changes the direction of writing.
    static func isPrintable(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator: false
                default: true
                }
            }
    }
}
