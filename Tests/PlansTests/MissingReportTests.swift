// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("The report of what is missing")
struct MissingReportTests {
    private static let digests = (1...4).map { Digest(of: [UInt8($0)]) }.sorted()

    private static var report: MissingReport {
        MissingReport(
            target: "mirror.example:5000/ocp",
            images: [
                .init(digest: digests[1], origins: ["quay.io/a/b:1"]),
                .init(digest: digests[0], origins: ["quay.io/a/c:1"]),
            ],
            blobs: [digests[3], digests[2]],
            sets: [digests[1], digests[0]]
        )
    }

    @Test("is sorted, and reads back as it was written")
    func roundTrips() throws {
        let report = Self.report
        #expect(report.images.map(\.digest) == Array(Self.digests.prefix(2)))
        #expect(report.blobs == Array(Self.digests.suffix(2)) && report.sets == Array(Self.digests.prefix(2)))
        #expect(report.digests == Set(Self.digests))
        #expect(try MissingReport(reading: report.data()) == report)
    }

    @Test("has no sets where none is unknown, and is empty where nothing is missing")
    func empty() throws {
        let report = MissingReport(target: Self.report.target, images: Self.report.images, blobs: Self.report.blobs)
        #expect(!String(decoding: try report.data(), as: UTF8.self).contains("sets"))
        #expect(try MissingReport(reading: report.data()) == report && !report.isEmpty)
        #expect(MissingReport(target: "x", images: [], blobs: []).isEmpty)
        #expect(!MissingReport(target: "x", images: [], blobs: [], sets: [Self.digests[0]]).isEmpty)
    }

    @Test(
        "is refused where it is something else",
        arguments: [
            ("", "", "this is not a report of what is missing"),
            ("MirrorMissingReport", "MirrorPlan", "its `kind` is `MirrorPlan`, expected `MirrorMissingReport`"),
            ("\"1.0\"", "\"2.0\"", "the report has format version 2.0, this tool knows 1.0"),
            ("\"blobs\"", "\"Blobs\"", "this is not a report of what is missing"),
            ("sha256:", "md5:", "this is not a report of what is missing"),
        ]
    )
    func refuses(old: String, new: String, message: String) throws {
        let text = String(decoding: try Self.report.data(), as: UTF8.self)
        let edited = old.isEmpty ? "{" : text.replacing(old, with: new)
        #expect(edited != text)
        let error = #expect(throws: MissingReportError.self) { try MissingReport(reading: Data(edited.utf8)) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }

    @Test("of a later minor version is read")
    func later() throws {
        let text = String(decoding: try Self.report.data(), as: UTF8.self)
        let edited = text.replacing("\"1.0\"", with: "\"1.7\"").replacing("\"blobs\"", with: "\"later\": 1, \"blobs\"")
        #expect(try MissingReport(reading: Data(edited.utf8)).digests == Self.report.digests)
    }
}
