// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import TestSupport
import Testing

@Suite("A migrated configuration")
struct MigratedConfigurationTests {
    private func migrated(_ text: String) throws -> MigratedConfiguration {
        try MigratedConfiguration(ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml"))
    }

    private func text(_ migrated: MigratedConfiguration) -> String { String(decoding: migrated.bytes, as: UTF8.self) }

    @Test(arguments: [("alpha1", VersionOneTexts.alpha1), ("alpha2", VersionOneTexts.alpha2)])
    func `is the text with what has to change, and says what has no equivalent`(name: String, old: String) throws {
        let migrated = try migrated(old)
        let said = migrated.findings.map { "# \(oneLine($0))\n" }.joined()
        try expectGolden(text(migrated) + said, "migrated-\(name).yaml")
    }

    /// The body below `mirror:`, migrated; only the line with the version changes above it.
    private func body(_ body: String, _ format: VersionOneFormat) throws -> String {
        let header = VersionOneTexts.header(format).replacing(format.rawValue, with: "v2alpha1")
        let text = text(try migrated(VersionOneTexts.header(format) + body))
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
                "mirror:\n  operators:\n  - {full: true, catalog: a.b/c:1, packages: [{name: x, minVersion: 1.0.0}, {name: y}]}\n",
                "mirror:\n  operators:\n  - {catalog: a.b/c:1, packages: [{name: x, minVersion: 1.0.0}, {name: y,"
                    + " minVersion: 0.0.0-0}]}\n"
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
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    packages:\n    - name: x\n      minVersion: 0.0.0-0\n"
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
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    headsOnly: no # all\n",
                "mirror:\n  operators:\n  - catalog: a.b/c:1\n    full: true # all\n"
            ),
            (
                "mirror:\n  operators:\n  - headsOnly: false\n    # below\n    catalog: a.b/c:1\n    skipDeps: true\n"
                    + "    packages:\n    - name: x\n      startingVersion: 0.0.0\n    - name: y\n",
                "mirror:\n  operators:\n  - full: true\n    # below\n    catalog: a.b/c:1\n    skipDependencies: true\n"
                    + "    packages:\n    - name: x\n    - name: y\n"
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

    @Test func `is written anew if the text cannot be changed in place`() throws {
        let old = """
            mirror:
              operators: # lost
              - catalog: a.b/c:1
                full: true
                packages: &p
                - name: x
                - {name: y, minVersion: 1.0.0}
              - catalog: a.b/d:1
                packages: *p

            """
        let migrated = try migrated(VersionOneTexts.header(.alpha2) + old)
        #expect(
            text(migrated) == """
                apiVersion: mirror.openshift.io/v2alpha1
                kind: ImageSetConfiguration
                mirror:
                  operators:
                  - catalog: a.b/c:1
                    packages:
                    - minVersion: 0.0.0-0
                      name: x
                    - minVersion: 1.0.0
                      name: "y"
                  - catalog: a.b/d:1
                    packages:
                    - name: x
                    - minVersion: 1.0.0
                      name: "y"

                """
        )
        #expect(migrated.findings.map(oneLine).first?.contains("without its comments") == true)
    }

    @Test func `is refused for a file of version two, and for what version two refuses`() throws {
        let error = try #require(throws: FindingsError.self) { try migrated(everything) }
        #expect(
            error.findings.map(oneLine) == [
                "error: isc.yaml is a configuration of version two already"
                    + " | plan with it: `mirror plan -c isc.yaml`"
            ]
        )
    }

    /// Whether every comment of a text is in another one.
    private func keepsComments(_ old: String, _ new: String) -> Bool {
        old.split(separator: "\n").filter { $0.contains("# ") }
            .allSatisfy { line in line.split(separator: "# ").last.map { new.contains("# \($0)") } ?? true }
    }

    @Test func `keeps comments`() throws {
        #expect(keepsComments(VersionOneTexts.alpha2, text(try migrated(VersionOneTexts.alpha2))))
    }

    @Test(.timeLimit(.minutes(2)), arguments: [VersionOneTexts.alpha1, VersionOneTexts.alpha2], 0..<4 as Range<UInt64>)
    func `is a configuration of version two, whatever a readable file was`(old: String, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var count = 0
        for _ in 0..<400 {
            let bytes = mutated(Array(old.utf8), using: &generator)
            guard let before = try? ImageSetConfiguration(bytes: bytes, path: "isc.yaml"), before.rules.isVersionOne,
                let migrated = try? MigratedConfiguration(before)
            else { continue }
            count += 1
            let after = try ImageSetConfiguration(bytes: migrated.bytes, path: "isc.yaml")
            #expect(after.rules == .versionTwo)
            #expect(after.mirror.operators.map(\.source) == before.mirror.operators.map(\.source))
            #expect(after.mirror.operators.map(\.targetCatalog) == before.mirror.operators.map(\.targetCatalog))
            #expect(after.mirror.operators.map(\.targetTag) == before.mirror.operators.map(\.targetTag))
            #expect(
                after.mirror.operators.map { $0.packages.map(\.name) }
                    == before.mirror.operators.map { $0.packages.map(\.name) }
            )
            #expect(after.mirror.additionalImages.map(\.source) == before.mirror.additionalImages.map(\.source))
            #expect(after.mirror.blockedImages.map(\.pattern) == before.mirror.blockedImages.map(\.pattern))
            #expect(after.mirror.platform?.channels.map(\.name) == before.mirror.platform?.channels.map(\.name))
            #expect(after.archiveSize?.value == before.archiveSize?.value)
        }
        #expect(count > 20)
    }
}
