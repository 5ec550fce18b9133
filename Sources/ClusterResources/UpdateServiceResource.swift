// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans
import YAML

/// The UpdateService that tells a disconnected cluster which updates exist.
package struct UpdateServiceResource: Sendable {
    private let graphData: String
    private let releases: Repository

    /// Prepares the service from a target's images; `nil` if the graph's data or every release is missing.
    package init?(_ images: [PlacedImage]) {
        let graphs = images.filter { $0.type == .graphData }.map(\.destination)
        let payloads = images.filter { $0.type == .releasePayload }.map(\.destination)
        guard let graphData = graphs.min(), let payload = payloads.min(),
            let releases = (try? ImageReference(payload))?.repository
        else { return nil }
        self.graphData = graphData
        self.releases = releases
    }

    /// The file.
    package func resource(in folder: String) -> Resource {
        let document: YAMLValue = [
            "apiVersion": "updateservice.operator.openshift.io/v1",
            "kind": "UpdateService",
            "metadata": ["name": "update-service-oc-mirror", "namespace": "openshift-update-service"],
            "spec": [
                "graphDataImage": .string(graphData),
                "releases": .string(releases.description),
                "replicas": 2,
            ],
        ]
        return Resource(
            path: ResourceFile.updateService.path(in: folder),
            content: "---\n" + YAMLWriter.text(documents: [document])
        )
    }
}
