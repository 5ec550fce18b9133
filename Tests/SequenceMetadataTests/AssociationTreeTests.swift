// SPDX-License-Identifier: Apache-2.0

import OCI
import SequenceMetadata
import Testing

@Suite("Associations as a tree")
struct AssociationTreeTests {
    private static let list = SampleMetadata.index("b") + [SampleMetadata.image("a")]

    @Test("do not depend on the order of the list", arguments: 0..<4)
    func order(shift: Int) throws {
        let list = Array(Self.list[shift...] + Self.list[..<shift])
        let tree = AssociationTree(list)
        #expect(Set(tree.roots.map(\.path)) == ["a", "b"])
        #expect(tree.missing.isEmpty)
        let index = tree.roots.first { $0.path == "b" }
        #expect(tree.closure(of: [try #require(index)]) == Array(Self.list[..<3]))
    }

    @Test("leave the children of another path to themselves")
    func otherPath() throws {
        var list = Self.list
        let child = list.remove(at: 1)
        list.append(
            Association(
                child.type,
                name: child.name,
                path: "other",
                id: child.id,
                content: .init(layers: child.layerDigests)
            )
        )
        let tree = AssociationTree(list)
        #expect(tree.missing.map(\.child) == [child.id])
        #expect(tree.roots.map(\.path) == ["b", "a", "other"])
    }

    @Test("end in a list that names itself")
    func cycle() {
        let digest = SampleMetadata.text("self")
        let list = [
            Association(.generic, name: digest.description, path: "p", id: digest, content: .init(manifests: [digest]))
        ]
        let tree = AssociationTree(list)
        #expect(tree.roots.isEmpty)
        #expect(tree.closure(of: list) == list)
    }

    @Test("follow what many indexes share once", .timeLimit(.minutes(1)))
    func shared() {
        // Ten thousand indexes over one of ten thousand images.
        let count = 10_000
        let images = (0..<count).map { SampleMetadata.text("image \($0)") }
        let index = SampleMetadata.text("index")
        func list(_ name: String, _ children: [DigestText]) -> Association {
            Association(.generic, name: name, path: "p", id: index, content: .init(manifests: children))
        }
        let leaves = images.map {
            Association(.generic, name: $0.description, path: "p", id: $0, content: .init(layers: [$0]))
        }
        let roots = (0..<count).map { list("root \($0)", [index]) }
        let tree = AssociationTree(roots + [list(index.description, images)] + leaves)
        #expect(tree.closure(of: tree.roots).count == 2 * count + 1)
    }

    @Test("name their sources by reference, unless they are children")
    func source() {
        #expect(SampleMetadata.image("tools/alpha").source?.repository.description == "src.example:5000/tools/alpha")
        #expect(SampleMetadata.index("b").map { $0.source == nil } == [false, true, true])
    }
}
