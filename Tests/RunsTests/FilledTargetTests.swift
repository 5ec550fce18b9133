// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import Diagnostics
import Foundation
import Ledger
import OCI
import Plans
import Runs
import TestSupport
import Testing

@Suite("The files that users of oc-mirror expect after an apply")
struct FilledTargetTests {
    private static let registry = "mirror.example:5000/ocp"

    private static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private static func image(_ name: String, _ origin: String) -> PlacedImage {
        PlacedImage(
            destination: PlacedName("\(registry)/\(name)"),
            digest: digest(name),
            type: .additionalImage,
            origins: [origin]
        )
    }

    private static let brought = image("new/one:1", "quay.io/new/one:1")
    private static let failing = image("broken/two:1", "quay.io/broken/two:1")
    private static let outdated = image("old/three:1", "quay.io/old/three:1")
    private static let held = image("held/four:1", "quay.io/held/four:1")
    private static let lost = image("lost/five:1", "quay.io/lost/five:1")
    private static let theirs = image("theirs/six:1", "quay.io/theirs/six:1")
    private static let later = image("later/seven:1", "quay.io/later/seven:1")

    private static func action(_ image: PlacedImage, found: Digest? = nil) -> Action {
        Action(
            kind: found == nil ? .copy : .update,
            type: image.type,
            origins: image.origins,
            source: ContentPlace(stringLiteral: "\(image.origins[0])@\(image.digest)"),
            destination: image.destination,
            digest: image.digest,
            size: 1,
            transfer: 1,
            expect: .init(destination: found),
            reason: "missing at destination",
            requestedBy: ["mirror.additionalImages[0]"]
        )
    }

    private static var plan: Plan {
        var plan = Plan.sample
        plan.fields.actions = [action(brought), action(failing), action(outdated, found: digest("before"))]
        plan.fields.inSync = [held, lost]
        plan.fields.others = [theirs]
        return plan
    }

    private static let outcome = ApplyOutcome(
        results: [.done, .failed("no"), .failed("no")],
        lost: [LostImage(destination: lost.destination, digest: lost.digest, reason: "gone")]
    )

    /// The sources that files name, without the registry.
    private func sources(_ files: [ResultFile]) -> Set<String> {
        Set(
            files.flatMap { $0.content.split(separator: "\n") }.map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { $0.hasPrefix("source: quay.io/") }.map { String($0.dropFirst("source: quay.io/".count)) }
        )
    }

    @Test("describe what is there, and what other configurations keep there")
    func described() throws {
        let target = FilledTarget(of: Self.plan, after: Self.outcome, recordedIn: nil)
        let files = try target.clusterResources()
        #expect(files.map(\.path) == ["itms-oc-mirror.yaml"])
        #expect(sources(files) == ["new", "old", "held", "theirs"])
        let results = try target.results(at: 1_700_000_000)
        #expect(results.name == "results-1700000000")
        #expect(sources(results.files) == ["new", "old", "held", "theirs"])
        #expect(
            results.files.first { $0.path == "mapping.txt" }?.content
                == "quay.io/new/one@\(Self.brought.digest)=\(Self.registry)/new/one:1\n"
        )
    }

    @Test("describe what the ledger has gained since the plan was made")
    func recorded() throws {
        var ledger = TargetLedger(target: Self.registry)
        for image in [Self.theirs, Self.later] {
            ledger.entries[image.destination] = TargetLedger.Entry(
                image: image,
                placed: true,
                knowsAttachments: true,
                wantedBy: ["other.yaml"]
            )
        }
        let target = FilledTarget(of: Self.plan, after: Self.outcome, recordedIn: ledger)
        #expect(sources(try target.clusterResources()) == ["new", "old", "held", "theirs", "later"])
    }

    @Test("describe everything that a plan will leave, before it is applied")
    func planned() throws {
        let target = FilledTarget(planned: Self.plan)
        let all: Set = ["new", "broken", "old", "held", "lost", "theirs"]
        #expect(sources(try target.clusterResources()) == all)
        #expect(sources(try target.results(at: 1).files) == all)
    }

    @Test("list no image of a run that brought none")
    func unmoved() throws {
        for target in [
            FilledTarget(planned: Self.plan, bringing: false),
            FilledTarget(
                of: Self.plan,
                after: ApplyOutcome(results: [.failed("a"), .notStarted, .failed("b")]),
                recordedIn: nil
            ),
        ] {
            #expect(try target.results(at: 1).files.first { $0.path == "mapping.txt" }?.content == "")
        }
    }

    @Test("have the signatures of releases as YAML and as JSON")
    func signatures() throws {
        var plan = Self.plan
        let payload = PlacedImage(
            destination: PlacedName("\(Self.registry)/openshift/release-images:4.15.0-x86_64"),
            digest: Self.digest("payload"),
            type: .releasePayload,
            origins: ["quay.io/openshift-release-dev/ocp-release:4.15.0-x86_64"],
            release: ReleaseFacts(
                version: "4.15.0",
                architecture: "amd64",
                signatures: [ReleaseSignature(fingerprint: String(repeating: "AB", count: 20), message: "b3dHYi9+/w==")]
            )
        )
        plan.fields.inSync = [payload]
        let files = try FilledTarget(planned: plan).clusterResources()
        #expect(files.map(\.path).contains("signature-configmap.yaml"))
        let json = try #require(files.first { $0.path == "signature-configmap.json" }?.content)
        let map = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect((map["metadata"] as? [String: Any])?["name"] as? String == "mirrored-release-signatures")
        #expect(map["binaryData"] as? [String: String] == ["sha256-\(payload.digest.hex)-1": "b3dHYi9+/w=="])
    }

    @Test("replace the files of an earlier run, and nothing else in the folder")
    func replaced() throws {
        let folder = try TemporaryDirectory()
        let resources = folder.path + "/working-dir/cluster-resources"
        let output = ClusterResourcesOutput(folder: resources)
        let generated = [
            "idms-oc-mirror.yaml", "cs-index-v1.yaml", "cc-index-v1.yaml", "signature-configmap.json",
        ]
        try output.write(generated.map { ResultFile(path: $0, content: "old") })
        for name in ["kustomization.yaml", "cs-Mine.yaml"] {
            try Data("mine".utf8).write(to: URL(filePath: "\(resources)/\(name)"))
        }
        try output.write([ResultFile(path: "idms-oc-mirror.yaml", content: "new")])
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: resources).sorted()
                == ["cs-Mine.yaml", "idms-oc-mirror.yaml", "kustomization.yaml"]
        )
        #expect(try String(contentsOfFile: "\(resources)/idms-oc-mirror.yaml", encoding: .utf8) == "new")
    }
}
