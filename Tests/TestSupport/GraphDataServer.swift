// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// A server on loopback that hands out the data of the update graph as Red Hat's does: a tar archive in gzip.
package final class GraphDataServer: Sendable {
    private static let path = "/api/upgrades_info/graph-data"

    private let archive: Guarded<[UInt8]>
    package let server: LoopbackServer

    package init(_ archive: TestArchive, _ compression: Compression = .gzip) throws {
        let archive = Guarded(try compression.compress(archive.bytes))
        self.archive = archive
        server = try LoopbackServer { exchange in
            guard exchange.path == Self.path else { return try exchange.respond(404, text: "nothing here") }
            try exchange.respond(200, body: archive.withLock { $0 })
        }
    }

    package var url: String { server.url + Self.path }

    /// How often the data was downloaded.
    package var downloads: Int { server.requests.count }

    /// Serves other data from now on.
    package func serve(_ archive: TestArchive, _ compression: Compression = .gzip) throws {
        serve(try compression.compress(archive.bytes))
    }

    /// Serves any bytes from now on.
    package func serve(_ bytes: [UInt8]) { archive.withLock { $0 = bytes } }

    /// Data as there is: channels and the edges that are blocked.
    package static func data() throws -> TestArchive {
        var archive = TestArchive()
        try archive.add(folder: "channels", mode: 0o775, modified: 1_700_000_000)
        try archive.add(
            "channels/stable-4.16.yaml",
            "name: stable-4.16\nversions:\n- 4.16.3\n",
            modified: 1_700_000_000
        )
        try archive.add("blocked-edges/4.16.3.yaml", "to: 4.16.3\nfrom: .*\n", mode: 0o664, modified: 1_700_000_001)
        try archive.add("version", "1.2.0\n")
        return archive
    }
}
