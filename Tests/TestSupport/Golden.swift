// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Testing

/// Compares a text with a checked-in file beside the test, or rewrites the file when `UPDATE_GOLDEN` is set.
package func expectGolden(
    _ actual: String,
    _ name: String,
    beside testFile: String = #filePath,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
    let file = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Golden/\(name)")
    try expectFile(actual, at: file, sourceLocation: sourceLocation)
}

/// The same for a file anywhere in the package.
package func expectFile(
    _ actual: String,
    at file: URL,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
        try Data(actual.utf8).write(to: file)
        return
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(
        actual == expected,
        "\(file.lastPathComponent) differs; run UPDATE_GOLDEN=1 swift test to accept",
        sourceLocation: sourceLocation
    )
}
