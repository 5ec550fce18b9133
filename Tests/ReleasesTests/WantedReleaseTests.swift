// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import OCI
import Testing

@testable import Releases

@Suite("A release that is asked for by its image")
struct WantedReleaseTests {
    @Test(
        "belongs to OKD where OKD publishes it, else to OpenShift",
        arguments: [
            ("quay.io/openshift/okd", .okd), ("quay.io/okd/scos-release", .okd), ("quay.io/okd/release", .okd),
            ("registry.ci.openshift.org/origin/release", .okd), ("registry.ci.openshift.org/origin/release-scos", .okd),
            ("quay.io/openshift-release-dev/ocp-release", .ocp), ("quay.io/openshift/okd-content", .ocp),
            ("quay.io/okdx/release", .ocp), ("quay.io/openshift/origin", .ocp),
            ("registry.ci.openshift.org/ocp/release", .ocp), ("registry.ci.openshift.org/origin/4.16", .ocp),
            ("example.com/okd/scos-release", .ocp), ("example.com/origin/release", .ocp),
        ] as [(String, ReleaseChannelType)]
    )
    func product(repository: String, product: ReleaseChannelType) throws {
        let payload = ImageReference(repository: try Repository(repository), digest: Digest(of: []))
        #expect(WantedRelease(payload: payload, requestedBy: [], at: nil).product == product)
    }
}
