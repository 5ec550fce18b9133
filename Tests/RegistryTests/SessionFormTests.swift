// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import HTTPTransport
import OCI
import TestSupport
import Testing

@testable import Registry

@Suite("An upload session")
struct SessionFormTests {
    @Test("is kept in a journal and read again", arguments: [nil, 5_242_880] as [Int64?])
    func journal(minimum: Int64?) throws {
        let session = UploadSession(
            repository: try Repository("r.example:5000/a/b"),
            location: "https://r.example:5000/u?_state=a%2Fb",
            offset: 7,
            minimumChunkLength: minimum
        )
        let bytes = try JSONEncoder().encode(session)
        #expect(try JSONDecoder().decode(UploadSession.self, from: bytes) == session)
        let fields = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
        #expect(
            Set(fields.keys)
                == Set(["repository", "location", "offset"] + (minimum == nil ? [] : ["minimumChunkLength"]))
        )
    }

    @Test("goes on where the registry wants its next request")
    func moved() throws {
        let session = UploadSession(
            repository: try Repository("r.example/a"),
            location: "https://r.example/u",
            offset: 7,
            minimumChunkLength: 3
        )
        let moved = session.moved(to: try #require(WebAddress("https://r.example/v?digest=x")), isClosing: true)
        #expect(moved.location == "https://r.example/v?digest=x")
        #expect(moved.offset == 7 && moved.minimumChunkLength == 3 && moved.repository == "r.example/a")
        #expect(moved.isClosing && !session.isClosing)
        #expect(
            UploadMoved(session: moved).explanation.summary
                == "r.example/a: the registry redirects an upload again and again"
        )
    }

    @Test(
        "and a listing name ranges in one way each",
        arguments: [
            ("bytes 0-0/1", 0, 0, 1), ("BYTES 5-9/10", 5, 9, 10), ("bytes  5-9/10", 5, 9, 10),
            ("bytes 0-9223372036854775806/9223372036854775807", 0, .max - 1, .max),
        ] as [(String, Int64, Int64, Int64)]
    )
    func ranges(value: String, first: Int64, last: Int64, total: Int64) {
        let found = RangeHeader.contentRange(value)
        #expect(found?.range == first...last)
        #expect(found?.total == total)
    }

    @Test(
        "says how many bytes a registry has",
        arguments: [
            ("0-99", 100), ("bytes=0-99", 100), ("bytes 0-99", 100), ("BYTES=0-99", 100), (" 0 - 99 ", 100), ("0-0", 0),
            ("0--1", 0), ("bytes=0--1", 0),
            ("0-1", 2), ("0-9223372036854775806", .max), ("0-9223372036854775807", nil), ("1-99", nil), ("-99", nil),
            ("0-+9", nil), ("0-9-9", nil), ("٠-٩", nil),
        ] as [(String, Int64?)]
    )
    func uploaded(value: String, count: Int64?) {
        #expect(RangeHeader.uploaded(value) == count)
    }
}

@Suite("Every list of tags")
struct TagPagesTests {
    @Test("is read whole, whatever the pages", arguments: [0, 1, 2, 5, 6, 17, 40], [1, 2, 5, 7, 1000])
    func pages(count: Int, pageSize: Int) async throws {
        let registry = try FakeRegistry { $0.pageSize = pageSize }
        let image = try TestImage(layers: [[1]])
        let tags = (0..<count).map { "v\($0 * 37 % 101)" }
        for tag in tags { registry.add(image, to: "a/b", tag: tag) }
        if count == 0 { registry.add(image, to: "a/b") }
        let found = try await RegistryClient.test().tags(try registry.repository("a/b"))
        #expect(found.sorted() == tags.sorted())
        #expect(Set(found).count == found.count)
    }
}
