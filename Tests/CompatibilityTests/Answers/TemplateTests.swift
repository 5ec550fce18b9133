// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Testing

@testable import Compatibility

@Suite("The configuration that `init` prints")
struct TemplateTests {
    private static func text(_ format: OutputFormat = .yaml, _ image: String? = nil) throws -> String {
        try ConfigurationTemplate(format: format, metadataImage: image.map { try ImageReference($0) }).text()
    }

    @Test("is one of oc-mirror v1, with its metadata in the current folder")
    func yaml() throws {
        #expect(
            try Self.text() == """
                apiVersion: mirror.openshift.io/v1alpha2
                kind: ImageSetConfiguration
                mirror:
                  additionalImages:
                  - name: registry.redhat.io/ubi8/ubi:latest
                  helm: {}
                  operators:
                  - catalog: registry.redhat.io/redhat/redhat-operator-index:v4.17
                    packages:
                    - channels:
                      - name: stable
                      name: serverless-operator
                  platform:
                    channels:
                    - name: stable-4.17
                      type: ocp
                storageConfig:
                  local:
                    path: ./

                """
        )
    }

    @Test("names an image for the metadata where one is asked for")
    func registry() throws {
        #expect(
            try Self.text(.yaml, "localhost:5000/test:latest").hasSuffix(
                "storageConfig:\n  registry:\n    imageURL: localhost:5000/test:latest\n    skipTLS: false\n"
            )
        )
    }

    @Test(
        "is read without a warning, in both formats",
        arguments: [OutputFormat.yaml, .json],
        [nil, "registry.example:5000/mirror/metadata:latest"]
    )
    func isRead(format: OutputFormat, image: String?) throws {
        let text = try Self.text(format, image)
        let configuration = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml")
        #expect(configuration.warnings.allSatisfy { $0.severity == .note }, "\(configuration.warnings.map(\.text))")
        #expect(configuration.storage != nil)
        #expect(configuration.mirror.additionalImages.count == 1 && configuration.mirror.operators.count == 1)
    }

    @Test("says the same in JSON as in YAML")
    func json() throws {
        let object = try JSONSerialization.jsonObject(with: Data(Self.text(.json).utf8)) as? [String: Any]
        #expect(Set(object?.keys.map { $0 } ?? []) == ["apiVersion", "kind", "mirror", "storageConfig"])
        #expect((object?["storageConfig"] as? [String: [String: String]]) == ["local": ["path": "./"]])
        #expect((object?["mirror"] as? [String: Any])?["helm"] as? [String: String] == [:])
    }
}
