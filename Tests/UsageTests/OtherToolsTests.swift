// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Usage

@Suite("What users of other tools type")
struct OtherToolsTests {
    private func fault(_ line: String) throws -> UsageFault {
        try #require(try ToolTree.load().fault(in: line), "\(line) passes")
    }

    @Test(
        "as a command is answered with the command that does it here",
        arguments: [
            ("init", "mirror plan -c isc.yaml"), ("destroy", "mirror delete plan"), ("rm", "mirror delete plan"),
            ("validate", "mirror plan -c isc.yaml"), ("diff", "mirror plan -c isc.yaml"),
            ("copy", "mirror apply plan.json"), ("refresh", "mirror plan -c isc.yaml"),
            ("login", "podman login REGISTRY"), ("state", "mirror log"),
        ]
    )
    func command(name: String, remedy: String) throws {
        let fault = try fault(name)
        #expect(fault.message == "`tool` has no command `\(name)`")
        #expect(fault.remedy?.contains(remedy) == true, "\(fault)")
    }

    @Test(
        "as an option is answered with the reason why there is none, or the option that does it",
        arguments: [
            ("-auto-approve", "passing the plan's file to `mirror apply` is the approval"), ("-target", "as a whole"),
            ("--destroy", "`mirror delete plan` plans what is deleted"), ("-refresh-only", "every plan looks"),
            ("-lock=false", "a lock is always taken"), ("-var=x", "the configuration says everything"),
            ("--v1", "configurations of oc-mirror v2"), ("--v2", "always reads"), ("--workspace", "--cache-dir"),
            ("--dry-run", "changes nothing at the target"), ("--parallel-images=4", "--parallelism"),
            ("--retry-times=2", "failed requests are repeated"), ("--src-skip-tls", "use --src-tls-verify=false"),
            ("--dest-use-http", "use --dest-tls-verify=false"), ("--strict-archive", "--allow-oversize"),
            ("--generate", "only plans"), ("--delete-yaml-file=x", "use --from-list"),
            ("--force-cache-delete", "use --cache of"), ("--verbose", "use --log-level"),
        ]
    )
    func option(word: String, answer: String) throws {
        let name = word.prefix { $0 != "=" }
        let fault = try fault("plan -c a \(word)")
        #expect(fault.message.hasPrefix("`tool plan` has no option `\(name)`: "), "\(fault)")
        #expect(fault.message.contains(answer), "\(fault)")
    }

    @Test("are taken for misspelled where no other tool has them")
    func others() {
        #expect(OtherTools.command("plan") == nil && OtherTools.command("zebra") == nil)
        #expect(OtherTools.option("config", of: "tool plan") == nil && OtherTools.option("", of: "tool") == nil)
    }
}
