// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A chart that a command names.
package struct NamedChart: Sendable, Equatable {
    /// A folder, a packaged chart, `oci://…`, or the name of a chart of the repository.
    package let text: String
    /// The address of the repository.
    package let repository: String?
    /// The version, or a constraint; without one, the newest.
    package let version: String?

    package init(_ text: String, repository: String? = nil, version: String? = nil) {
        self.text = text
        self.repository = repository
        self.version = version
    }

    /// Whether the chart is on this machine.
    package var isLocal: Bool { repository == nil && !Self.isAddress(text) }

    private static func isAddress(_ text: String) -> Bool {
        ["oci://", "https://", "http://"].contains { text.lowercased().hasPrefix($0) }
    }
}

extension NamedChart {
    /// The maximum number of bytes of a packaged chart, and of a file of values.
    static let sizeLimit = 100 << 20

    /// Reads a file on this machine.
    static func file(_ path: String) throws -> [UInt8] {
        let url = URL(filePath: path).resolvingSymlinksInPath()
        let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
        guard attributes[.type] as? FileAttributeType != .typeDirectory else { throw POSIXError(.EISDIR) }
        guard (attributes[.size] as? Int ?? 0) <= sizeLimit else { throw CocoaError(.fileReadTooLarge) }
        return [UInt8](try Data(contentsOf: url))
    }
}
