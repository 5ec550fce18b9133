// SPDX-License-Identifier: Apache-2.0

import Foundation
import MirrorConfiguration

/// One of the two files that `mirror pin` writes.
struct PinOutput {
    enum Kind: String {
        case configuration = "pinned configuration"
        case deletion = "configuration for deleting"
    }

    let kind: Kind
    let path: String
    /// The option that names the file.
    let option: String

    /// The largest file that is looked at to see whether it is one of ours.
    private static let sizeLimit = 16 << 20

    private var output: OutputFile { OutputFile(path: path, subject: kind.rawValue) }

    /// The name of a file beside the configuration: `isc.yaml` becomes `isc.pinned.yaml`, and `isc.pinned.yaml` too.
    static func path(beside configuration: String, _ suffix: String) -> String {
        var name = configuration
        for ending in [".yaml", ".yml", ".json"] where name.hasSuffix(ending) {
            name.removeLast(ending.count)
            break
        }
        if name.hasSuffix(".pinned") { name.removeLast(".pinned".count) }
        return "\(name).\(suffix).yaml"
    }

    /// Whether this is the same file as another.
    func isSame(as other: String) -> Bool { output.isSame(as: other) }

    /// Refuses to overwrite the configuration, and without `force` whatever this command did not write.
    func check(besides configuration: String, force: Bool) throws {
        try output.requireFile(option)
        guard !isSame(as: configuration) else {
            throw CommandError("\(option) \(path) is the configuration itself\nName another file: \(option) FILE.")
        }
        switch output.type {
        case .typeDirectory: throw CommandError("\(option) \(path) is a folder\nName a file: \(option) FILE.")
        case .typeRegular:
            guard force || isOurs() else {
                throw CommandError(
                    "\(path) exists and is no \(kind.rawValue) of this command\nName another file with \(option) FILE, "
                        + "or overwrite it with --force."
                )
            }
        default: break
        }
    }

    private func isOurs() -> Bool {
        let file = output.file
        guard let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int,
            size <= Self.sizeLimit, let bytes = try? [UInt8](Data(contentsOf: file))
        else { return false }
        guard !bytes.isEmpty else { return true }
        switch kind {
        case .configuration:
            return (try? ImageSetConfiguration(bytes: bytes, path: path)).map(PinnedConfiguration.isPinned) ?? false
        case .deletion: return PinnedConfiguration.isDeletion(bytes)
        }
    }

    /// Writes the file.
    func write(_ bytes: [UInt8]) throws { try output.write(bytes) }
}
