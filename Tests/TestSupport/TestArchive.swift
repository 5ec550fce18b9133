// SPDX-License-Identifier: Apache-2.0

package import Archives

/// A tar archive made for a test, one member after the other.
package struct TestArchive: Sendable {
    private var members: [(entry: TarEntry, bytes: [UInt8])] = []

    package init() {}

    /// Makes an archive of files in the order of their paths.
    package init(_ files: [String: String]) throws {
        for (path, text) in files.sorted(by: { $0.key < $1.key }) { try add(path, text) }
    }

    package mutating func add(_ path: String, _ text: String = "", mode: UInt16 = 0o644, modified: Int64 = 0) throws {
        try add(path, Array(text.utf8), mode: mode, modified: modified)
    }

    package mutating func add(_ path: String, _ bytes: [UInt8], mode: UInt16 = 0o644, modified: Int64 = 0) throws {
        let kind = TarEntry.Kind.file(size: Int64(bytes.count))
        members.append((try TarEntry(path: path, kind: kind, mode: mode, modified: modified), bytes))
    }

    package mutating func add(
        folder path: String,
        mode: UInt16 = 0o755,
        owner: TarEntry.Owner = .root,
        modified: Int64 = 0
    ) throws {
        members.append((try TarEntry(path: path, kind: .directory, mode: mode, owner: owner, modified: modified), []))
    }

    package mutating func add(link path: String, to target: String) throws {
        members.append((try TarEntry(path: path, kind: .symbolicLink(target: target), mode: 0o777), []))
    }

    package mutating func add(hardLink path: String, to target: String) throws {
        members.append((try TarEntry(path: path, kind: .hardLink(target: target)), []))
    }

    /// The same members in the opposite order.
    package var reversed: TestArchive {
        var result = self
        result.members.reverse()
        return result
    }

    package var bytes: [UInt8] {
        get throws { try TarWriter.archive(members) }
    }
}
