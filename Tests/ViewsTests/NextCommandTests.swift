// SPDX-License-Identifier: Apache-2.0

import Audit
import Ledger
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

    private func published(
        path: String?,
        record: WrittenFiles = WrittenFiles(
            root: "/srv/mirror",
            written: ["plans/x/plan.json"],
            commit: "c0ffee0123456"
        ),
        recording: PublishedPlan.Recording = .recorded,
        room: ArchiveRoom? = nil
    ) throws -> PublishedPlan {
        let file = try PlanFile(.sample)
        let effects = PlanEffects(of: file, TargetLedger(target: file.plan.target.name), manifests: [])
        return PublishedPlan(
            file: file,
            path: path,
            record: record,
            recording: recording,
            effects: effects,
            manifests: [],
            room: room
        )
    }

    private static let committed = "Committed c0ffee012345 in /srv/mirror: plans/x/plan.json.\n"

    @Test("names a plan by its file or, without one, by its id; the plan's files come first")
    func ending() throws {
        let id = try PlanFile(.sample).id.short
        #expect(
            try published(path: "plan.json").ending(["--a"])
                == "Wrote plan.json.\n\(Self.committed)Review it, then run: mirror apply plan.json --a\n"
        )
        #expect(try published(path: nil).ending([]) == "\(Self.committed)Review it, then run: mirror apply \(id)\n")
        // Standard output has the plan, for another program.
        #expect(try published(path: "-").ending([]) == Self.committed)
        #expect(
            try published(path: nil, record: WrittenFiles(root: "/srv/mirror")).ending([])
                == "Plan \(id) was recorded before. Review it, then run: mirror apply \(id)\n"
        )
    }

    @Test("is none after a dry run")
    func dryRun() throws {
        let none = WrittenFiles(root: "/srv/mirror")
        #expect(
            try published(path: nil, record: none, recording: .dryRun).ending([]) == "Dry run: nothing was written.\n"
        )
        #expect(
            try published(path: "p", record: none, recording: .dryRun).ending([])
                == "Wrote p.\nDry run: nothing else was written.\n"
        )
    }

    @Test(
        "comes with a warning where the disk has no room for the volumes",
        arguments: [(10 << 20, 10 << 20, false), (10 << 20, 11 << 20, true), (0, 1, true), (5, 0, false)]
            as [(Int64, Int64, Bool)]
    )
    func room(free: Int64, needed: Int64, warns: Bool) throws {
        let room = ArchiveRoom(folder: "/media/usb", free: free, needed: needed)
        let ending = try published(path: "plan.json", room: room).ending([])
        #expect(ending.contains("\nwarning: /media/usb: ") == warns)
    }
}
