// SPDX-License-Identifier: Apache-2.0

@testable import Charts
@testable import GoTemplate
import Testing

/// How Helm words the errors of Go's templates.
@Suite struct HelmMessageTests {
    private func execution(_ cause: Text, source: Text = ".x", line: Int = 2, column: Int = 5) -> ExecutionError {
        ExecutionError(
            template: "web/templates/t.yaml",
            place: ExecutionError.Place(file: "web/templates/t.yaml", line: line, column: column, source: source),
            cause: cause,
            underlying: nil
        )
    }

    @Test(arguments: [
        ("unexpected EOF", "unexpected EOF"),
        ("bad number syntax: \"1x\"", "\"1x\""),
        ("a: b: c", "c"),
        ("unclosed action", "unclosed action"),
        ("", ""),
        ("ends with a colon: ", ""),
        ("no blank:behind", "no blank:behind"),
    ])
    func `of an error in a template's text only the end is kept`(cause: String, kept: String) {
        let error = HelmMessages.error(ParseError(template: "web/templates/t.yaml", line: 7, cause: Text(cause)))
        #expect(error.message == "parse error at (web/templates/t.yaml:7): \(kept)")
        #expect(error.place == ChartError.Place(file: "web/templates/t.yaml", line: 7) && error.step == .parsing)
    }

    @Test func `an error of an execution is kept as a whole`() {
        let error = HelmMessages.error(execution("nil pointer evaluating interface {}.y"))
        #expect(
            error.message == "template: web/templates/t.yaml:2:5: executing \"web/templates/t.yaml\" at <.x>: "
                + "nil pointer evaluating interface {}.y"
        )
        #expect(error.place == ChartError.Place(file: "web/templates/t.yaml", line: 2, column: 5))
        #expect(error.step == .execution)
    }

    @Test(arguments: [
        ("error calling fail: HELM_ERR_STARTnoHELM_ERR_END", "no"),
        ("error calling include: template: x:1:2: HELM_ERR_STARTa: bHELM_ERR_END", "a: b"),
        ("HELM_ERR_STARTHELM_ERR_END", ""),
        ("HELM_ERR_STARToneHELM_ERR_END and HELM_ERR_STARTtwoHELM_ERR_END", "oneHELM_ERR_END and HELM_ERR_STARTtwo"),
        ("HELM_ERR_STARTl1\nl2HELM_ERR_END", "l1\nl2"),
    ])
    func `the chart's own message is all that is left`(cause: String, message: String) {
        let error = HelmMessages.error(execution(Text(cause)))
        #expect(error.message == "execution error at (web/templates/t.yaml:2:5): \(message)" && error.step == .refusal)
    }

    @Test(arguments: ["HELM_ERR_START alone", "HELM_ERR_END alone", "HELM_ERR_END HELM_ERR_START", "HELM_ERR", ""])
    func `marks that are no pair mean nothing`(cause: String) {
        #expect(HelmMessages.error(execution(Text(cause))).step == .execution)
    }

    @Test func `an error without a place names its template`() {
        let error = HelmMessages.error(ExecutionError(template: "t", place: nil, cause: "gone", underlying: nil))
        #expect(error.place == ChartError.Place(file: "t") && error.message == "template: t: gone")
    }
}
