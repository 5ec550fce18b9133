// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import TestSupport
import Testing

@Suite struct ReportTests {
    /// A configuration with one mistake of nearly every kind.
    private static let mistaken = """
        # A file that someone wrote in a hurry.
        apiVersion: mirror.openshift.io/v2alpha1
        kind: ImageSetConfigurations
        archiveSize: 0
        storageConfig:
          local: {path: ./metadata}
        mirror:
          platform:
            Graph: true
            architectures: [x86_64, amd64]
            platforms:
              - os: linux
            channels:
              - name: stable-4.14
                minVersion: 4.14
                maxVersion: 4.14.x
              - name: stable-4.14
                type: ocpp
                minVersion: 4.14.9
                maxVersion: 4.14.1
                minVersion: 4.14.2
          operators:
            - catalog: registry.redhat.io/redhat/redhat-operator-index
              targetCatalog: Mine/index
              full: true
              packages:
                - name: nfd
                  minVersion: 1.0.0
                  channels:
                    - name: stable
                      minVersion: 1.1.0
                - name: nfd
                  chanels: []
          additionalImages:
            - name: ubi9/ubi:latest
            - name: quay.io/a/b@sha256:1234
            - name: ""
            - registry.example/a:1
          blockedImages:
            - name: "*beta"
          helm:
            repositories:
              - name: podinfo
                url: podinfo.example
                charts: all
        delete: {}

        """

    @Test func tellsEverythingAtOnce() throws {
        let error = try #require(throws: FindingsError.self) {
            try ImageSetConfiguration(bytes: Array(Self.mistaken.utf8), path: "configurations/isc.yaml")
        }
        try expectGolden(error.description + "\n", "mistaken.txt")
        #expect(error.findings.allSatisfy { $0.place != nil && $0.excerpt != nil })
    }
}
