// SPDX-License-Identifier: Apache-2.0

import Archives
import Layers
import OCI
import Scheduling
import TestSupport
import Testing

@Suite("The folders above paths of an image")
struct ImageFoldersTests {
    /// Makes layers of members: `tmp/ 1777 5:0` is a folder with its mode and owner, an arrow makes a link, and anything
    /// else a file.
    private static func archive(_ members: [String]) throws -> TestArchive {
        var archive = TestArchive()
        for member in members {
            let parts = member.split(separator: " ").map(String.init)
            if parts.count == 3, parts[1] == "->" {
                try archive.add(link: parts[0], to: parts[2])
            } else if parts[0].hasSuffix("/") {
                let numbers = parts.count > 2 ? parts[2].split(separator: ":").compactMap { Int64($0) } : [0, 0]
                let mode = parts.count > 1 ? UInt16(parts[1], radix: 8) ?? 0 : 0o755
                try archive.add(
                    folder: parts[0],
                    mode: mode,
                    owner: TarEntry.Owner(user: numbers[0], group: numbers[1])
                )
            } else {
                try archive.add(member)
            }
        }
        return archive
    }

    /// Looks at the layers, base first; returns what was found, and the numbers of the layers that were read.
    private func folders(above paths: [String], _ layers: [[String]]) async throws -> (ImageFolders, [Int]) {
        let blobs = try layers.enumerated().map { number, members in
            // Layers with the same members are others all the same.
            let bytes = try Self.archive(members + ["number-\(number)"]).bytes
            return (Descriptor(mediaType: .ociLayer, digest: Digest(of: bytes), size: Int64(bytes.count)), bytes)
        }
        let read = Guarded<[Int]>([])
        let folders = try await ImageFolders(above: paths, in: blobs.map(\.0)) { layer, part in
            let number = blobs.firstIndex { $0.0 == layer } ?? -1
            read.withLock { $0.append(number) }
            return try await LayerFolder.read(part, of: layer, from: MemoryStream(blobs[number].1, piece: 700))
        }
        return (folders, read.withLock { $0 })
    }

    private static func text(_ place: ImageFolders.Place?) -> String {
        guard let place else { return "nothing" }
        let folders = place.folders.map { folder in
            let attributes = folder.attributes
            let owner = attributes.map { " \($0.owner.user):\($0.owner.group)" } ?? ""
            return "\(folder.path) \(attributes.map { String($0.mode, radix: 8) } ?? "unnamed")\(owner)"
        }
        return ([place.isThere ? place.path : "\(place.path) (not there)"] + folders).joined(separator: ", ")
    }

    /// An image, a path in it, what is found, and the layers that are read for it, from the top.
    private static let cases: [([[String]], String, String, [Int])] = [
        ([["tmp/ 1777"]], "tmp/cache", "tmp/cache, tmp 1777 0:0", [0]),
        ([["configs/x"]], "configs", "configs", []),
        ([["tmp/ 700"], ["tmp/ 1777 1001:0"], ["etc/x"]], "tmp/cache", "tmp/cache, tmp 1777 1001:0", [2, 1]),
        // A layer that only puts something into a folder says nothing of it.
        ([["tmp/ 1777"], ["tmp/cache/x"]], "tmp/cache", "tmp/cache, tmp 1777 0:0", [1, 0]),
        ([["tmp/cache/x"]], "tmp/cache", "tmp/cache, tmp unnamed", [0]),
        // What was taken away before counts no more.
        ([["tmp/ 1777"], [".wh.tmp", "tmp/x"]], "tmp/cache", "tmp/cache, tmp unnamed", [1]),
        ([["tmp/ 1777"], [".wh.tmp"], ["tmp/x"]], "tmp/cache", "tmp/cache, tmp unnamed", [2, 1]),
        ([["tmp/ 1777"], [".wh.tmp", "tmp/ 770"]], "tmp/cache", "tmp/cache, tmp 770 0:0", [1]),
        // An opaque folder is itself what it was, and what lay in it is gone.
        (
            [["a/ 711", "a/b/ 700"], ["a/.wh..wh..opq", "a/b/x"]], "a/b/c", "a/b/c, a 711 0:0, a/b unnamed", [1, 0]
        ),
        ([["a/ 711", "a/b/ 700"], ["a"], ["a/ 750"]], "a/b/c", "a/b/c (not there), a 750 0:0, a/b unnamed", [2, 1]),
        ([["a"]], "a/b", "a/b (not there)", [0]),
        ([["x"]], "a/b", "a/b (not there), a unnamed", [0]),
        // Links are followed inside of the image.
        (
            [["var/ 755", "var/tmp/ 1777"], ["tmp -> var/tmp"]], "tmp/cache",
            "var/tmp/cache, var 755 0:0, var/tmp 1777 0:0",
            [1, 1, 0]
        ),
        (
            [["srv/ 750", "srv/a/ 700"], ["data -> /srv"]], "data/a/b", "srv/a/b, srv 750 0:0, srv/a 700 0:0",
            [1, 1, 0]
        ),
        ([["tmp -> var"], ["tmp/ 1770"]], "tmp/cache", "tmp/cache, tmp 1770 0:0", [1]),
    ]

    @Test("are as the top-most layer has them that has a member for them", arguments: cases.indices)
    func folders(index: Int) async throws {
        let (layers, path, expected, read) = Self.cases[index]
        let (found, order) = try await folders(above: [path], layers)
        #expect(Self.text(found.places[path]) == expected)
        #expect(order == read)
    }

    @Test("are not looked for outside of the image, nor without end")
    func links() async throws {
        for (layers, fault) in [
            ([["tmp -> ../../host"]], LayerFilesError.link("tmp/x", to: "../../host/x", .leadsOut)),
            ([["tmp -> b", "b -> tmp"]], LayerFilesError.link("tmp/x", to: "b/x", .tooMany)),
        ] {
            await #expect(throws: fault) { _ = try await folders(above: ["tmp/x"], layers) }
        }
    }
}
