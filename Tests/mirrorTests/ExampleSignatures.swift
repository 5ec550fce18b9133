// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// The signatures of the examples' releases in `Fixtures/`, made once: those of a new key would change the reviewed
/// plans in every run.
enum ExampleSignatures {
    /// There is no signature of what a release is now.
    struct Stale: Error, CustomStringConvertible {
        let release: SampleRelease

        var description: String {
            """
            release \(release.tag) of the examples is now \(release.payload.digest), which nobody signed: \
            the bytes of the tests' releases changed
            `make signatures` signs what they are now and rewrites plans/; see Tests/mirrorTests/Fixtures/README.md
            """
        }
    }

    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
    private static let keyFile = fixtures.appending(path: "release-key.asc")
    private static let folder = fixtures.appending(path: "signatures")

    /// The file of a release's signature, under the path that the real store has for it.
    private static func file(of release: SampleRelease) -> URL {
        let name = "\(release.payload.digest)".replacing(":", with: "=")
        return folder.appending(path: name).appending(path: "signature-1")
    }

    /// The public key that the examples' plans trust.
    static var key: [UInt8] {
        get throws { [UInt8](try Data(contentsOf: keyFile)) }
    }

    /// The releases' digests for which there are signatures, as `sha256=…`.
    static var signed: Set<String> {
        get throws { Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) }
    }

    /// The signed message of a release.
    static func message(for release: SampleRelease) throws -> [UInt8] {
        guard let message = try? Data(contentsOf: file(of: release)) else { throw Stale(release: release) }
        return [UInt8](message)
    }

    /// Signs releases with a new key, which is forgotten then, and removes the signatures that were there.
    static func renew(for releases: [SampleRelease]) async throws {
        let key = try await ReleaseKey.make()
        try? FileManager.default.removeItem(at: folder)
        for release in releases {
            let file = file(of: release)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(try await key.sign(release.claim.utf8)).write(to: file)
        }
        try Data(try await key.exported()).write(to: keyFile)
    }
}
