// SPDX-License-Identifier: Apache-2.0

import JSONPath
import Testing
import YAML

@Suite struct PathTests {
    @Test(
        arguments: [
            ("{.kind}", ["Deployment"]),
            ("{$.kind}", ["Deployment"]),
            ("{@.kind}", ["Deployment"]),
            ("{ .kind }", ["Deployment"]),
            ("{.metadata .name}", ["web"]),
            ("{['kind']}", ["Deployment"]),
            ("{[\"kind\"]}", ["Deployment"]),
            ("{.metadata['name']}", ["web"]),
            ("{.['kind']}", ["Deployment"]),
            ("{.metadata.labels.app\\.kubernetes\\.io/name}", ["full"]),
            ("{.metadata.labels['app\\.kubernetes\\.io/name']}", ["full"]),
            ("{.metadata.labels.a\\ b}", ["blank"]),
            ("{.metadata.labels['a b']}", ["blank"]),
            ("{['metadata.name']}", ["web"]),
            ("{['.metadata.name']}", ["web"]),
            ("{.spec.replicas}", ["3"]),
            ("{.spec.nothing}", ["null"]),
            ("{.spec.empty[*]}", []),
            ("{.spec.missing.name}", []),
            ("{.kind.name}", []),
            ("{.kind[0]}", []),
            ("{.metadata[0]}", []),
            ("{.spec.template.spec.containers.name}", []),
        ] as [(String, [String])]
    ) func followsFields(path: String, expected: [String]) throws {
        #expect(try values(path, in: sample) == expected, "\(path)")
    }

    @Test(arguments: ["kind", ".kind", "$.kind", "@.kind", "{kind}", " .kind "])
    func readsAPathWithoutBracesOrDot(path: String) throws {
        #expect(try values(path, in: sample) == ["Deployment"], "\(path)")
    }

    @Test(arguments: ["{.}", "{@}", "{$}", "."]) func takesTheDocumentItself(path: String) throws {
        #expect(try places(path, in: "a: 1") == ["."])
        #expect(try values(path, in: "a: 1") == ["{a=1}"])
    }

    @Test(
        arguments: [
            ("{.spec.template.spec.containers[*].image}", ["w:2", "s:4"]),
            ("{.spec.template.spec.containers[ * ].name}", ["web", "side", "bare"]),
            ("{.spec.template.spec['containers','initContainers'][*].name}", ["web", "side", "bare", "init"]),
            ("{.spec.template.spec['containers', 'initContainers'][0].name}", ["web", "init"]),
            ("{.spec.template.spec.*[*].image}", ["i:1", "w:2", "s:4"]),
            ("{.metadata['name','labels.app']}", ["web", "web"]),
            ("{.spec.template.spec.containers[0].ports.*}", ["80", "443", "8080"]),
            ("{.metadata.labels.*}", ["web", "full", "blank"]),
            ("{.metadata.labels['*']}", ["web", "full", "blank"]),
            ("{.metadata[*]}", []),
        ] as [(String, [String])]
    ) func choosesSeveralValues(path: String, expected: [String]) throws {
        #expect(try values(path, in: sample) == expected, "\(path)")
    }

    @Test(
        arguments: [
            ("[0]", "0"), ("[4]", "4"), ("[-1]", "4"), ("[-5]", "0"), ("[5]", ""), ("[-6]", ""),
            ("[1:3]", "12"), ("[:2]", "01"), ("[3:]", "34"), ("[:]", "01234"), ("[-2:]", "34"), ("[:-2]", "012"),
            ("[-3:-1]", "23"), ("[0:10]", "01234"), ("[3:1]", ""), ("[2:2]", ""), ("[-9:2]", "01"), ("[7:9]", ""),
            ("[::2]", "024"), ("[1::2]", "13"), ("[0:4:3]", "03"), ("[0:4:]", "0123"), ("[ 1 : 3 ]", "12"),
            ("[0,2]", "02"), ("[2,0]", "20"), ("[0,-1]", "04"), ("[0:2,4]", "014"), ("[1,1]", "11"), ("[9,1]", "1"),
        ]
    ) func choosesElements(brackets: String, expected: String) throws {
        #expect(try values("{.a\(brackets)}", in: "a: [0, 1, 2, 3, 4]").joined() == expected, "\(brackets)")
    }

