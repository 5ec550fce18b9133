// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import Testing

@Suite("The configurations in oc-mirror's documents")
struct DocumentExampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "examples/oc-mirror").path

    private static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.sorted()

    private func kind(_ name: String) -> ConfigurationKind { name.contains("delete") ? .deletion : .mirror }

    @Test func `are all examples`() { #expect(Self.names.count == 7) }

    @Test(arguments: names)
    func `are read without callouts`(name: String) throws {
        let configuration = try ImageSetConfiguration.load(
            path: "\(Self.folder)/\(name)",
            kind: kind(name),
            sections: ImageSetConfiguration.allSections,
            versionOne: .everything
        )
        #expect(configuration.rules.isVersionOne == name.hasPrefix("v1"))
        #expect(configuration.warnings.allSatisfy { $0.code == .readAsVersion }, "\(configuration.warnings)")
    }

    @Test(arguments: names.filter { $0.hasPrefix("v1") })
    func `are migrated from version one with their comments`(name: String) throws {
        let configuration = try ImageSetConfiguration.load(
            path: "\(Self.folder)/\(name)",
            sections: ImageSetConfiguration.allSections,
            versionOne: .everything
        )
        let migrated = try MigratedConfiguration(configuration)
        let text = String(decoding: migrated.bytes, as: UTF8.self)
        #expect(text.hasPrefix("# oc-mirror v1, \""))
        #expect(migrated.findings.contains { $0.summary.hasPrefix("version two has no `storageConfig`") })
    }

    /// What is said about a configuration as it is printed; the names of files do not matter.
    private func errors(_ text: String, _ kind: ConfigurationKind = .mirror) -> [String] {
        do throws(FindingsError) {
            _ = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml", kind: kind)
            return []
        } catch {
            return error.errors.map(\.description)
        }
    }

    @Test func `are errors that show the line where callouts are printed in them`() {
        let printed = """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              platform:
                channels: 1
                - name: stable-4.13
                  minVersion: 4.13.10
                  maxVersion: 4.13.10
                graph: true  2
              operators:
                - catalog: registry.redhat.io/redhat/redhat-operator-index:v4.15 3
                  packages:     4
                   - name: aws-load-balancer-operator
                   - name: 3scale-operator
                   - name: node-observability-operator
              additionalImages: 5
               - name: registry.redhat.io/ubi8/ubi:latest
               - name: registry.redhat.io/ubi9/ubi@sha256:20f695d2a91352d4eaa25107535126727b5945bff38ed36a3e59590f495046f0

            """
        let found = errors(printed)
        #expect(found.first?.contains("below `channels` on line 5, which has the value `1`") == true, "\(found)")
        #expect(found.first?.contains("    6 |     - name: stable-4.13") == true, "\(found)")
    }

    @Test func `are errors that show the line where a fence is printed behind them`() throws {
        for name in ["v1-images-and-charts.yaml", "v1-operator-versions.yaml"] {
            let text = try String(contentsOfFile: "\(Self.folder)/\(name)", encoding: .utf8)
            for fence in ["\n   ```\n", "          ```\n"] {
                let found = errors(text + fence)
                #expect(found.count == 1 && found[0].contains("```"), "\(found)")
                #expect(
                    found[0].hasPrefix("isc.yaml:\(text.split(separator: "\n").count + (fence.first == "\n" ? 2 : 1)):")
                )
            }
        }
    }

    @Test func `are errors that show the line where the indentation is broken`() {
        let printed = """
            apiVersion: mirror.openshift.io/v2alpha1
            kind: DeleteImageSetConfiguration
            delete:
              operators:
                - catalog: registry.redhat.io/redhat/redhat-operator-index:v4.12
                  packages:
                  - name: aws-load-balancer-operator
                     minVersion: 0.0.1
                     maxVersion: 0.0.1

            """
        let found = errors(printed, .deletion)
        #expect(found.first?.contains("minVersion: 0.0.1") == true, "\(found)")
    }
}
