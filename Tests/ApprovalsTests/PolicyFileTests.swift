// SPDX-License-Identifier: Apache-2.0

import Approvals
import Diagnostics
import Testing

@Suite("A policy")
struct PolicyFileTests {
    private func read(_ text: String) throws(FindingsError) -> PolicyFile {
        try PolicyFile(Array(text.utf8), name: "p.yaml")
    }

    @Test("demands of a target what it demands of all, and more")
    func demands() throws {
        let policy = try read(
            """
            branch: origin/main
            keys: .mirror/allowed_signers
            requireMerged: true
            requireApprovals: 1
            targets:
              - target: docker://mirror.example:5000/ocp
                requireSigned: true
                requireApprovals: 2
              - target: mirror.example:5000/test
                requireApprovals: 0

            """
        )
        let source = "origin/main:.mirror/policy.yaml"
        let keys = ApprovalDemand.KeyFile.committed(path: ".mirror/allowed_signers", branch: "origin/main")
        for (target, isSigned, approvals) in [
            ("mirror.example:5000/ocp", true, 2), ("mirror.example:5000/test", false, 1), ("other", false, 1),
        ] {
            #expect(
                policy.demand(for: target)
                    == ApprovalDemand(
                        source: source,
                        branch: "origin/main",
                        keys: keys,
                        isSigned: isSigned,
                        approvals: approvals
                    )
            )
        }
    }

    @Test("without demands demands nothing")
    func empty() throws {
        #expect(try read("branch: main\n").demand(for: "t").isEmpty)
    }

    @Test(
        "is refused with the place of each mistake",
        arguments: [
            ("", "1:1", ""), ("# nothing\n", "", ""), ("requireMerged: true\n", "1:1", "`branch` is missing"),
            ("branch: main\nrequireSigned: true\n", "1:1", "`keys` is missing"),
            ("branch: main\nrequireApproval: 1\n", "2:1", "unknown field"),
            ("branch: main\nkeys: k\nrequireApprovals: -1\n", "3:19", "`requireApprovals` is -1"),
            ("branch: main\nkeys: k\nrequireApprovals: many\n", "3:19", "requireApprovals"),
            ("branch: main\ntargets:\n  - requireMerged: true\n", "3:5", "`target` is missing"),
            ("branch: main\nrequireMerged: perhaps\n", "2:16", "requireMerged"), ("[", "1:", ""),
        ]
    )
    func mistakes(text: String, place: String, part: String) {
        let error = #expect(throws: FindingsError.self) { try read(text) }
        let message = error?.description ?? ""
        #expect(message.contains("p.yaml:\(place)") && message.contains(part), "\(message)")
    }
}
