// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import OCI
import Plans
import TestSupport
import Testing

@testable import Compatibility

@Suite("The list of a plan's deletions")
struct DeletionPlanListTests {
    private static let digest = Digest(of: Array("image".utf8))

    private static func plan(_ deletions: [Deletion]) -> Plan {
        var plan = Plan.sample
        plan.fields.deletions = deletions
        return plan
    }

    private static func deletion(
        _ repository: PlacedRepository,
        _ tags: [String],
        _ type: ImageType = .additionalImage,
        origins: [String] = [],
        kind: Deletion.Kind = .manifest,
        with: PlacedName? = nil
    ) -> Deletion {
        Deletion(
            kind,
            of: TaggedManifest(type, origins: origins, in: repository, digest: digest, tags: tags, size: 1),
            reclaim: 0,
            with: with,
            because: ChangeGrounds("asked for", requestedBy: []),
            proof: []
        )
    }

    private static func names(_ deletions: [Deletion]) -> [String] {
        DeletionListText(plan(deletions)).items.map(\.destination.description)
    }

    @Test("has each tag that vanishes, with what was asked for when it was mirrored")
    func tags() {
        let list = DeletionListText(
            Self.plan([
                Self.deletion("reg.example/ocp/a", ["2", "1"], origins: ["quay.io/a:1"]),
                Self.deletion("reg.example/ocp/c", ["1"], .operatorBundle, kind: .tags),
            ])
        )
        #expect(
            list.items.map(\.destination.description) == [
                "reg.example/ocp/a:1", "reg.example/ocp/a:2", "reg.example/ocp/c:1",
            ]
        )
        #expect(list.items.map(\.origin.description) == ["quay.io/a:1", "quay.io/a:1", "reg.example/ocp/c:1"])
        #expect(list.items.map(\.kind) == [.generic, .generic, .operatorBundle])
    }

    @Test("has no part of another image that has no tag, and no attachment")
    func parts() {
        let index = PlacedName("reg.example/ocp/a@\(Self.digest)")
        #expect(Self.names([Self.deletion("reg.example/ocp/a", [], with: index)]).isEmpty)
        #expect(Self.names([Self.deletion("reg.example/ocp/a", ["amd64"], with: index)]) == ["reg.example/ocp/a:amd64"])
        #expect(Self.names([Self.deletion("reg.example/ocp/a", [])]) == ["reg.example/ocp/a@\(Self.digest)"])
        for type in [ImageType.signature, .attestation, .sbom, .referrer] {
            #expect(Self.names([Self.deletion("reg.example/ocp/a", ["x"], type)]).isEmpty, "\(type)")
        }
    }

    @Test("calls every type that is asked for as oc-mirror does, and a list of it means the same again")
    func kinds() throws {
        let types = ImageType.allCases.filter { !$0.isAttachment }
        let kinds = types.compactMap { DeleteImageList.Kind($0) }
        #expect(kinds.count == types.count && Set(kinds) == Set(DeleteImageList.Kind.allCases))
    }

    @Test("is empty where nothing is deleted, and can be read")
    func empty() throws {
        let text = DeletionListText(Self.plan([])).text
        let list = try DeleteImageList(bytes: Array(text.utf8), path: "delete-images.yaml")
        #expect(list.items.isEmpty)
    }
}
