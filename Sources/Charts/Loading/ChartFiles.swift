// SPDX-License-Identifier: Apache-2.0

/// The files of a chart, before anything is known of them.
package struct ChartFiles: Sendable {
    /// A file by its path below the chart's root, with `/` between the parts.
    package struct Entry: Sendable, Equatable {
        package let path: String
        package let bytes: [UInt8]

        package init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// The files in the order in which they were found.
    package let entries: [Entry]

    package init(entries: [Entry]) { self.entries = entries }

    /// The content of a file.
    package subscript(path: String) -> [UInt8]? { entries.first { $0.path == path }?.bytes }
}
