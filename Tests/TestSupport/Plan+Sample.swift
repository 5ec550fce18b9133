// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
package import Plans

extension Plan {
    /// A plan with one of everything.
    package static var sample: Plan {
        let digest = Digest(of: Array("image".utf8))
        let layer = Digest(of: Array("layer".utf8))
        return Plan(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Digest(of: Array("isc".utf8))),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace("mirror.example:5000/ocp")),
            checks: [Finding(.warning, "unused-block", "`x` blocks no image", at: "isc.yaml:9:5")],
            actions: [
                Action(
                    kind: .copy,
                    type: .additionalImage,
                    origins: ["quay.io/a/b:1"],
                    source: "quay.io/a/b:1@\(digest)",
                    destination: "mirror.example:5000/ocp/a/b:1",
                    digest: digest,
                    size: 100,
                    transfer: 60,
                    expect: .init(destination: nil),
                    reason: "missing at destination",
                    requestedBy: ["mirror.additionalImages[0]"],
                    platforms: ["linux/amd64"]
                )
            ],
            blobs: [
                BlobTransfer(
                    digest: layer,
                    size: 50,
                    source: "quay.io/a/b",
                    home: "mirror.example:5000/ocp/a/b",
                    atHome: false,
                    mountInto: ["mirror.example:5000/ocp/a/c"]
                )
            ],
            inSync: [
                PlacedImage(
                    destination: "mirror.example:5000/ocp/a/c:1",
                    digest: digest,
                    type: .additionalImage,
                    origins: ["quay.io/a/c:1"]
                )
            ],
            resources: [Resource(path: "cluster-resources/idms-oc-mirror.yaml", content: "---\nkind: x\n")]
        )
    }
}
