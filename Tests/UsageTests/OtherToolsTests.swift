// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Usage

@Suite("What users of other tools type")
struct OtherToolsTests {
    private func fault(_ line: String) throws -> UsageFault {
        let habits = ["workspace": "it is not needed here", "p": "no port is opened", "keep": "no command here has it"]
        return try #require(try ToolTree.load().fault(in: line, habits: habits), "\(line) passes")
    }

    @Test(
        "as a command is answered with the command that does it here",
        arguments: [
            ("completions", "mirror completion bash"), ("destroy", "mirror delete plan"), ("rm", "mirror delete plan"),
            ("validate", "mirror plan -c isc.yaml --dry-run"), ("rm", "mirror state forget"),
            ("copy", "mirror apply --pending"), ("refresh", "mirror drift"),
            ("login", "podman login REGISTRY"),
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
            ("--src-skip-tls", "use `--src-tls-verify=false`"), ("--debug", "use `--log-level`"),
            ("--workspace=file://x", "it is not needed here"), ("-p", "no port is opened"),
        ]
    )
    func option(word: String, answer: String) throws {
        let name = word.prefix { $0 != "=" }
        let fault = try fault("plan -c a \(word)")
        #expect(fault.message.hasPrefix("`tool plan` has no option `\(name)`: "), "\(fault)")
        #expect(fault.message.contains(answer), "\(fault)")
    }

    @Test("as an option that another command has is answered with that command")
    func elsewhere() throws {
        let fault = try fault("apply p --keep=x")
        #expect(fault.remedy == "It is an option of `tool plan`.")
    }

    @Test("are taken for misspelled where no other tool has them")
    func others() {
        #expect(OtherTools.command("plan") == nil && OtherTools.command("zebra") == nil)
        #expect(OtherTools.option("config", of: "tool plan") == nil && OtherTools.option("", of: "tool") == nil)
    }
}
