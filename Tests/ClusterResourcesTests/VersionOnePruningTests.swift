// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import OCI
import Plans
import TestSupport
import Testing

@Suite("The pruning plan of oc-mirror v1")
struct VersionOnePruningTests {
    private static let one = Digest(of: Array("one".utf8))
    private static let two = Digest(of: Array("two".utf8))

    private static func deletion(_ repository: String, _ digest: Digest, _ kind: Deletion.Kind = .manifest) -> Deletion
    {
        Deletion(
            kind: kind,
            type: .additionalImage,
            origins: ["quay.io/a/b:1"],
            repository: PlacedRepository(repository),
            digest: digest,
            tags: kind == .tags ? ["1"] : [],
            size: 1,
            reclaim: 0,
            reason: "dropped",
            requestedBy: [],
            proof: []
        )
    }

    @Test("lists the manifests of each repository, sorted")
    func listed() {
        var plan = Plan.sample
        let (low, high) = "\(Self.one)" < "\(Self.two)" ? (Self.one, Self.two) : (Self.two, Self.one)
        plan.fields.deletions = [
            Self.deletion("mirror.example:5000/ocp/tools/beta", high), Self.deletion("mirror.example:5000/ocp/a", low),
            Self.deletion("mirror.example:5000/ocp/tools/beta", low),
            Self.deletion("mirror.example:5000/ocp/tagged", low, .tags),
        ]
        #expect(
            VersionOnePruning(of: plan).text == """
                {
                 "registry": "mirror.example:5000",
                 "repositories": [
                  {
                   "name": "ocp/a",
                   "manifests": [
                    "\(low)"
                   ]
                  },
                  {
                   "name": "ocp/tools/beta",
                   "manifests": [
                    "\(low)",
                    "\(high)"
                   ]
                  }
                 ]
                }
                """
        )
    }

    @Test("is not written where no manifest is deleted")
    func nothing() {
        var plan = Plan.sample
        #expect(VersionOnePruning(of: plan).text == nil)
        plan.fields.deletions = [Self.deletion("mirror.example:5000/ocp/tagged", Self.one, .tags)]
        #expect(VersionOnePruning(of: plan).text == nil)
    }
}
