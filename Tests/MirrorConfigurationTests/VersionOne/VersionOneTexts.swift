// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// Texts in the formats of oc-mirror v1.
enum VersionOneTexts {
    /// The beginning of a file; what follows begins on line 3.
    static func header(_ format: VersionOneFormat) -> String {
        "apiVersion: mirror.openshift.io/\(format.rawValue)\nkind: ImageSetConfiguration\n"
    }

    static func configuration(_ body: String, _ format: VersionOneFormat) throws -> ImageSetConfiguration {
        try ImageSetConfiguration(bytes: Array((header(format) + body).utf8), path: "isc.yaml")
    }

    /// What is noticed about a file, without the note by which rules it is read.
    static func findings(_ body: String, _ format: VersionOneFormat) -> [String] {
        MirrorConfigurationTests.findings(ofFile: header(format) + body)
            .filter { !$0.hasSuffix("lists what has no equivalent") }
    }

    /// Every field of `v1alpha2`.
    static let alpha2 =
        header(.alpha2) + """
            archiveSize: 4
            storageConfig:
              registry:
                imageURL: registry.example:5000/ns/meta
                skipTLS: true
            mirror:
              platform:
                graph: true
                architectures: [amd64, s390x]
                channels:
                  - name: stable-4.12 # the fleet
                    type: ocp
                    minVersion: 4.12.1
                    maxVersion: "4.12.9"
                    shortestPath: true
                  - {name: okd, type: okd, full: true}
              operators:
                # The team's operators.
                - catalog: registry.redhat.io/redhat/redhat-operator-index:v4.12
                  targetName: my-index
                  targetTag: v1
                  originalRef: nothing
                  skipDependencies: true
                  packages:
                    - name: nfd
                      defaultChannel: stable
                      channels:
                        - name: stable # the only one
                          minVersion: 4.12.0-202301
                    - name: kiali
                      minVersion: 1.65.0
                      maxVersion: 2.0.0
                    - name: aws
                      minBundle: aws.v1.0.0
                - catalog: oci:///var/Catalogs/mine:v9
                  full: true
                - catalog: quay.io/team/index
                  full: true
                  packages:
                  - name: alpha
                  - name: beta
                    minVersion: 1.0.0
                  - name: gamma
                    channels:
                    - name: fast
                    - name: slow
                      maxVersion: 3.0.0
              additionalImages:
                - name: registry.redhat.io/ubi9/ubi
                - name: "quay.io/a/b@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
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
                    charts: []
                local:
                  - name: mine
                    version: 1.0.0
                    path: /charts/mine.tgz
              blockedImages:
                - name: ^quay\\.io/a/.*-beta
              samples:
                - name: nothing

            """

    /// Every field of `v1alpha1`.
    static let alpha1 =
        header(.alpha1) + """
            archiveSize: 4
            storageConfig:
              local:
                path: ./meta # on this disk
            mirror:
              ocp:
                graph: true
                channels:
                  - name: stable-4.9
                    versions:
                    - '4.9.10'
                    - 4.9.8
                  - name: stable-4.8
                    versions: ["4.8.3"]
                  - name: okd
              operators:
                - catalog: registry.redhat.io/redhat/redhat-operator-index:v4.9
                  headsOnly: true
                  skipDeps: true
                # Some versions.
                - catalog: registry.redhat.io/redhat/certified-operator-index:v4.9
                  headsOnly: false
                  packages:
                    - name: elasticsearch-operator
                      startingVersion: '2.4.0'
                    - name: rhacs-operator
                      channels:
                      - name: latest
                      startingVersion: 3.67.0
                    - name: quay-operator
                      channels:
                      - name: stable-3.6
                        startingVersion: 3.6.1
                      - name: quay-v3.5
                    - name: whole
                      startingVersion: 0.0.0
                    - name: bundled
                      startingBundle: bundled.v1.0.0
                - catalog: quay.io/team/index:v1
                  headsOnly: false
              additionalImages:
                - name: registry.redhat.io/ubi8/ubi:latest
              helm:
                repos:
                  - name: podinfo
                    url: https://example.github.io/podinfo
                    charts:
                      - name: podinfo
                        version: 5.0.0
                        imagepaths: ["{.spec.x}"]
                local:
                  - name: podinfo
                    path: /test/podinfo-5.0.0.tar.gz
              blockedImages:
                - name: alpine
              samples: []

            """
}
