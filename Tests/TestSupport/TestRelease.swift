// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

/// A release payload made for a test, the same bytes on every run.
package struct TestRelease: Sendable {
    package var version: String
    /// The processors as Go names them.
    package var architectures: [String]
    /// Whether the payload is an index, as those named `multi` are.
    package var isIndex: Bool
    /// The components in the order in which the payload lists them: name and reference.
    package var components: [(name: String, image: String)]
    /// The disks for virtual machines by the installer's name of the processor; without any there is no such file.
    package var kubeVirt: [String: String] = [:]
    package var hasMetadata = true
    package var format: TestImage.Format = .docker
    package var compression: Compression = .gzip
    /// Files that take the place of the usual ones, by path.
    package var files: [String: String] = [:]

    /// Describes a payload; one for several processors is an index.
    package init(
        _ version: String,
        for architectures: [String] = ["amd64"],
        components: [(name: String, image: String)]
    ) {
        self.version = version
        self.architectures = architectures
        self.components = components
        isIndex = architectures.count > 1
    }

    package static let folder = "release-manifests"

    /// The image, ready to be pushed.
    ///
    /// Three layers: a base, the release's manifests, and what was added later.
    package func image() throws -> TestImage {
        let images = try architectures.map { architecture in
            let platform = Platform(os: "linux", architecture: architecture)
            let layers = try [
                TestArchive(["etc/os-release": "ID=rhcos\n"]), try TestArchive(manifests(architecture)),
                TestArchive(["usr/bin/cluster-version-operator": "operator for \(architecture)\n"]),
            ]
            let image = try TestImage(
                layers: layers.map { try compression.compress($0.bytes) },
                format: format,
                platform: platform,
                labels: ["io.openshift.release": version]
            )
            return (platform, image)
        }
        return isIndex ? try TestImage.index(images, format: format) : images[0].1
    }

    /// The files of the release, by path.
    package func manifests(_ architecture: String) throws -> [String: String] {
        var result = [
            "\(Self.folder)/0000_00_namespace.yaml": "apiVersion: v1\nkind: Namespace\n",
            "\(Self.folder)/image-references": try Self.json(imageStream),
        ]
        if hasMetadata {
            result["\(Self.folder)/release-metadata"] = try Self.json([
                "kind": "cincinnati-metadata-v0", "version": version, "previous": [String](),
                "metadata": ["url": "https://example.com/errata/\(version)"],
            ])
        }
        if !kubeVirt.isEmpty {
            result["\(Self.folder)/0000_50_installer_coreos-bootimages.yaml"] = try bootImages
        }
        return result.merging(files) { $1 }
    }

    private var imageStream: [String: Any] {
        [
            "kind": "ImageStream", "apiVersion": "image.openshift.io/v1",
            "metadata": ["name": version, "creationTimestamp": "2024-07-01T00:00:00Z"],
            "spec": [
                "lookupPolicy": ["local": false],
                "tags": components.map { component in
                    [
                        "name": component.name, "annotations": ["io.openshift.build.commit.id": "0"],
                        "from": ["kind": "DockerImage", "name": component.image], "generation": 1,
                    ] as [String: Any]
                },
            ],
        ]
    }

    private var bootImages: String {
        get throws {
            let architectures = kubeVirt.mapValues { reference in
                [
                    "artifacts": ["metal": ["release": "416.94"]],
                    "images": [
                        "aws": ["regions": [String: String]()],
                        "kubevirt": ["release": "416.94", "image": "quay.io/disk:latest", "digest-ref": reference],
                    ],
                ] as [String: Any]
            }
            let stream = try Self.json(["stream": "rhcos-4.16", "architectures": architectures])
            let lines = stream.split(separator: "\n").map { "    \($0)\n" }.joined()
            return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: coreos-bootimages
                  namespace: openshift-machine-config-operator
                data:
                  releaseVersion: 0.0.1-snapshot
                  stream: |
                \(lines)
                """
        }
    }

    private static func json(_ value: [String: Any]) throws -> String {
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
    }
}
