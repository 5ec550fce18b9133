// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@testable import HelmCases

@Suite struct HelmCaseTests {
    @Test func areAllThere() {
        #expect(HelmCase.all.count == 1926)
        #expect(HelmCase.all.filter(\.isPlain).count == 517)
        #expect(Set(HelmCase.all.map(\.name)).count == 1926)
        #expect(HelmCase.all(of: "printf", "call").count == 113)
    }

    private func given(_ json: String) throws -> HelmCase {
        try HelmCase(json: "{\"name\":\"a/b\",\"template\":\"\",\(json)}")
    }

    @Test func compareOutputsByteForByte() throws {
        let wanted = try given("\"output\":\"é\\n\"")
        #expect(wanted.disagreement(with: .success("é\n")) == nil)
        #expect(wanted.disagreement(with: .success("e\u{301}\n")) != nil)
        #expect(wanted.disagreement(with: .success("é")) != nil)
        #expect(wanted.disagreement(with: .failure(HelmFailure("é\n"))) != nil)
    }

    @Test func compareShapes() throws {
        let wanted = try given("\"shape\":\"a.[0-9]+\"")
        #expect(wanted.disagreement(with: .success("a\n12")) == nil)
        #expect(wanted.disagreement(with: .success("a 12 ")) != nil)
        #expect(wanted.disagreement(with: .success("xa 12")) != nil)
        #expect(wanted.disagreement(with: .failure(HelmFailure("a 12"))) != nil)
    }

    @Test func comparePartsOfMessages() throws {
        let wanted = try given("\"error_contains\":\"not a number\"")
        #expect(wanted.disagreement(with: .failure(HelmFailure("x is not a number"))) == nil)
        #expect(wanted.disagreement(with: .failure(HelmFailure("x"))) != nil)
        #expect(wanted.disagreement(with: .success("not a number")) != nil)
    }

    private static let chain =
        #"template: a:1:2: executing \"a\" at <x>: error calling include: template: b:3:4: executing \"b\" at <y>: bad"#

    @Test(
        arguments: [
            ("template: t:1: unexpected \\\"x\\\" in operand", "template: t:1: unexpected \"x\" in operand", true),
            ("template: t:1: a: b", "template: t:1: c: b", false),
            ("template: t:1: a", "template: t:2: a", false),
            (
                "parse error at (web/templates/t.yaml:1): unclosed action",
                "parse error at (web/templates/t.yaml:1): unclosed action", true
            ),
            (
                "parse error at (web/templates/t.yaml:1): unclosed action",
                "parse error at (web/templates/t.yaml:2): unclosed action", false
            ),
            (
                "template: t:1:5: executing \\\"t\\\" at <.a>: bad: x",
                "template: t:1:5: executing \"t\" at <.b>: bad: x", true
            ),
            (
                "template: t:1:5: executing \\\"t\\\" at <.a>: bad: x",
                "template: t:1:5: executing \"t\" at <.a>: worse: x", false
            ),
            (
                "template: t:1:5: executing \\\"t\\\" at <.a>: bad", "template: t:1:6: executing \"t\" at <.a>: bad",
                false
            ),
            (
                "execution error at (web/templates/t.yaml:1:3): text",
                "execution error at (web/templates/t.yaml:1:3): text", true
            ),
            (
                "execution error at (web/templates/t.yaml:1:3): text",
                "execution error at (web/templates/t.yaml:1:3): other", false
            ),
            (
                Self.chain,
                "template: a:1:2: executing \"a\" at <x>: error calling include: template: b:3:4: executing \"b\" at <z>: bad",
                true
            ),
            (
                Self.chain,
                "template: a:1:2: executing \"a\" at <x>: error calling include: template: b:3:5: executing \"b\" at <y>: bad",
                false
            ),
        ]
    )
    func comparePlacesAndCauses(wanted: String, got: String, agrees: Bool) throws {
        let given = try given("\"error\":\"\(wanted)\"")
        #expect((given.disagreement(with: .failure(HelmFailure(got))) == nil) == agrees)
        #expect(given.disagreement(with: .success("")) != nil)
    }

    @Test func compareOnlyTheFunctionOfMessagesOfTheRuntime() throws {
        let given = try given(
            #""error":"template: t:1:3: executing \"t\" at <f>: error calling f: runtime error: x","go_runtime_message":true"#
        )
        let place = "template: t:1:3: executing \"t\" at <f>: error calling "
        #expect(given.disagreement(with: .failure(HelmFailure(place + "f: something else"))) == nil)
        #expect(given.disagreement(with: .failure(HelmFailure(place + "g: runtime error: x"))) != nil)
        #expect(given.agreesLiterally(with: .failure(HelmFailure("x"))))
    }

    @Test func giveNewValuesEachTime() throws {
        let given = try given("\"output\":\"\",\"values\":{\"n\":1,\"t\":true,\"l\":[null,\"x\"],\"z\":-0.0}")
        guard case .map(let map) = given.goValues, case .map(let other) = given.goValues else {
            Issue.record("no maps")
            return
        }
        #expect(map !== other)
        #expect(Value.map(map).printed == "map[l:[<nil> x] n:1 t:true z:-0]")
        #expect(map.entries["n"]?.type == .float)
    }
}
