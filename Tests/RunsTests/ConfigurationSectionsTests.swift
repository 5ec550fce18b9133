// SPDX-License-Identifier: Apache-2.0

import ImageAccess
import MirrorConfiguration
import OCI
import Runs
import Sections
import Testing

@Suite("The list of sections")
struct ConfigurationSectionsTests {
    private let sections = ConfigurationSections.all()

    private func section(_ mirror: String) throws -> MirrorSection {
        let text = "kind: ImageSetConfiguration\napiVersion: mirror.openshift.io/v2alpha1\nmirror:\n\(mirror)\n"
        return try ImageSetConfiguration(
            bytes: Array(text.utf8),
            path: "isc.yaml",
            sections: ImageSetConfiguration.allSections
        ).mirror
    }

    @Test("has all that a configuration may have, but for those that ask for no image")
    func all() {
        let silent: Set<SectionName> = [.blockedImages, .samples]
        #expect(Set(sections.map(\.name)) == Set(SectionName.allCases).subtracting(silent))
        #expect(sections.count == Set(sections.map(\.name)).count)
    }

    @Test(
        "asks where a configuration has something of a section",
        arguments: [
            ("  additionalImages:\n  - name: quay.io/a/b:1", [.additionalImages]),
            ("  additionalImages: []\n  operators: []", []),
            ("  platform:\n    graph: true", [.platform]),
            ("  operators:\n  - catalog: quay.io/index:1", [.operators]),
            ("  helm:\n    local:\n    - name: a\n      path: a.tgz", [.helm]),
            ("  blockedImages:\n  - name: quay.io/a/b", []),
            (
                "  additionalImages:\n  - name: quay.io/a/b:1\n  operators:\n  - catalog: quay.io/index:1",
                [.operators, .additionalImages]
            ),
        ] as [(String, [SectionName])]
    )
    func asked(mirror: String, expected: [SectionName]) throws {
        let mirror = try section(mirror)
        #expect(sections.filter { $0.isAsked(by: mirror) }.map(\.name) == expected)
    }

    /// What a configuration asks for, and what archives of oc-mirror call it.
    @Test(
        "knows under which names archives keep what is asked for",
        arguments: [
            ("  additionalImages:\n  - name: quay.io/a/b:1", ["quay.io/a/b:1": "a/b:1"]),
            ("  additionalImages:\n  - name: quay.io/a/b:1\n    targetRepo: c/d", ["quay.io/a/b:1": "c/d:1"]),
            ("  additionalImages:\n  - name: quay.io/a/b:1\n    targetTag: v2", ["quay.io/a/b:1": "a/b:v2"]),
            (
                "  additionalImages:\n  - name: quay.io/a/b:1\n    targetTag: v2\n  - name: quay.io/a/b:1\n    targetTag: v3",
                ["quay.io/a/b:1": "a/b:v3"]
            ),
            (
                "  platform:\n    release: quay.io/r/ocp:4.16.1-x86_64",
                ["quay.io/r/ocp:4.16.1-x86_64": "openshift/release-images:4.16.1-x86_64"]
            ),
            ("  platform:\n    channels:\n    - name: stable-4.16", [:]),
            ("  operators:\n  - catalog: quay.io/index:1", [:]),
            ("  helm:\n    local:\n    - name: a\n      path: a.tgz", [:]),
        ] as [(String, [String: String])]
    )
    func archivedNames(mirror: String, expected: [String: String]) throws {
        let names = try sections.archivedNames(in: try section(mirror))
        let found = names.map { source, name in
            ("\(source)", name.tag.map { "\(name.repository):\($0)" } ?? "\(name.repository)")
        }
        #expect(Dictionary(uniqueKeysWithValues: found) == expected)
    }

    /// The section alone that knows a published repository.
    @Test("knows what mirrors call the repositories of releases, and of nothing else")
    func relocations() throws {
        let published = try Repository("quay.io/openshift-release-dev/ocp-release")
        #expect(try sections.relocations[published] == (try RepositoryName("openshift/release-images")))
        let knowing = try sections.filter { try !$0.relocations.isEmpty }
        #expect(knowing.map(\.name) == [.platform])
    }
}
