// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Cache
import Downloads
import Foundation
import HTTPTransport
import OCI
import Planning
import Plans
import TestSupport
import Testing

@testable import Runs

@Suite("What a run is told to do")
struct RunChoicesTests {
    /// The options, whether attachments are asked for again, and which of them are looked for.
    @Test(
        "decides which attachments it looks for",
        arguments: [
            (PlanOptions(), false, .known), (PlanOptions(), true, .refreshed),
            (PlanOptions(removeSignatures: true), false, .notCopied),
            (PlanOptions(removeSignatures: true), true, .notCopied),
            (PlanOptions(resend: Digest(of: [1])), false, .refreshed),
            (PlanOptions(since: "2026-01-01"), false, .refreshed),
            (PlanOptions(removeSignatures: true, since: "2026-01-01"), false, .notCopied),
            (PlanOptions(allowMissing: true, prune: true), false, .known),
        ] as [(PlanOptions, Bool, AttachmentChoice)]
    )
    func attachments(options: PlanOptions, refreshes: Bool, expected: AttachmentChoice) {
        let choices = PlanChoices(recorded: options, refreshes: refreshes)
        #expect("\(choices.attachments)" == "\(expected)")
    }

    @Test("leaves a cache whole where nothing is damaged, or what is damaged went", arguments: [true, false])
    func verified(areRemoved: Bool) throws {
        let folder = try TemporaryDirectory()
        let digest = Digest(of: [1])
        let cache = DiskCache(root: folder.path)
        let name = String(cache.path(of: digest).dropFirst(folder.path.count + 1))
        try folder.write([2], to: name)
        let file = CachedFile(kind: .blob(digest), name: name, size: 1, lastUse: .distantPast)
        let fault = try #require(cache.fault(of: file))
        #expect(VerifiedCache(files: [file], faults: [], areRemoved: areRemoved).isWhole)
        #expect(VerifiedCache(files: [file], faults: [fault], areRemoved: areRemoved).isWhole == areRemoved)
    }

    @Test("asks no other source where it reads an archive, and says what to do")
    func noNetwork() async throws {
        let archive = OpenedArchive(folder: "/usb", parts: [])
        let downloader = Downloader(transport: ArchivedDownloads(archive: archive), retry: .tries(3))
        let error = await #expect(throws: (any Error).self) {
            try await downloader.get("https://example.org/graph", limit: 10)
        }
        let text = "\(try #require(error))"
        #expect(text.contains("the archive in /usb does not have the content of https://example.org/graph"), "\(text)")
    }

    @Test(
        "ends with a sentence on what to do where it cannot be done",
        arguments: [
            (
                UnrecordedApply(isDeletion: false, reason: Explanation("no room")),
                "the images are copied, but the record of it is not committed: no room\n"
                    + "Correct this and run the same plan again: it then only commits."
            ),
            (
                UnrecordedApply(isDeletion: true, reason: Explanation("no room")),
                "the images are deleted, but the record of it is not committed: no room\n"
                    + "Correct this and run the same plan again: it then only commits."
            ),
            (
                UnreadArchive(folder: "file:///usb"),
                "--from file:///usb: the plan reads no archive\n"
                    + "Leave the option out: the plan says where its images are read."
            ),
            (
                NotInArchive(folder: "/usb", url: "https://example.org/a"),
                "the archive in /usb does not have the content of https://example.org/a, and with --from no other source is used\n"
                    + "Make an archive on the connected side with a configuration that requests it."
            ),
            (
                TargetChoiceError.archive(name: "MIRROR_TO", target: "file:///usb"),
                "MIRROR_TO is the archive file:///usb\nName a registry: --to docker://host"
            ),
            (
                UnusableWorkingFolder(),
                "the working folder cannot be used: its path has more than 1000 characters or is not UTF-8, or it was removed\n"
                    + "Change to another folder and name the files by their paths."
            ),
        ] as [(any Error, String)]
    )
    func sentences(error: any Error, text: String) { #expect("\(error)" == text) }

    @Test("works in a folder that can be named")
    func workingFolder() throws { try WorkingFolder.check() }

    @Test("reads standard input where the path is a dash, and no other path", arguments: ["-", "./-", "--", "a"])
    func standardInput(path: String) {
        #expect(StandardStream.title(of: path) == (path == "-" ? "standard input" : path))
        #expect(PlanOutput(path: path).isStandardOutput == (path == "-"))
        do {
            try OutputFile(path, .pinnedConfiguration).requireFile()
            #expect(path != "-")
        } catch {
            #expect(path == "-" && error == .standardOutput(.pinnedConfiguration))
        }
    }
}
