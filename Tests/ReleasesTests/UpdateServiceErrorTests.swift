// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import Testing

@testable import Releases

@Suite("An answer that is not there")
struct UpdateServiceErrorTests {
    private static func record(_ channel: String, _ architecture: String = "amd64") -> GraphRecord {
        let digest = Digest(of: channel.utf8)
        return GraphRecord(
            url: "https://up.example/graph",
            channel: channel,
            architecture: architecture,
            digest: digest
        )
    }

    @Test func `in the cache is told with the file that has to be brought`() {
        let record = Self.record("stable-4.16")
        let error = UpdateServiceError.notCached(record, .amd64, path: "/cache/graphs/x.json")
        #expect(
            error.description == """
                the channel `stable-4.16` (amd64) cannot be read: the plan was made from the answer \(record.digest) of \
                https://up.example/graph, but /cache/graphs/x.json does not have it
                copy that file from the cache of the machine that made the plan, or name its cache by --cache-dir
                """
        )
    }

    @Test(
        "in a plan is told with those that it has, each once and in order",
        arguments: [
            ([], "it records none"), ([("fast-4.16", "amd64")], "it records fast-4.16 (amd64)"),
            (
                [("stable-4.16", "s390x"), ("fast-4.16", "amd64"), ("stable-4.16", "s390x"), ("stable-4.16", "amd64")],
                "it records fast-4.16 (amd64), stable-4.16 (amd64), stable-4.16 (s390x)"
            ),
        ] as [([(String, String)], String)]
    )
    func notRecorded(known: [(String, String)], list: String) {
        let error = UpdateServiceError.notRecorded("stable-4.17", .amd64, known.map(Self.record), archive: nil)
        #expect(error.found == "the given plan records no answer for it; \(list)")
        #expect(error.remedy == "make a new plan on a machine that reaches the update service")
        #expect((error.channel, error.architecture) == ("stable-4.17", .amd64))
    }

    @Test(
        "in an archive is told with its folder and those that it has",
        arguments: [([], "it has none at all"), (["stable-4.16"], "it has stable-4.16 (amd64)")] as [([String], String)]
    )
    func notArchived(known: [String], list: String) {
        let error = UpdateServiceError.notRecorded(
            "fast-4.17",
            .arm64,
            known.map { Self.record($0) },
            archive: "/media/usb"
        )
        #expect(
            error.summary
                == "the channel `fast-4.17` (arm64) cannot be read: the archive in /media/usb has no graph of it; \(list)"
        )
        #expect(error.remedy?.contains("on the connected side") == true)
    }

    @Test func `without a remedy is told on one line`() {
        let error = UpdateServiceError("fast-4.17", .multi, found: "nobody answers")
        #expect("\(error)" == "the channel `fast-4.17` (multi) cannot be read: nobody answers")
        #expect(error.selectionError(at: nil).lacks == [.noAnswer])
    }
}
