// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Plans
import TestSupport
import Testing

@testable import Compatibility

@Suite("The files of a mirroring run")
struct RunFilesTests {
    @Test("name each image that is not there on a line of its own, and no other")
    func errors() {
        var plan = Plan.sample
        plan.fields.checks = [
            Finding(.warning, .sourceMissing, "quay.io/a/gone:1 is left out", cause: "manifest unknown"),
            Finding(.warning, .unusedBlock, "`x` blocks no image"),
        ]
        let lost = plan.inSync.map { LostImage(destination: $0.destination, digest: $0.digest, reason: "not found") }
        let outcome = ApplyOutcome(results: [.failed("HTTP 500\nfrom quay.io")], lost: lost)
        #expect(
            FailedImages(of: plan, outcome).lines == [
                "error mirroring image quay.io/a/gone:1 is left out manifest unknown\n",
                "error mirroring image docker://quay.io/a/b:1 error: HTTP 500 from quay.io\n",
                "error mirroring image docker://mirror.example:5000/ocp/a/c:1 error: not found\n",
            ]
        )
        #expect(FailedImages(of: .sample, ApplyOutcome(results: [.done])).lines.isEmpty)
    }

    @Test("list what is pruned by repository, as oc-mirror v1 does")
    func pruning() throws {
        let (one, two) = (Digest(of: Array("one".utf8)), Digest(of: Array("two".utf8)))
        func deletion(_ kind: Deletion.Kind, _ repository: PlacedRepository, _ digest: Digest) -> Deletion {
            Deletion(
                kind: kind,
                type: .additionalImage,
                repository: repository,
                digest: digest,
                tags: ["1"],
                size: 1,
                reclaim: 1,
                reason: "x",
                requestedBy: [],
                proof: []
            )
        }
        var plan = Plan.sample
        plan.fields.deletions = [
            deletion(.manifest, "mirror.example:5000/ocp/b", two),
            deletion(.manifest, "mirror.example:5000/ocp/a", one),
            deletion(.manifest, "mirror.example:5000/ocp/a", two), deletion(.tags, "mirror.example:5000/ocp/c", one),
        ]
        struct Text: Decodable, Equatable {
            struct Repository: Decodable, Equatable {
                var name: String
                var manifests: [Digest]
            }
            var registry: String
            var repositories: [Repository]
        }
        let text = PruningPlanText(plan).text
        #expect(
            try JSONDecoder().decode(Text.self, from: Data(text.utf8))
                == Text(
                    registry: "mirror.example:5000",
                    repositories: [
                        .init(name: "ocp/a", manifests: [one, two].sorted { "\($0)" < "\($1)" }),
                        .init(name: "ocp/b", manifests: [two]),
                    ]
                )
        )
        #expect(text.hasPrefix("{\n \"registry\": \"mirror.example:5000\",\n \"repositories\": [\n  {\n   \"name\": "))
    }

    @Test("a log continues, is private, and is not needed")
    func log() throws {
        let folder = try TemporaryDirectory()
        for text in ["one\n", "\u{1b}[31mtwo\u{1b}[0m\n"] { ToolLog(path: folder["logs/run.log"]).write(text) }
        #expect(String(decoding: try folder.read("logs/run.log"), as: UTF8.self) == "one\ntwo\n")
        let mode = try FileManager.default.attributesOfItem(atPath: folder["logs/run.log"])[.posixPermissions] as? Int
        #expect(mode == 0o600)
        ToolLog(path: folder["logs/run.log/below"]).write("lost")
    }
}

@Suite("The sections that findings are about")
struct FindingSectionTests {
    private static let text = """
        kind: ImageSetConfiguration
        apiVersion: mirror.openshift.io/v2alpha1
        mirror:
          operators:
          - catalog: registry.redhat.io/redhat/redhat-operator-index:v4.18
          blockedImages:
          - name: x
          additionalImages:
          - name: quay.io/a/b:1

        """

    @Test(
        "are those in which they are",
        arguments: [
            ([5], [.operators]), ([9], [.additionalImages]), ([7], []), ([2], []),
            ([5, 9], [.operators, .additionalImages]),
        ] as [([Int], Set<MirroredSection>)]
    )
    func places(lines: [Int], sections: Set<MirroredSection>) throws {
        let configuration = try ImageSetConfiguration(bytes: Array(Self.text.utf8), path: "a/isc.yaml")
        let findings = lines.map { line in
            let place = Diagnostics.SourceLocation(file: "isc.yaml", line: line, column: 5)
            return Finding(.error, .sourceMissing, "x", at: place)
        }
        #expect(configuration.sections(of: findings) == sections)
        let warnings = [Finding(.warning, .unusedBlock, "x", at: findings[0].place), Finding(.error, .noLedger, "x")]
        #expect(configuration.sections(of: warnings).isEmpty)
    }
}
