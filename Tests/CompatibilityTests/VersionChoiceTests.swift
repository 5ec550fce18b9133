// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@testable import Compatibility

@Suite("The program that a command line means")
struct VersionChoiceTests {
    @Test(
        "is the one that is asked for, that has the command or a flag, or else the first",
        arguments: [
            ("oc-mirror --v2 -c a file://x", .two, .asked), ("oc-mirror --v1 -c a file://x", .one, .asked),
            ("oc-mirror --v2=false -c a file://x", .one, .usual), ("oc-mirror -c a file://x", .one, .usual),
            ("oc-mirror -c a file://x --since 2026-01-31", .two, .flag(.since)),
            ("oc-mirror -c a file://x --skip-pruning", .one, .flag(.skipPruning)),
            ("oc-mirror delete --delete-yaml-file x docker://a.b", .two, .command(.delete)),
            ("oc-mirror describe x.tar", .one, .command(.describe)),
            ("oc-mirror list releases --authfile=x", .two, .flag(.authfile)),
            ("oc-mirror list releases", .one, .usual),
        ] as [(Line, ToolVersion, VersionChoice.Reason)]
    )
    func chosen(line: Line, version: ToolVersion, reason: VersionChoice.Reason) throws {
        let choice = try line.invocation().choice
        #expect(choice.version == version && choice.reason == reason)
    }

    @Test("is the one that the configuration was written for, if the line does not say so")
    func usual() throws {
        let words = ["-c", "a", "file://x"]
        #expect(try ToolCommandLine(words).invocation(usually: .two).version == .two)
        #expect(try ToolCommandLine(words + ["--v1"]).invocation(usually: .two).version == .one)
        #expect(try ToolCommandLine(words + ["--skip-pruning"]).invocation(usually: .two).version == .one)
    }

    @Test(
        "cannot be both, and must have the command and the flags",
        arguments: [
            ("oc-mirror --v1 --v2 -c a file://x", .flag(.versionTwo), "made for"),
            ("oc-mirror --v2 init", .command(.initialize), "leave out `--v2`"),
            ("oc-mirror --v1 delete --generate docker://a.b", .command(.delete), "leave out `--v1`"),
            (
                "oc-mirror --workspace=file://w --skip-pruning -c a docker://a.b", .flag(.skipPruning),
                "`--v1` or `--v2`"
            ),
            ("oc-mirror --v2 --dest-use-http -c a file://x", .flag(.destUseHTTP), "--dest-tls-verify=false"),
            ("oc-mirror --v1 --dest-tls-verify=false -c a file://x", .flag(.destTLSVerify), "--dest-skip-tls"),
            ("oc-mirror --v2 --skip-missing -c a file://x", .flag(.skipMissing), "--v1"),
            ("oc-mirror --generate -c a file://x", .flag(.generate), "`delete`"),
            ("oc-mirror --v2 -v 3 -c a file://x", .flag(.verbose), "--log-level"),
        ] as [(Line, ToolRefusal.Subject, String)]
    )
    func refused(line: Line, subject: ToolRefusal.Subject, remedy: String) throws {
        let refusal = try line.refusal()
        #expect(refusal.subject == subject && refusal.explanation.remedy?.contains(remedy) == true, "\(refusal)")
    }
}
