// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Testing

@Suite("The text of a migrated configuration")
struct MigratedTextTests {
    /// The body below `mirror:`, migrated; only the line with the version changes above it.
    private func body(_ body: String, _ format: VersionOneFormat) throws -> String {
        let header = VersionOneTexts.header(format).replacing(format.rawValue, with: "v2alpha1")
        let old = Array((VersionOneTexts.header(format) + body).utf8)
        let migrated = try MigratedConfiguration(ImageSetConfiguration(bytes: old, path: "isc.yaml"))
        let text = String(decoding: migrated.bytes, as: UTF8.self)
        return text.hasPrefix(header) ? String(text.dropFirst(header.count)) : text
    }

    @Test(
        arguments: [
            ("mirror:\n  platform:\n", "mirror:\n  platform:\n"),
            ("mirror:\n", "mirror: {}\n"),
            ("storageConfig: # gone\n  # too\n  local: {path: x}\n\n# kept\n", "\n# kept\nmirror: {}\n"),
            ("mirror: {}\nstorageConfig:\n  local:\n    path: x", "mirror: {}\n"),
            (
                "Mirror:\n  AdditionalImages: # all\n  - NAME: a.b/c # latest\n",
                "mirror:\n  additionalImages: # all\n  - name: a.b/c:latest # latest\n"
            ),
            (
                "mirror: {additionalImages: [{name: 'a.b/c'}, {name: \"a.b/d:1\"}]}\n",
                "mirror: {additionalImages: [{name: 'a.b/c:latest'}, {name: \"a.b/d:1\"}]}\n"
            ),
            (
                "mirror:\n  operators:\n  - catalog: a.b/x/c:1\n    targetName: mine\n",
                "mirror:\n  operators:\n  - catalog: a.b/x/c:1\n    targetCatalog: x/mine\n"
            ),
            (
                "mirror:\n  operators:\n  - targetName: mine\n    catalog: a.b/x/c:1\n    targetCatalog: y/z\n",
                "mirror:\n  operators:\n  - catalog: a.b/x/c:1\n    targetCatalog: y/z\n"
            ),
            (
                "mirror:\n  operators:\n  - catalog: oci:///x/Cat # mine\n    originalRef: a.b/c:1\n    targetTag:\n",
                "mirror:\n  operators:\n  - catalog: oci:///x/Cat # mine\n    targetCatalog: x/cat\n    targetTag:\n"
            ),
            (
                "mirror:\n  operators:\n  - {full: true, catalog: a.b/c:1, packages: [{name: x, minVersion: 1.0.0}, {name: z}]}\n",
                "mirror:\n  operators:\n  - {catalog: a.b/c:1, packages: [{name: x, minVersion: 1.0.0}, {name: z,"
                    + " minVersion: \"0.0.0-0\"}]}\n"
            ),
            (
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    packages:\n    - name: x\n      maxVersion: 2.0.0\n"
                    + "      minVersion: 1.0.0\n      # listed\n      channels:\n      - name: fast\n",
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    packages:\n    - name: x\n"
                    + "      # listed\n      channels:\n      - name: fast\n"
            ),
            (
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    packages:\n    - name: x\n      minVersion: 1.0.0\n"
                    + "      channels:\n      - name: fast\n        minVersion: 1.1.0\n",
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    packages:\n    - name: x\n      minVersion: 1.0.0\n"
                    + "      channels:\n      - name: fast\n"
            ),
            (
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    packages:\n    - name: x\n      minBundle: x.v1\n",
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    packages:\n    - name: x\n      minVersion: \"0.0.0-0\"\n"
            ),
            (
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    packages:\n    - name: x\n      minBundle: x.v1\n"
                    + "      channels:\n      - name: fast\n",
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    packages:\n    - name: x\n"
                    + "      channels:\n      - name: fast\n        minVersion: \"0.0.0-0\"\n"
            ),
            (
                "mirror:\n  helm:\n    repositories:\n    - name: a\n      charts: []\n      url: https://a.b/c\n",
                "mirror:\n  helm:\n    repositories:\n    - name: a\n      url: https://a.b/c\n"
            ),
            ("mirror: {}\n---\nkind: Other\n", "mirror: {}\n"),
        ]
    )
    func `keeps what need not change, in v1alpha2`(old: String, new: String) throws {
        #expect(try body(old, .alpha2) == new)
    }

    @Test(
        arguments: [
            (
                "mirror:\n  ocp:\n    channels:\n    - name: stable-4.9\n      versions: # two\n      - 4.9.10\n      - 4.9.8\n",
                "mirror:\n  platform:\n    channels:\n    - name: stable-4.9\n      minVersion: 4.9.8\n"
                    + "      maxVersion: 4.9.10\n"
            ),
            (
                "mirror:\n  ocp:\n    channels:\n    - versions: ['4.9.8']\n      name: \"okd\" # free\n",
                "mirror:\n  platform:\n    channels:\n    - name: \"okd\" # free\n      type: okd\n"
                    + "      minVersion: 4.9.8\n      maxVersion: 4.9.8\n"
            ),
            (
                "mirror:\n  ocp: &a\n    channels:\n    # first\n    - name: &n stable-4.9\n      # below\n      versions:\n\n"
                    + "      - 4.9.8 # one\n\n    # second\n    - name: stable-4.8\n",
                "mirror:\n  platform: &a\n    channels:\n    # first\n    - name: &n stable-4.9\n      minVersion: 4.9.8\n"
                    + "      maxVersion: 4.9.8\n      # below\n\n    # second\n    - name: stable-4.8\n"
            ),
            (
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    headsOnly: no # all\n",
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    full: true # all\n"
            ),
            (
                "mirror:\n  ocp:\n    channels:\n    - versions: [4.9.8] # one\n      # below\n      name: stable-4.9\n",
                "mirror:\n  platform:\n    channels:\n      # below\n    - name: stable-4.9\n      minVersion: 4.9.8\n"
                    + "      maxVersion: 4.9.8\n"
            ),
            (
                "mirror:\n  operators:\n  - headsOnly: false\n    # below\n    catalog: a.b/c:1\n    skipDeps: true\n"
                    + "    packages:\n    - name: x\n      startingVersion: 0.0.0\n    - name: z\n",
                "mirror:\n  operators:\n  - full: true\n    # below\n    catalog: a.b/c:1\n    skipDependencies: true\n"
                    + "    packages:\n    - name: x\n    - name: z\n"
            ),
            (
                "mirror:\n blockedImages:\n - name: alpine\n",
                "mirror:\n blockedImages:\n - name: (^|/)alpine([:@]|$)\n"
            ),
        ]
    )
    func `keeps what need not change, in v1alpha1`(old: String, new: String) throws {
        #expect(try body(old, .alpha1) == new)
    }
}
