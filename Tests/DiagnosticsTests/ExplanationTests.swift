// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@Suite("An explanation")
struct ExplanationTests {
    private struct Explained: ExplainedError {
        let explanation = Explanation("host/a: no", cause: "status 500", remedy: "try again")
    }

    private struct Plain: Error, CustomStringConvertible {
        let description = "it is broken\nby something"
    }

    @Test(
        "is shown part by part, each on lines of its own",
        arguments: [
            (Explanation("s"), "s"),
            (Explanation("s", cause: "c"), "s\nc"),
            (Explanation("s", remedy: "r"), "s\nr"),
            (Explanation("s", cause: "c\nd", remedy: "q\nr"), "s\nc\nd\nq\nr"),
        ]
    )
    func text(explanation: Explanation, text: String) { #expect(explanation.text == text) }

    @Test("is what an error says of itself")
    func explained() {
        let explanation = Explanation(Explained())
        #expect(explanation == Explanation("host/a: no", cause: "status 500", remedy: "try again"))
        #expect("\(Explained())" == "host/a: no\nstatus 500\ntry again")
    }

    @Test("of an error that does not explain itself has neither cause nor remedy")
    func plain() { #expect(Explanation(Plain()) == Explanation("it is broken\nby something")) }

    @Test("names its subject before the summary, and nowhere else")
    func subject() {
        let explanation = Explanation("no", cause: "c", remedy: "r").about("host/a")
        #expect(explanation == Explanation("host/a: no", cause: "c", remedy: "r"))
    }

    @Test(
        "gets more text behind its cause and behind its remedy",
        arguments: [
            (Explanation("s"), nil, nil, Explanation("s")),
            (Explanation("s"), "c", "r", Explanation("s", cause: "c", remedy: "r")),
            (Explanation("s", cause: "c", remedy: "r"), nil, nil, Explanation("s", cause: "c", remedy: "r")),
            (Explanation("s", cause: "c", remedy: "r"), "d", nil, Explanation("s", cause: "c\nd", remedy: "r")),
            (Explanation("s", cause: "c", remedy: "q"), "d", "r", Explanation("s", cause: "c\nd", remedy: "q\nr")),
        ] as [(Explanation, String?, String?, Explanation)]
    )
    func more(explanation: Explanation, cause: String?, remedy: String?, expected: Explanation) {
        #expect(explanation.adding(cause: cause, remedy: remedy) == expected)
    }

    @Test("becomes a finding that has the same parts, without empty lines")
    func finding() {
        let explanation = Explanation("s\nb", cause: "c\n\nd", remedy: "\nr\n")
        let finding = Finding(.warning, .syntax, explanation, at: SourceLocation(file: "f", line: 2, column: 1))
        #expect(finding == Finding(.warning, .syntax, "s", cause: "b\nc\nd", remedy: "r", at: finding.place))
        #expect(finding.text == "s\nb\nc\nd\nr")
        #expect(finding.message == "s\nb\nc\nd")
    }

    @Test("that is added to a finding leaves its severity, code and place")
    func adding() {
        let place = SourceLocation(file: "f", line: 2, column: 1)
        let finding = Finding(.note, .duplicate, "s", remedy: "q", at: place)
        #expect(
            finding.adding(cause: "c", remedy: "r")
                == Finding(.note, .duplicate, "s", cause: "c", remedy: "q\nr", at: place)
        )
    }
}
