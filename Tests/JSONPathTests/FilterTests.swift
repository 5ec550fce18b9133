// SPDX-License-Identifier: Apache-2.0

import JSONPath
import Testing

@Suite struct FilterTests {
    @Test(
        arguments: [
            (#"{..containers[?(@.name=="web")].image}"#, ["w:2"]),
            (#"{..containers[?(@.name=='web')].image}"#, ["w:2"]),
            (#"{..containers[?( @.name == "side" )].image}"#, ["s:4"]),
            (#"{..containers[?(@['name']=="side")].image}"#, ["s:4"]),
            (#"{..containers[?(.name=="side")].image}"#, ["s:4"]),
            (#"{..containers[?("side"==@.name)].image}"#, ["s:4"]),
            (#"{..containers[?($.name=="side")].image}"#, ["s:4"]),
            (#"{..containers[?(@.name!="web")].name}"#, ["side", "bare"]),
            (#"{..containers[?(@.image)].name}"#, ["web", "side"]),
            (#"{..containers[?(@.env[*].name)].name}"#, ["web"]),
            (#"{..containers[?(@.ports[0]>100)].name}"#, ["side"]),
            (#"{..containers[?(@.name=="web")].env[?(@.name=="RELATED_IMAGE_X")].value}"#, ["x:3"]),
            (#"{..env[?(@.value=="debug")]..name}"#, ["LOG"]),
            (#"{..containers[?(@.name=="web")][?(@.x)]}"#, []),
            (#"{.kind[?(@.x)]}"#, []),
            (#"{.metadata[?(@.x)]}"#, []),
            (#"..containers[?(@.name=="web")].image"#, ["w:2"]),
        ] as [(String, [String])]
    ) func choosesElementsByCondition(path: String, expected: [String]) throws {
        #expect(try values(path, in: sample) == expected, "\(path)")
    }

    @Test(
        arguments: [
            ("@ == 2", "2"), ("@ != 2", "1 3"), ("@ < 2", "1"), ("@ <= 2", "1 2"), ("@ > 2", "3"), ("@ >= 2", "2 3"),
            ("2 <= @", "2 3"), ("@ == 2.0", "2"), ("@ > -1", "1 2 3"), ("@ > 1.5", "2 3"), ("@ == \"2\"", ""),
            ("@ == true", ""), ("@ < \"9\"", ""), ("@ == 1e0", "1"), ("@", "1 2 3"),
        ]
    ) func comparesNumbers(condition: String, expected: String) throws {
        #expect(try values("{.a[?(\(condition))]}", in: "a: [1, 2, 3]").joined(separator: " ") == expected)
    }

    @Test(
        arguments: [
            ("@ == \"b\"", "b"), ("@ < 'b'", "B a ab)"), ("@ >= \"b\"", "b é"), ("@ == 'a'", "a"),
            (#"@ == "ab)""#, "ab)"), (#"@ == "\u""#, nil), ("@ == 'é'", "é"), ("@ > 'z'", "é"),
        ] as [(String, String?)]
    ) func comparesTextsByTheirBytes(condition: String, expected: String?) throws {
        let text = "a: [B, a, b, 'ab)', é]"
        guard let expected else {
            #expect(fault("{.a[?(\(condition))]}") != nil)
            return
        }
        let found = try values("{.a[?(\(condition))]}", in: text)
        #expect(Set(found) == Set(expected.split(separator: " ").map(String.init)), "\(condition)")
    }

    @Test func comparesBooleansOnlyForEquality() throws {
        let text = "a: [{x: true, n: 1}, {x: false, n: 2}, {n: 3}, {x: null, n: 4}, {x: yes, n: 5}]"
        #expect(try values("{.a[?(@.x==true)].n}", in: text) == ["1", "5"])
        #expect(try values("{.a[?(@.x!=true)].n}", in: text) == ["2"])
        #expect(try values("{.a[?(@.x<true)].n}", in: text) == [])
        // What is null is there, but equals nothing.
        #expect(try values("{.a[?(@.x)].n}", in: text) == ["1", "2", "4", "5"])
    }

    @Test func comparesOnlyOneValueWithOneOther() throws {
        let text = "a: [{l: [1, 2]}, {l: [1]}, {l: []}]"
        #expect(try places("{.a[?(@.l[*]==1)]}", in: text) == [".a[1]"])
        #expect(try places("{.a[?(@.l==1)]}", in: text) == [])
    }

    @Test func comparesTwoPaths() throws {
        let text = "a: [{x: 1, y: 1}, {x: 1, y: 2}, {x: a, y: a}, {x: 1}]"
        #expect(try places("{.a[?(@.x==@.y)]}", in: text) == [".a[0]", ".a[2]"])
        #expect(try places("{.a[?(@.x!=@.y)]}", in: text) == [".a[1]"])
    }

    @Test func filtersInsideFilters() throws {
        let text = "a: [{n: 1, l: [{k: x}]}, {n: 2, l: [{k: z}]}]"
        #expect(try values("{.a[?(@.l[?(@.k=='z')])].n}", in: text) == ["2"])
    }

    @Test func readsEscapesInQuotes() throws {
        let text = #"a: ["it's", 'say "x"', "back\\slash", "tab\t"]"#
        #expect(try values(#"{.a[?(@=='it\'s')]}"#, in: text) == ["it's"])
        #expect(try values(#"{.a[?(@=="say \"x\"")]}"#, in: text) == [#"say "x""#])
        #expect(try values(#"{.a[?(@=="back\\slash")]}"#, in: text) == [#"back\slash"#])
        #expect(try values(#"{.a[?(@=="tab\t")]}"#, in: text) == ["tab\t"])
    }
}
