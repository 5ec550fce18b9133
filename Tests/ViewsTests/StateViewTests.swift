// SPDX-License-Identifier: Apache-2.0

@testable import Audit
import GitStore
import Ledger
import OCI
import Plans
import Resolution
import Reviews
import Runs
import States
import TestSupport
import Testing
import Views

@Suite("The state of targets as it is shown")
struct StateViewTests {
    private static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private static let plan = digest("plan")

    private func state(_ names: Int = 1, pending: [RecordedPlan] = []) -> TargetState {
        var ledger = TargetLedger(target: "mirror.example/ocp")
        (ledger.serial, ledger.lastPlan) = (2, Self.plan)
        for number in 0..<names {
            let destination = PlacedName("mirror.example/ocp/i\(number):1")
            ledger.entries[destination] = .init(
                image: PlacedImage(
                    ImageIdentity(
                        .additionalImage,
                        origins: ["quay.io/i\(number):1"],
                        digest: Self.digest("\(number)")
                    ),
                    at: destination
                ),
                placed: true,
                knowsAttachments: true,
                wantedBy: ["isc.yaml"]
            )
        }
        let apply = RecordedApply(plan: Self.plan, serial: 2, configuration: "isc.yaml")
        return TargetState(of: ledger, applies: [apply], pending: pending) { apply in
            .init(plan: apply.plan, serial: apply.serial, time: GitTime(seconds: 0, offset: 60), isComplete: true)
        }
    }

    @Test func `is a line for each target, and a sentence without any`() {
        let short = Self.plan.short
        #expect(
            TargetListView(states: [state()]).text(.plain, false)
                == "mirror.example/ocp\t1\t2\t1970-01-01 01:00:00+01:00, plan \(short)\t-\tisc.yaml\n"
        )
        #expect(TargetListView(states: []).text(.plain, true) == "No target is known here: nothing was applied yet.\n")
    }

    @Test func `tells of the newest plan of each configuration that waits, with the bytes that it moves`() throws {
        var waiting = RecordedPlan(
            id: Self.digest("waiting"),
            path: "/r/plans/x/plan.json",
            target: "mirror.example/ocp",
            configuration: "isc.yaml",
            state: .pending
        )
        waiting.bytesToTransfer = 3 << 20
        var older = waiting
        older.bytesToTransfer = 1 << 30
        let elsewhere = RecordedPlan(
            id: Self.digest("other"),
            path: "/r/plans/y/plan.json",
            target: "b.example",
            configuration: "isc.yaml",
            state: .pending
        )
        let state = state(pending: [elsewhere, waiting, older])
        let list = TargetListView(states: [state]).text(.plain, false)
        #expect(list.contains("\t1 plan, 3.0 MiB\tisc.yaml"), "\(list)")
        let short = Self.digest("waiting").short
        let line = "  pending: plan \(short) of isc.yaml, 3.0 MiB to transfer; mirror apply \(short)\n"
        #expect(TargetStateView(state: state).text(.plain, true).contains(line))
        #expect(try TargetStateView(state: state).json().contains("\"bytes_to_transfer\": 3145728"))
    }

    @Test func `says what a configuration has, and since when`() {
        #expect(
            TargetStateView(state: state()).text(.plain, true) == """
                mirror.example/ocp
                  2 applies; the last: 1970-01-01 01:00:00+01:00, plan \(Self.plan.short)
                  1 image, 0 signatures and other attachments
                  files for clusters: cluster-resources/

                isc.yaml: 1 image
                  since  1970-01-01 01:00:00+01:00, plan \(Self.plan.short)
                  images:
                    quay.io/i0:1

                """
        )
        #expect(TargetStateView(state: state(25)).text(.plain, true).contains("and 5 more (--json shows all)"))
    }

    @Test func `is the same for programs, with every image`() throws {
        let json = try TargetStateView(state: state(25)).json()
        #expect(json.contains("\"applies\": 2") && json.contains("\"origins\": [\n            \"quay.io/i24:1\""))
    }
}

@Suite("Drift as it is shown")
struct DriftViewTests {
    private static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private func view(_ findings: [DriftFinding], isDeep: Bool = false) throws -> DriftView {
        DriftView(FoundDrift(try MirrorTarget("docker://mirror.example/ocp"), findings, 12, isDeep))
    }

    private func finding(_ kind: DriftFinding.Kind) -> DriftFinding {
        DriftFinding(
            kind,
            at: "mirror.example/ocp/a:1",
            type: .additionalImage,
            expected: Self.digest("a"),
            wantedBy: ["isc.yaml"],
            plan: Self.digest("plan")
        )
    }

    @Test func `is one sentence where there is none`() throws {
        #expect(
            try view([], isDeep: true).text(.plain, true)
                == "mirror.example/ocp: all 12 images are as the ledger says, compared with every manifest and blob.\n"
        )
    }

    @Test func `names what is there, what the ledger has, who wants it, and the repair`() throws {
        let text = try view([finding(.missing), finding(.damaged(lost: [Self.digest("x")]))]).text(.plain, true)
        #expect(
            text == """
                missing mirror.example/ocp/a:1
                  found  not there
                  ledger \(Self.digest("a").short), of plan \(Self.digest("plan").short), wanted by isc.yaml
                damaged mirror.example/ocp/a:1
                  found  without \(Self.digest("x").short)
                  ledger \(Self.digest("a").short), of plan \(Self.digest("plan").short), wanted by isc.yaml
                mirror.example/ocp: 2 of 12 images differ, compared by name and digest.
                To plan the repair: mirror drift --repair --to docker://mirror.example/ocp

                """
        )
    }

    @Test func `names the plans that repair it for programs, and no further command for people`() throws {
        let drift = FoundDrift(try MirrorTarget("docker://mirror.example/ocp"), [finding(.missing)], 1, true)
        let view = DriftView(drift, repairs: [.init(of: "isc.yaml", by: Self.digest("repair"))])
        #expect(
            try view.json().contains("\"configuration\": \"isc.yaml\",\n      \"plan\": \"\(Self.digest("repair"))\"")
        )
        #expect(!view.text(.plain, true).contains("--repair"))
    }

    @Test func `has the kind and both digests for programs`() throws {
        let json = try view([finding(.retagged(Self.digest("b"), like: "mirror.example/ocp/b:1"))]).json()
        for word in [
            "\"kind\": \"retagged\"", "\"like\": \"mirror.example/ocp/b:1\"", "\"found\": \"\(Self.digest("b"))\"",
        ] {
            #expect(json.contains(word), "\(json)")
        }
    }
}
