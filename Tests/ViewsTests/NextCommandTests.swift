// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Runs
import TestSupport
import Testing
import Views

@Suite("The command that follows a plan")
struct NextCommandTests {
    @Test(
        "is one that a shell takes as it is printed, with the options that the plan needed",
        arguments: [
            ("plan.json", [], "mirror apply plan.json"),
            ("my plan.json", [], "mirror apply 'my plan.json'"),
            ("plan.json", ["--dest-tls-verify=false"], "mirror apply plan.json --dest-tls-verify=false"),
            (
                "p.json", ["--authfile=/run/my auth.json", "--src-tls-verify=false"],
                "mirror apply p.json '--authfile=/run/my auth.json' --src-tls-verify=false"
            ),
        ] as [(String, [String], String)]
    )
    func text(path: String, options: [String], text: String) {
        #expect(NextCommand(applying: path, options).text == text)
    }

    @Test(
        "comes with a warning where the disk has no room for the volumes",
        arguments: [(10 << 20, 10 << 20, false), (10 << 20, 11 << 20, true), (0, 1, true), (5, 0, false)]
            as [(Int64, Int64, Bool)]
    )
    func room(free: Int64, needed: Int64, warns: Bool) throws {
        let published = PublishedPlan(
            file: try PlanFile(.sample),
            manifests: [],
            room: ArchiveRoom(folder: "/media/usb", free: free, needed: needed)
        )
        let ending = published.ending(NextCommand(applying: "plan.json", []), in: "plan.json")
        let last = "The plan is in plan.json. Review it, then run: mirror apply plan.json\n"
        #expect(ending.hasSuffix(last))
        #expect(ending.hasPrefix("warning: /media/usb: ") == warns)
        #expect((ending == last) != warns)
    }
}
