// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Testing

let header = """
    apiVersion: mirror.openshift.io/v2alpha1
    kind: ImageSetConfiguration

    """

/// Reads a configuration, given what follows `apiVersion` and `kind`; the first line of `body` is line 3.
func configuration(_ body: String) throws -> ImageSetConfiguration {
    try ImageSetConfiguration(bytes: Array((header + body).utf8), path: "isc.yaml")
}

/// Everything that is noticed about a configuration, on one line each.
func findings(_ body: String) -> [String] { findings(ofFile: header + body) }

func findings(ofFile text: String, kind: ConfigurationKind = .mirror) -> [String] {
    do throws(FindingsError) {
        return try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml", kind: kind).warnings.map(oneLine)
    } catch {
        return error.findings.map(oneLine)
    }
}

/// A finding without its excerpt.
func oneLine(_ finding: Finding) -> String {
    let place = finding.place.map { "\($0): " } ?? ""
    return "\(place)\(finding.severity.rawValue): \(finding.summary)"
        + (finding.remedy.map { " | \($0)" } ?? "")
}

/// A configuration that uses every field.
let everything = """
    apiVersion: mirror.openshift.io/v2alpha1
    kind: ImageSetConfiguration
    archiveSize: 4
    mirror:
      platform:
        graph: true
        kubeVirtContainer: yes
        architectures: [amd64, multi]
        channels:
          - name: stable-4.16
            minVersion: 4.16.1
            maxVersion: 4.16.30
            shortestPath: true
          - {name: 4-scos-stable, type: okd, full: true}
      operators:
        - catalog: registry.redhat.io/redhat/redhat-operator-index:v4.16
          targetCatalog: mine/index
          targetTag: v4.16-mine
          targetCatalogSourceTemplate: templates/catalog-source.yaml
          skipDependencies: true
          platforms: [{os: linux, architecture: arm64}]
          packages:
            - name: nfd
              defaultChannel: stable
              channels:
                - name: stable
                  minVersion: v4.16
            - name: kiali
              minVersion: 1.65.0
              maxVersion: "2.0"
            - name: aws
              bundles: [{name: aws.v1.0.0}]
        - catalog: oci:///var/catalog
          full: true
      additionalImages:
        - name: registry.redhat.io/ubi9/ubi:latest
          targetRepo: base/ubi
          targetTag: "9"
          platforms:
            - os: linux
              architecture: amd64
        - name: quay.io/a/b@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      helm:
        repositories:
          - name: podinfo
            url: https://stefanprodan.github.io/podinfo
            charts:
              - name: podinfo
                version: 5.0.0
                imagePaths: ["{.spec.image}"]
          - name: all
            url: http://charts.example/
        local:
          - name: mine
            path: /charts/mine.tgz
      blockedImages:
        - name: ^quay\\.io/a/.*-beta
      samples:
        - name: nothing

    """
