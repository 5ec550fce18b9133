// SPDX-License-Identifier: Apache-2.0

import Foundation
import MirrorConfiguration

/// One of the two files that pinning writes.
struct PinOutput {
    let output: OutputFile

    init(_ path: String, _ kind: OutputKind) { output = OutputFile(path, kind) }

    /// The maximum size of an existing file that is examined for our mark.
    private static let sizeLimit = 16 << 20

    /// The name of a file beside the configuration: both `isc.yaml` and `isc.pinned.yaml` give `isc.pinned.yaml`.
    static func path(beside configuration: String, _ suffix: String) -> String {
        var name = configuration
        for ending in [".yaml", ".yml", ".json"] where name.hasSuffix(ending) {
            name.removeLast(ending.count)
            break
        }
        if name.hasSuffix(".pinned") { name.removeLast(".pinned".count) }
        return "\(name).\(suffix).yaml"
    }

    /// Refuses to overwrite the configuration and, without `force`, any file that pinning did not write.
    func check(besides configuration: String, force: Bool) throws {
        try output.requireFile()
        guard !output.isSame(as: configuration) else {
            throw OutputRefusal.configuration(output.kind, path: output.path)
        }
        try output.check { _ in force || isOurs() }
    }

    private func isOurs() -> Bool {
        guard let data = output.bytes(upTo: Self.sizeLimit) else { return false }
        let bytes = [UInt8](data)
        guard !bytes.isEmpty else { return true }
        guard output.kind == .pinnedConfiguration else { return PinnedConfiguration.isDeletion(bytes) }
        return (try? ImageSetConfiguration(bytes: bytes, path: output.path)).map(PinnedConfiguration.isPinned) ?? false
    }

    /// Writes the file.
    func write(_ bytes: [UInt8]) throws { try output.write(bytes) }
}
