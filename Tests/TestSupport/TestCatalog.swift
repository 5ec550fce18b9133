// SPDX-License-Identifier: Apache-2.0

import OCI

/// An operator catalog made for a test, the same bytes on every run.
package struct TestCatalog: Sendable {
    /// The files of the catalog by their path below its folder.
    package var files: [String: String]
    /// The folder in the image, without slashes around it.
    package var root = "configs"
    /// The processors as Go names them; several make an index.
    package var architectures = ["amd64"]
    package var format: TestImage.Format = .docker
    package var compression: Compression = .gzip
    /// Whether the image says in a label where the catalog lies.
    package var hasLabel = true
    /// What lies beside the catalog, in a layer above it: `opm`'s cache of it.
    package var cache: [String: String] = ["tmp/cache/digest": "stale", "tmp/cache/packages.json": "{}"]

    package init(files: [String: String]) { self.files = files }

    /// Makes a catalog with a file for each operator, as Red Hat's have them.
    package init(_ operators: [TestOperator]) throws {
        files = [:]
        for each in operators {
            files["\(each.name)/catalog.json"] = try each.documents().joined(separator: "\n") + "\n"
        }
    }

    /// The image, ready to be pushed: a base with `opm`, the catalog, and the cache of it.
    package func image() throws -> TestImage {
        let images = try architectures.map { architecture in
            var base = TestArchive()
            try base.add("bin/opm", "opm for \(architecture)\n", mode: 0o755)
            let catalog = try TestArchive(
                Dictionary(uniqueKeysWithValues: files.map { ("\(root)/\($0.key)", $0.value) })
            )
            let layers = try [base, catalog, TestArchive(cache)].map { try compression.compress($0.bytes) }
            let platform = Platform(os: "linux", architecture: architecture)
            let labels = hasLabel ? ["operators.operatorframework.io.index.configs.v1": "/\(root)"] : [:]
            return (
                platform,
                try TestImage(
                    layers: layers,
                    format: format,
                    platform: platform,
                    labels: labels,
                    entryPoint: ["/bin/opm"],
                    command: ["serve", "/\(root)", "--cache-dir=/tmp/cache"]
                )
            )
        }
        return images.count > 1 ? try TestImage.index(images, format: format) : images[0].1
    }
}
