// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Testing

struct VersionBoundTests {
    @Test(
        "What a bound leaves out is open",
        arguments: [
            // As the lowest version.
            ("1.2", "1.2.0", true, true), ("1.2", "1.1.9", false, true), ("v1", "1.0.0", true, true),
            // 1.2.0-5 precedes 1.2.0.
            ("1.2", "1.2.0-5", false, true), ("1.2.3-5", "1.2.3-10", true, false),
            // As the highest.
            ("1.2", "1.2.99", true, true), ("1.2", "1.3.0-5", true, false), ("1.2", "1.3.0", true, false),
            ("1", "1.99.0", true, true), ("1", "2.0.0-0", true, false), ("1.2.3", "1.2.4-0", true, false),
            ("1.2.3", "1.2.3-5", false, true), ("01.02", "1.2.9", true, true),
            // Build metadata does not count.
            ("1.2.3", "1.2.3+9", true, true), ("1.2.3+9", "1.2.3", true, true),
        ]
    )
    func bounds(text: String, version: String, asMinimum: Bool, asMaximum: Bool) throws {
        let (bound, version) = (try VersionBound(text), try SemanticVersion(version))
        #expect(bound.isMetAsMinimum(by: version) == asMinimum)
        #expect(bound.isMetAsMaximum(by: version) == asMaximum)
    }

    @Test func `A bound is shown as it was written`() throws {
        #expect(try VersionBound(" v1.02 ").description == "v1.02")
        #expect(try VersionBound(" v1.02 ").version.description == "1.2.0")
        #expect(throws: VersionError.self) { try VersionBound("1.x") }
    }

    @Test(
        "Bounds are in order if a version can meet both",
        arguments: [
            ("1.2.5", "1.2", true), ("1.2", "1.2", true), ("1.3.0-1", "1.2", false), ("1.2", "1.2.0-5", false),
            ("1.2.3+1", "1.2.3", true),
        ]
    )
    func order(minimum: String, maximum: String, isInOrder: Bool) {
        let package = "packages: [{name: d, minVersion: '\(minimum)', maxVersion: '\(maximum)'}]"
        let found = findings("mirror: {operators: [{catalog: a.io/b:c, \(package)}]}")
        #expect(found.isEmpty == isInOrder, "\(found)")
    }
}