    @Test(
        arguments: [
            ("{..image}", ["i:1", "w:2", "s:4"]),
            ("..image", ["i:1", "w:2", "s:4"]),
            ("{.spec..name}", ["init", "web", "LOG", "RELATED_IMAGE_X", "side", "bare"]),
            ("{..containers[0].name}", ["web"]),
            ("{..['image']}", ["i:1", "w:2", "s:4"]),
            ("{..ports[-1]}", ["8080", "9090"]),
            ("{..env..value}", ["debug", "x:3"]),
            ("{..missing}", []),
        ] as [(String, [String])]
    ) func descends(path: String, expected: [String]) throws {
        #expect(try values(path, in: sample) == expected, "\(path)")
    }

    @Test func descendsInTheOrderOfTheDocument() throws {
        let text = "b: {x: 1, c: {x: 2}}\na: {x: 3}\nx: 4\nl: [{x: 5}, [{x: 6}]]\n"
        // The document itself comes first, then what is inside.
        #expect(try values("{..x}", in: text) == ["4", "1", "2", "3", "5", "6"])
        #expect(try places("{..x}", in: text) == [".x", ".b.x", ".b.c.x", ".a.x", ".l[0].x", ".l[1][0].x"])
        #expect(try values("{..*}", in: "a: {b: 1}\nc: []\n") == ["{b=1}", "[]", "1"])
        #expect(try values("{..[0]}", in: "a: [[1, 2], 3]") == ["[1 2]", "1"])
    }

    @Test func saysWhereValuesAre() throws {
        #expect(
            try places("{..image}", in: sample) == [
                ".spec.template.spec.initContainers[0].image",
                ".spec.template.spec.containers[0].image",
                ".spec.template.spec.containers[1].image",
            ]
        )
        #expect(try places("{.metadata.labels.*}", in: sample)[1] == ".metadata.labels.app\\.kubernetes\\.io/name")
    }

    @Test func aPlaceIsAPathToItsValue() throws {
        let all = try matches("{..*}", in: sample)
        #expect(all.count > 30)
        for match in all {
            #expect(try places("{\(match.place)}", in: sample) == [match.place.description])
        }
    }

    @Test func knowsTheLineOfAValue() throws {
        #expect(try matches("{..containers[1].image}", in: sample).map(\.node.position.line) == [22])
    }

    @Test(
        arguments: [
            ("name: {.metadata.name}, kind: {.kind}\n", ["web", "Deployment"]),
            ("{.metadata.name}{'\\t'}{.kind}{\"\\n\"}", ["web", "Deployment"]),
            ("{\"{.kind}\"}", []),
            ("{range .spec.template.spec.containers[*]}{.name}={.image} {end}", ["web", "w:2", "side", "s:4", "bare"]),
            (
                "{range ..containers[*]}{range .ports[*]}{@},{end};{end}{.kind}",
                ["80", "443", "8080", "9090", "Deployment"]
            ),
            ("{ range .spec.missing[*] }{.x}{ end }{.kind}", ["Deployment"]),
            ("{.range}{.end}", []),
        ] as [(String, [String])]
    ) func readsTextsWithPathsAndLoops(text: String, expected: [String]) throws {
        #expect(try values(text, in: sample) == expected, "\(text)")
    }

    @Test func fieldsMayBeNamedLikeWordsOfTheLanguage() throws {
        let text = "range: 1\nend: 2\n'true': 3\nrangeOf: 4\n"
        #expect(try values("{.range}{.end}{.true}{rangeOf}", in: text) == ["1", "2", "3", "4"])
    }

    @Test func refusesToVisitMoreThanAnyoneNeeds() throws {
        let deep = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
        let root = try #require(document("a: \(deep)"))
        let path = try JSONPathExpression("{..*..*..*..*..*..*..*..*}")
        #expect(throws: JSONPathLimitError.self) { try path.matches(in: root, limit: 10_000) }
        #expect(try JSONPathExpression("{..*}").matches(in: root, limit: 10_000).count == 60)
    }
}
