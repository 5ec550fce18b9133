// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

@Suite("Names at a target")
struct PlacedNameTests {
    private static let digest = Digest(of: [1])

    @Test(
        "have a repository, and a tag or a digest",
        arguments: [
            ("mirror.example/a:1", "mirror.example/a", "1", false),
            ("mirror.example:5000/ocp/a/b:v1.2_3-x", "mirror.example:5000/ocp/a/b", "v1.2_3-x", false),
            ("mirror.example:5000/a@\(digest)", "mirror.example:5000/a", nil, true),
            ("mirror.example:5000/a:1@\(digest)", "mirror.example:5000/a", "1", true),
            ("localhost/a/b:1", "localhost/a/b", "1", false),
        ] as [(String, String, String?, Bool)]
    )
    func parts(text: String, repository: String, tag: String?, isPinned: Bool) throws {
        let name = PlacedName(text)
        #expect(name.description == text && name.repository == PlacedRepository(repository))
        let reference = try name.reference()
        #expect("\(reference.repository)" == repository && reference.tag?.description == tag)
        #expect(reference.digest == (isPinned ? Self.digest : nil))
    }

    @Test(
        "may be any text of a file, and are refused when they are parsed",
        arguments: ["", ":1", "a b:1", "x/A:1", "x/a@sha256:1"]
    )
    func faults(text: String) throws {
        let name = try JSONDecoder().decode(PlacedName.self, from: JSONEncoder().encode(text))
        #expect(name.description == text)
        #expect(throws: ReferenceError.self) { try name.reference() }
    }

    @Test("are made of a repository and a tag or a digest")
    func making() {
        let repository: PlacedRepository = "mirror.example/a"
        #expect(PlacedName(repository, tag: "1") == "mirror.example/a:1")
        #expect(PlacedName(repository, Self.digest) == "mirror.example/a@\(Self.digest)")
        #expect(PlacedName(repository, tag: "1").repository == repository)
        #expect(PlacedName(repository, Self.digest).repository == repository)
    }

    @Test("are strings in JSON, and sorted as their texts")
    func json() throws {
        let names: [PlacedName] = ["b/a:1", "a/b:2", "a/b:10"]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        #expect(String(decoding: try encoder.encode(names.sorted()), as: UTF8.self) == #"["a/b:10","a/b:2","b/a:1"]"#)
        let repositories: [PlacedRepository] = ["b/a", "a/b"]
        #expect(String(decoding: try encoder.encode(repositories.sorted()), as: UTF8.self) == #"["a/b","b/a"]"#)
        #expect(try JSONDecoder().decode([PlacedName].self, from: encoder.encode(names)) == names)
        #expect(try JSONDecoder().decode([PlacedRepository].self, from: encoder.encode(repositories)) == repositories)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([PlacedName].self, from: Data("[1]".utf8)) }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([PlacedRepository].self, from: Data("[{}]".utf8))
        }
    }

    @Test(
        "of repositories are parsed when they are asked for",
        arguments: [
            ("mirror.example/a", true), ("mirror.example:5000/ocp/a/b", true), ("localhost/a", true), ("", false),
            ("mirror.example", false), ("mirror.example/", false), ("mirror.example/A", false),
            ("mirror.example/a b", false),
        ]
    )
    func repositories(text: String, isOne: Bool) {
        let parsed = try? PlacedRepository(text).parsed()
        #expect((parsed != nil) == isOne)
        #expect(parsed.map(PlacedRepository.init) == (isOne ? PlacedRepository(text) : nil))
    }
}
