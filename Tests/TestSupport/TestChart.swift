// SPDX-License-Identifier: Apache-2.0

import Archives
package import OCI

/// A packaged chart made for a test, the same bytes on every run.
package struct TestChart: Sendable {
    package let name: String
    package let version: String
    /// The `.tgz`.
    package let bytes: [UInt8]

    /// Packs a chart with one deployment for each image, or with the templates that are given.
    package init(
        _ name: String,
        _ version: String,
        images: [String] = [],
        values: String = "",
        templates: [String: String] = [:],
        metadata: String = ""
    ) throws {
        self.name = name
        self.version = version
        let files = Self.files(name, version, images: images, values: values, templates: templates, metadata: metadata)
        let members = try files.sorted { $0.key < $1.key }.map { path, text in
            let bytes = Array(text.utf8)
            return (
                entry: try TarEntry(path: "\(name)/\(path)", kind: .file(size: Int64(bytes.count)), mode: 0o644),
                bytes: bytes
            )
        }
        bytes = StoredGzip.member(try TarWriter.archive(members))
    }

    /// The files of a chart by their paths below its root.
    package static func files(
        _ name: String,
        _ version: String,
        images: [String] = [],
        values: String = "",
        templates: [String: String] = [:],
        metadata: String = ""
    ) -> [String: String] {
        var files = ["values.yaml": values]
        files["Chart.yaml"] = "apiVersion: v2\nname: \(name)\nversion: \(version)\n\(metadata)"
        for (number, image) in images.enumerated() {
            files["templates/deployment-\(number).yaml"] = """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: {{ .Release.Name }}-\(number)
                spec:
                  template:
                    spec:
                      containers:
                      - name: main
                        image: \(image)

                """
        }
        for (path, text) in templates { files["templates/\(path)"] = text }
        return files
    }

    package var digest: Digest { Digest(of: bytes) }

    /// The name of its file.
    package var file: String { "\(name)-\(version).tgz" }

    /// Its entry in an index, indented for the list of its versions.
    package func entry(url: String? = nil, more: String = "") -> String {
        """
          - apiVersion: v2
            name: \(name)
            version: \(version)
            digest: \(digest.hex)
            created: "2024-01-01T00:00:00Z"
            urls:
            - \(url ?? file)
        \(more)
        """
    }
}
