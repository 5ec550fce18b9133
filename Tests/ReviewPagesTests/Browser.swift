// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// Debian's Chromium without a window.
enum Browser {
    /// Whether it is on this machine.
    static let isInstalled = ["/usr/bin/chromium", "/usr/lib/chromium/chromium"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    /// What a browser made of a page.
    struct Visit {
        /// The elements after the page was loaded, and its script ran.
        let dom: PageTree
        let html: String
        /// What it complained about: errors of scripts, and what the page's policy forbade.
        let complaints: [String]
    }

    /// Opens a page; `fragment` is what stands behind `#` in the address.
    static func visit(_ html: String, fragment: String = "") throws -> Visit {
        let folder = try TemporaryDirectory()
        let page = try folder.write(html, to: "plan.html")
        let run = try runTool(
            [
                // Root needs no sandbox here: the page is our own, and another user is not at hand in containers.
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--user-data-dir=\(folder["profile"])",
                "--enable-logging=stderr", "--dump-dom", "file://\(page)#\(fragment)",
            ],
            environment: ["HOME": folder.path]
        )
        guard run.status == 0, !run.output.isEmpty else { throw ToolFailure(arguments: ["chromium"], run: run) }
        return Visit(
            dom: PageTree(run.output),
            html: run.output,
            complaints: run.errors.split(separator: "\n").map(String.init).filter {
                // A machine that is busy looks like a slow network, of which a page in one file needs nothing.
                $0.contains(":CONSOLE") && !$0.contains("Slow network is detected")
            }
        )
    }
}
