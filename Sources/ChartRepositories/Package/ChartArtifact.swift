// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The image by which a registry keeps a packaged chart, as `helm push` makes it.
///
/// It has the chart's bytes as its only layer, so `helm pull oci://…` gives the very same `.tgz`. It has no time of its own,
/// so the same chart gives the same digest.
package struct ChartArtifact {
    private let content: Descriptor
    private let place: BuiltImage.Content
    private let configuration: [UInt8]
    private let annotations: [String: String]

    /// Describes a chart: `configuration` is its `Chart.yaml` as JSON, and `place` has its `.tgz`.
    package init(
        digest: Digest,
        size: Int64,
        at place: BuiltImage.Content,
        configuration: [UInt8],
        annotations: [String: String]
    ) {
        content = Descriptor(mediaType: .chartContent, digest: digest, size: size)
        self.place = place
        self.configuration = configuration
        self.annotations = annotations
    }

    /// Makes the image; nothing is pushed.
    package func build() throws(ManifestError) -> BuiltImage {
        let described = Descriptor(
            mediaType: .chartConfiguration,
            digest: Digest(of: configuration),
            size: Int64(configuration.count)
        )
        let manifest = try Manifest(bytes(described), mediaType: .ociManifest)
        return BuiltImage(
            tree: ImageTree(root: manifest),
            blobs: [described.digest: .bytes(configuration), content.digest: place]
        )
    }

    /// The manifest, with its keys in a fixed order.
    private func bytes(_ configuration: Descriptor) -> [UInt8] {
        let texts = annotations.sorted { $0.key < $1.key }
            .map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }.joined(separator: ",")
        let parts = [
            #""schemaVersion":2"#, #""mediaType":"\#(MediaType.ociManifest)""#,
            #""config":\#(Self.json(configuration))"#, #""layers":[\#(Self.json(content))]"#,
        ]
        let all = texts.isEmpty ? parts : parts + [#""annotations":{\#(texts)}"#]
        return Array("{\(all.joined(separator: ","))}".utf8)
    }

    private static func json(_ descriptor: Descriptor) -> String {
        """
        {"mediaType":"\(descriptor.mediaType)","digest":"\(descriptor.digest)","size":\(descriptor.size)}
        """
    }

    /// A text as JSON.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
