// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Compatibility

@Suite("The exit codes of oc-mirror")
struct ToolExitTests {
    @Test(
        "of v2 have a bit for each section, and releases that are not known come before all",
        arguments: [
            (.done, 0), (.failed, 1), (.interrupted, 130), (.notResolved([]), 1), (.notResolved([.operators]), 4),
            (.notResolved([.operators, .charts]), 20), (.notResolved([.releases, .operators]), 2),
            (.notCopied([.releases]), 2),
            (.notCopied([.releases, .operators]), 6), (.notCopied([.additionalImages]), 8), (.notCopied([]), 1),
            (.notCopied(Set(MirroredSection.allCases)), 30),
        ] as [(ToolOutcome, Int32)]
    )
    func second(outcome: ToolOutcome, code: Int32) throws {
        let work = try Line("oc-mirror --v2 -c a file://x").invocation().work
        #expect(ToolExit(of: outcome, in: .two, work).rawValue == code)
    }

    @Test(
        "of v1, and of the other commands of v2, are 0 and 1",
        arguments: [
            "oc-mirror -c a file://x", "oc-mirror delete --delete-yaml-file x docker://r.e", "oc-mirror --v2 version",
        ] as [Line]
    )
    func others(line: Line) throws {
        let invocation = try line.invocation()
        for outcome: ToolOutcome in [
            .failed, .notResolved([.operators]), .notCopied([.releases, .charts]), .notCopied([]),
        ] {
            #expect(ToolExit(of: outcome, in: invocation.version, invocation.work) == .failure)
        }
        #expect(ToolExit(of: .done, in: invocation.version, invocation.work) == [])
    }

    @Test("of a line that is not understood is 1")
    func refused() {
        #expect(ToolExit(of: .failed, in: .one, nil).rawValue == 1)
    }
}
