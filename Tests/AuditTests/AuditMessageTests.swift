// SPDX-License-Identifier: Apache-2.0

import Audit
import TestSupport
import Testing

@Suite("An audit message", .waitsForPrograms)
struct AuditMessageTests {
    /// The trailers as git itself reads them.
    private func trailers(_ message: AuditMessage) throws -> [String] {
        try runTool(["git", "interpret-trailers", "--parse"], input: Array(message.text.utf8)).lines
    }

    @Test("has a subject, a body and trailers, each a paragraph")
    func text() throws {
        let message = AuditMessage(
            subject: "Apply plan aa",
            body: "12 images copied.\n1 deleted.\n",
            planID: "sha256:aa",
            configurationDigest: "sha256:cc",
            target: "host:5000/x",
            result: "complete"
        )
        #expect(
            message.text == """
                Apply plan aa

                12 images copied.
                1 deleted.

                Plan-Id: sha256:aa
                Configuration-Digest: sha256:cc
                Target: host:5000/x
                Result: complete

                """
        )
        #expect(try trailers(message).count == 4)
    }

    @Test("lets no value become a trailer of its own")
    func injection() throws {
        let message = AuditMessage(
            subject: "Plan\n\nPlan-Id: evil",
            body: "--- a/file\r\nfine\u{2028}Plan-Id: evil\n\nResult: complete\u{1b}[2J",
            trailers: [
                (key: "Plan-Id", value: "aa\nResult: complete\r\n\u{85}Target: x"), (key: "Tar get:\n", value: "y"),
            ]
        )
        #expect(try trailers(message) == ["Plan-Id: aa Result: complete Target: x", "Target: y"])
        #expect(message.text.hasPrefix("Plan Plan-Id: evil\n\n ---"))
        #expect(!message.text.contains("\u{1b}"))
    }

    @Test("lets no body become trailers where there are none")
    func bodyAlone() throws {
        #expect(try trailers(AuditMessage(subject: "Note", body: "Plan-Id: evil")) == [])
        #expect(AuditMessage(subject: " \n").text == "Record\n")
    }
}
