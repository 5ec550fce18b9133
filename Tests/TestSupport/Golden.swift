// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Testing

/// Compares a text with a checked-in file beside the test, or rewrites the file when `UPDATE_GOLDEN` is set.
package func expectGolden(
    _ actual: String,
    _ name: String,
    beside testFile: String = #filePath,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
    let file = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Golden/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
        try Data(actual.utf8).write(to: file)
        return
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(
        actual == expected,
        "\(name) differs; run UPDATE_GOLDEN=1 swift test to accept",
        sourceLocation: sourceLocation
    )
}
