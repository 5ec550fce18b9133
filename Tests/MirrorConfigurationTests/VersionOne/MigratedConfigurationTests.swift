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

    @Test func `is written anew if the text cannot be changed in place`() throws {
        let old = """
            mirror:
              operators: # lost
              - catalog: a.b/c:1
                full: true
                packages: &p
                - name: x
                - {name: z, minVersion: 1.0.0}
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
                    - minVersion: "0.0.0-0"
                      name: x
                    - minVersion: 1.0.0
                      name: z
                  - catalog: a.b/d:1
                    packages:
                    - name: x
                    - minVersion: 1.0.0
                      name: z

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

    @Test(.timeLimit(.minutes(2)), arguments: [VersionOneTexts.alpha1, VersionOneTexts.alpha2], 0..<3 as Range<UInt64>)
    func `is a configuration of version two, whatever a readable file was`(old: String, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var count = 0
        for _ in 0..<200 {
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
        #expect(count > 5)
    }
}
