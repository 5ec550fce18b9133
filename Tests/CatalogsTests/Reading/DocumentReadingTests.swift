// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layers
import Layouts
import OCI
import Scheduling
import TestSupport
import Testing

@testable import Catalogs

@Suite("The documents of a catalog, while they are read")
struct DocumentReadingTests {
    private static let layer = Digest(of: [1])
    private static let file = CatalogFile(path: "configs/a.json", layer: layer, documents: [])

    private static func document(_ name: String) -> CatalogDocument {
        CatalogDocument(schema: "olm.bundle", package: "a", name: name, format: .json, offset: 0, length: 1)
    }

    @Test("are handed over once each, however often their layer breaks off")
    func once() throws {
        let heard = Guarded<[String]>([])
        let delivery = DocumentDelivery { _, document, bytes in heard.withLock { $0.append("\(document.name)\(bytes)") }
        }
        for attempt in 1...3 {
            for index in 0..<attempt {
                try delivery.deliver(index, Self.file, Self.document("\(index)"), [UInt8(index)])
            }
        }
        #expect(heard.withLock { $0 } == ["0[0]", "1[1]", "2[2]"])
    }

    @Test("are refused where another attempt gives other bytes, and none of them is handed over")
    func changed() throws {
        let heard = Guarded(0)
        let delivery = DocumentDelivery { _, _, _ in heard.withLock { $0 += 1 } }
        try delivery.deliver(0, Self.file, Self.document("0"), [1])
        let error = #expect(throws: DocumentDelivery.ChangedContent.self) {
            try delivery.deliver(0, Self.file, Self.document("0"), [2])
        }
        #expect(error?.layer == Self.layer && heard.withLock { $0 } == 1)
        #expect("\(try #require(error))".hasPrefix("the layer \(Self.layer) broke off on the way"))
    }

    @Test("that nobody could use are handed over again")
    func refused() throws {
        struct Full: Error {}
        let isFull = Guarded(true)
        let heard = Guarded(0)
        let delivery = DocumentDelivery { _, _, _ in
            if isFull.withLock({ $0 }) { throw Full() }
            heard.withLock { $0 += 1 }
        }
        #expect(throws: Full.self) { try delivery.deliver(0, Self.file, Self.document("0"), [1]) }
        isFull.withLock { $0 = false }
        // Nothing was delivered, so other bytes contradict nothing.
        try delivery.deliver(0, Self.file, Self.document("0"), [2])
        #expect(heard.withLock { $0 } == 1)
    }

    private static func key(_ offset: Int64) throws -> RetainedDocuments.Key {
        .init(layer: layer, part: try LayerPart(folder: "configs"), file: 0, offset: offset)
    }

    /// The packages that are wanted, the room, the sizes of documents of `a` and `b` in turn, and which of them are kept.
    @Test(
        "are kept in memory where their package is wanted, as long as all of them fit",
        arguments: [
            (nil, 100, [10, 20, 30], [0, 1, 2]), (["a"], 100, [10, 20, 30], [0, 2]), ([], 100, [10], []),
            (nil, 60, [10, 20, 30], []), (nil, 61, [10, 20, 30], [0, 1, 2]), (["a"], 41, [10, 99, 30], [0, 2]),
            (nil, 20, [10, 20, 1], []), (nil, 0, [1], []),
        ] as [(Set<String>?, Int, [Int], [Int64])]
    )
    func retained(packages: Set<String>?, room: Int, sizes: [Int], kept: [Int64]) throws {
        let documents = RetainedDocuments(packages: packages, limit: room)
        for (index, size) in sizes.enumerated() {
            let key = try Self.key(Int64(index))
            documents.keep(key, of: index % 2 == 0 ? "a" : "b") { [UInt8](repeating: UInt8(index), count: size) }
        }
        for index in sizes.indices {
            let isKept = kept.contains(Int64(index))
            #expect(documents[try Self.key(Int64(index))]?.count == (isKept ? sizes[index] : nil), "\(index)")
        }
    }

    @Test("are made for memory only where that has room, and not for packages that nobody wants")
    func unmade() throws {
        let documents = RetainedDocuments(packages: ["a"], limit: 1)
        var made = 0
        for package in ["b", "a", "a", "b"] {
            documents.keep(try Self.key(0), of: package) {
                made += 1
                return [1, 2]
            }
        }
        #expect(made == 1)
    }

    @Test("are read from the cache piece by piece, in any order, and missed where they went")
    func pieces() throws {
        let folder = try TemporaryDirectory()
        let paths = [try folder.write("abcdef", to: "one"), try folder.write("uvwxyz", to: "two")]
        var reader = PieceReader()
        func text(_ path: Int, _ start: Int64, _ count: Int) throws -> String {
            String(decoding: try reader.bytes(of: .init(path: paths[path], start: start, count: count)), as: UTF8.self)
        }
        #expect(try text(0, 2, 3) == "cde")
        #expect(try text(1, 0, 6) == "uvwxyz")
        #expect(try text(0, 0, 1) == "a")
        #expect(try text(0, 5, 0).isEmpty)
        let short = #expect(throws: LayoutError.self) { try text(1, 4, 3) }
        #expect(short?.path == paths[1] && short?.message.hasPrefix("it is shorter than it was") == true)
        let gone = #expect(throws: LayoutError.self) {
            try reader.bytes(of: .init(path: folder["none"], start: 0, count: 1))
        }
        #expect(gone?.path == folder["none"] && gone?.message.hasPrefix("it cannot be read") == true)
    }
}
