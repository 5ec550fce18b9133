// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans
import YAML

/// The UpdateService that tells a disconnected cluster which updates exist.
package struct UpdateServiceResource: Sendable {
    private let graph: PlacedImage
    private let releases: Repository

    /// Prepares the service from a target's images; `nil` if the graph's data or every release is missing.
    package init?(_ images: [PlacedImage]) {
        let graphs = images.filter { $0.type == .graphData }
        let payloads = images.filter { $0.type == .releasePayload }.map(\.destination)
        guard let graph = graphs.min(by: { $0.destination < $1.destination }), let payload = payloads.min(),
            let releases = (try? payload.reference())?.repository
        else { return nil }
        self.graph = graph
        self.releases = releases
    }

    /// The file.
    package func resource(in folder: String) -> Resource {
        let text = text(graphData: graph.destination, metadata: ["namespace": "openshift-update-service"])
        return Resource(path: ResourceFile.updateService.path(in: folder), content: "---\n" + text)
    }

    /// The file of oc-mirror v1: it leaves the namespace to the user, and names the graph's data by digest.
    var versionOneFile: ResultFile {
        ResultFile(path: "updateService.yaml", content: text(graphData: graph.content, metadata: [:]))
    }

    private func text(graphData: PlacedName, metadata: [String: YAMLValue]) -> String {
        let named: [String: YAMLValue] = ["name": "update-service-oc-mirror"]
        return YAMLWriter.text([
            "apiVersion": "updateservice.operator.openshift.io/v1",
            "kind": "UpdateService",
            "metadata": .mapping(metadata.merging(named) { $1 }),
            "spec": [
                "graphDataImage": .string("\(graphData)"),
                "releases": .string(releases.description),
                "replicas": 2,
            ],
        ])
    }
}
