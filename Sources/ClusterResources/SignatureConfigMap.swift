// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans
import YAML

/// The ConfigMap with which a disconnected cluster verifies the releases that it is updated to.
///
/// The cluster's version operator reads signatures from every ConfigMap with this label, under keys that begin with
/// the release's digest.
package struct SignatureConfigMap: Sendable {
    /// The name of the JSON that oc-mirror v2 writes.
    package static let versionTwoName = "signature-configmap.json"

    private static let name = "mirrored-release-signatures"

    private let payloads: [PlacedImage]

    /// Prepares the map from a target's images; images that are not signed payloads are ignored.
    package init(_ images: [PlacedImage]) {
        payloads = images.filter { $0.release?.signatures.isEmpty == false }
    }

    /// The file, or `nil` if no release was verified.
    package func resource(in folder: String) -> Resource? {
        guard !payloads.isEmpty else { return nil }
        let document: YAMLValue = [
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": [
                "name": .string(Self.name),
                "namespace": "openshift-config-managed",
                "labels": ["release.openshift.io/verification-signatures": ""],
            ],
            "binaryData": .mapping(entries),
        ]
        return Resource(
            path: ResourceFile.signatures.path(in: folder),
            content: "---\n" + YAMLWriter.text(documents: [document])
        )
    }

    private var entries: [String: YAMLValue] {
        let fields = messages.flatMap { name, messages in
            messages.enumerated().map { ("\(name)-\($0 + 1)", YAMLValue.string($1)) }
        }
        return Dictionary(uniqueKeysWithValues: fields)
    }

    /// The signatures of each release, each once; for equal images, those of the first one come first.
    private var messages: [String: [String]] {
        var messages: [String: [String]] = [:]
        for payload in payloads {
            for signature in payload.release?.signatures ?? [] {
                let name = payload.digest.tagText
                if messages[name]?.contains(signature.message) != true {
                    messages[name, default: []].append(signature.message)
                }
            }
        }
        return messages
    }

    /// The files of oc-mirror v1, one for each release.
    package var versionOneFiles: [ResultFile] {
        messages.sorted { $0.key < $1.key }.map { name, messages in
            ResultFile(
                path: "release-signatures/signature-\(name.prefix("sha256-".count + 16)).json",
                content: Self.json(named: name, keyed(messages, name))
            )
        }
    }

    /// The map as JSON, as oc-mirror v2 writes it beside the YAML; `nil` if no release was verified.
    package var versionTwoFile: ResultFile? {
        guard !payloads.isEmpty else { return nil }
        let data = messages.sorted { $0.key < $1.key }.flatMap { keyed($1, $0) }
        return ResultFile(path: Self.versionTwoName, content: Self.json(named: Self.name, data))
    }

    private func keyed(_ messages: [String], _ name: String) -> [(String, String)] {
        messages.enumerated().map { ("\(name)-\($0 + 1)", $1) }.sorted { $0.0 < $1.0 }
    }

    /// A map as JSON with the fields in the order of Kubernetes' types.
    ///
    /// Names and messages consist of characters that JSON does not escape.
    private static func json(named name: String, _ data: [(String, String)]) -> String {
        let entries = data.map { "\"\($0)\":\"\($1)\"" }.joined(separator: ",")
        let labels = #"{"release.openshift.io/verification-signatures":""}"#
        let metadata =
            #"{"name":"\#(name)","namespace":"openshift-config-managed","creationTimestamp":null,"labels":\#(labels)}"#
        return #"{"kind":"ConfigMap","apiVersion":"v1","metadata":\#(metadata),"binaryData":{\#(entries)}}"# + "\n"
    }
}
