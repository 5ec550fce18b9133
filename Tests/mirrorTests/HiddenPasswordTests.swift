// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing

/// Passwords in the wrong place are refused, and nobody reads them in a log of CI.
@Suite("A password in the wrong place is never shown,", .waitsForPrograms)
struct HiddenPasswordTests {
    private static let texts = [
        "joe:hunter2@127.0.0.1:1/a/b:1", "docker://joe:hunter2@127.0.0.1:1/a/b", "https://joe:hunter2@127.0.0.1:1/a/b",
        "hunter2@127.0.0.1:1/a/b", "127.0.0.1:1/a/b?token=hunter2",
        "docker://127.0.0.1:1/a/b:1?x=1&access_token=hunter2",
    ]

    private let shop: Workshop

    init() throws { shop = try Workshop(insecure: try RegistryHost("127.0.0.1:1")) }

    private func expectNoPassword(_ run: ToolRun) {
        #expect(run.status != 0, "\(run.output)")
        #expect(!(run.output + run.errors).contains("hunter2"), "\(run.errors)")
    }

    @Test("in a configuration", arguments: texts)
    func configuration(text: String) throws {
        let sections = [
            "  additionalImages:\n    - name: \(text)", "  operators:\n    - catalog: \(text)",
            "  additionalImages:\n    - name: 127.0.0.1:1/a/b:1\n      targetRepo: \(text)",
            "  additionalImages:\n    - nam: \(text)", "  \(text): true",
        ]
        for section in sections {
            let yaml = "apiVersion: mirror.openshift.io/v2alpha1\nkind: ImageSetConfiguration\nmirror:\n\(section)\n"
            try shop.folder.write(yaml, to: "work/isc.yaml")
            expectNoPassword(try shop.mirror("plan", "-c", "isc.yaml", "--to", "docker://127.0.0.1:1/x"))
        }
    }

    @Test("on a command line", arguments: texts)
    func commandLine(text: String) throws {
        try shop.configure(["127.0.0.1:1/a/b:1"])
        for arguments in [
            ["plan", "-c", "isc.yaml", "--to", text], ["plan", "-c", "isc.yaml", "--to", "file://usb", "--from", text],
            ["plan", "-c", "isc.yaml", text], ["plan", "-c", text, "--to", "docker://127.0.0.1:1/x"], ["apply", text],
            ["delete", "plan", "-c", "isc.yaml", "--to", text], ["list", "operators", "--catalog", text],
        ] {
            expectNoPassword(try shop.run(arguments))
        }
    }
}
