// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// With another program that reads manuals, because what looks right may not be the language of man(7).
@Suite("The manual", .waitsForPrograms)
struct ManualTests {
    @Test("has a page for every command, which mandoc reads without an error")
    func pages() throws {
        let shop = try Workshop(registries: "")
        let run = try shop.mirror("---manual", "man")
        #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run)")
        let pages = try FileManager.default.contentsOfDirectory(atPath: shop.folder["work/man"]).sorted()
        #expect(pages.contains("mirror.1") && pages.contains("mirror-cache-trim.1") && pages.count > 25)
        let lint = try shop.outside(["mandoc", "-T", "lint", "-W", "error"] + pages.map { "man/\($0)" })
        #expect(lint.status == 0, "\(lint.output)")
        let text = try shop.outside("mandoc", "-T", "ascii", "-O", "width=78", "man/mirror-plan.1").output
        #expect(
            text.contains("MIRROR-PLAN(1)")
                && text.contains("mirror plan -c isc.yaml --to docker://mirror.example:5000/ocp")
        )
    }
}
