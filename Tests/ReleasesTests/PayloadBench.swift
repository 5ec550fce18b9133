// SPDX-License-Identifier: Apache-2.0

import Cache
import ImageAccess
import OCI
import Releases
import TestSupport

/// A registry that payloads are put into, and a cache beside it.
struct PayloadBench {
    static let components: [(name: String, image: String)] = [
        ("machine-os-content", reference("os")), ("cli", reference("cli")), ("etcd", reference("etcd")),
    ]

    let directory: TemporaryDirectory
    let cache: DiskCache
    let registry: FakeRegistry

    init() throws {
        directory = try TemporaryDirectory()
        cache = DiskCache(root: directory["cache"])
        registry = try FakeRegistry()
    }

    /// A component by a name that decides its digest.
    static func reference(_ name: String) -> String { "quay.io/dev/art@\(Digest(of: name.utf8))" }

    /// Puts a payload into the registry and reads it.
    func read(_ release: TestRelease, with reader: PayloadReader? = nil) async throws -> ReleasePayload {
        let image = try release.image()
        registry.add(image, to: "ocp/release")
        let reader = reader ?? PayloadReader(library: ImageLibrary(client: .test()), cache: cache)
        return try await reader.read(registry.reference("ocp/release", image))
    }
}
