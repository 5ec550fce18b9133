// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// The errors of values against schemas, in the words of the library that Helm uses.
@Suite struct SchemaTests {
    private func errors(_ schema: String, _ values: String) throws -> [String] {
        let validation = try SchemaValidation(try SchemaDocument(Array(schema.utf8)))
        let datum = try GoYAMLReader.read(Array(values.utf8))
        return try validation.errors(of: datum.chartValue)
    }

    @Test(arguments: [
        (#"{"type":"string"}"#, "1", "(root): Invalid type. Expected: string, given: integer"),
        (#"{"type":"integer"}"#, "1.5", "(root): Invalid type. Expected: integer, given: number"),
        (#"{"type":"integer"}"#, "1.0", ""),
        (#"{"type":"number"}"#, "1", ""),
        (#"{"type":"null"}"#, "~", ""),
        (#"{"type":["string","null"]}"#, "true", "(root): Invalid type. Expected: [string,null], given: boolean"),
        (#"{"type":"object"}"#, "[]", "(root): Invalid type. Expected: object, given: array"),
        (#"{"type":"array"}"#, "{}", "(root): Invalid type. Expected: array, given: object"),
        (#"{"type":"boolean"}"#, "x", "(root): Invalid type. Expected: boolean, given: string"),
        (#"{"type":"string"}"#, "~", "(root): Invalid type. Expected: string, given: null"),
        (#"{"enum":["a",1,null]}"#, "b", "(root): (root) must be one of the following: \"a\", 1, null"),
        (#"{"enum":["a",1,null]}"#, "1.0", ""),
        (#"{"const":{"a":1}}"#, "{a: 1}", ""),
        (#"{"const":"<"}"#, "a", "(root): (root) does not match: \"\\u003c\""),
        (#"{"minimum":3}"#, "2", "(root): Must be greater than or equal to 3"),
        (#"{"exclusiveMinimum":3}"#, "3", "(root): Must be greater than 3"),
        (#"{"minimum":3,"exclusiveMinimum":true}"#, "3", "(root): Must be greater than 3"),
        (#"{"maximum":65535}"#, "65536", "(root): Must be less than or equal to 65535"),
        (#"{"exclusiveMaximum":1.5}"#, "1.5", "(root): Must be less than 1.5"),
        (#"{"maximum":5,"exclusiveMaximum":true}"#, "5", "(root): Must be less than 5"),
        (#"{"maximum":1000000}"#, "2000000", "(root): Must be less than or equal to 1e+06"),
        (#"{"multipleOf":0.1}"#, "0.3", ""),
        (#"{"multipleOf":5}"#, "7", "(root): Must be a multiple of 5"),
        (#"{"minLength":2}"#, "\u{e9}", "(root): String length must be greater than or equal to 2"),
        (#"{"maxLength":1}"#, "ab", "(root): String length must be less than or equal to 1"),
        (#"{"pattern":"^a+$"}"#, "b", "(root): Does not match pattern '^a+$'"),
        (#"{"pattern":"b"}"#, "abc", ""),
        (#"{"format":"ipv4"}"#, "1.2.3", "(root): Does not match format 'ipv4'"),
        (#"{"format":"unknown"}"#, "x", ""),
        (#"{"minLength":2}"#, "1", ""),
        (#"{"minimum":2}"#, "a", ""),
        ("true", "1", ""),
        ("false", "1", "(root): False always fails validation"),
    ])
    func `a simple value is compared`(schema: String, value: String, message: String) throws {
        #expect(try errors(schema, value) == (message.isEmpty ? [] : [message]))
    }

    @Test(arguments: [
        (#"{"minItems":1}"#, "[]", ["(root): Array must have at least 1 items"]),
        (#"{"maxItems":1}"#, "[1, 2]", ["(root): Array must have at most 1 items"]),
        (#"{"uniqueItems":true}"#, "[1, 2, 1.0]", ["(root): array items[0,2] must be unique"]),
        (#"{"items":{"type":"string"}}"#, "[a, 1]", ["1: Invalid type. Expected: string, given: integer"]),
        (
            #"{"items":[{"type":"string"},{"type":"integer"}]}"#, "[1, a, x]",
            [
                "0: Invalid type. Expected: string, given: integer",
                "1: Invalid type. Expected: integer, given: string",
            ]
        ),
        (#"{"items":[{}],"additionalItems":false}"#, "[1, 2]", ["(root): No additional items allowed on array"]),
        (
            #"{"items":[{}],"additionalItems":{"type":"null"}}"#, "[1, 2]",
            [
                "1: Invalid type. Expected: null, given: integer"
            ]
        ),
        (
            #"{"contains":{"type":"string"}}"#, "[1]",
            [
                "(root): At least one of the items must match", "0: Invalid type. Expected: string, given: integer",
            ]
        ),
        (#"{"contains":{"type":"string"}}"#, "[1, a]", []),
        (#"{"required":["a","b"]}"#, "{a: 1}", ["(root): b is required"]),
        (#"{"minProperties":1}"#, "{}", ["(root): Must have at least 1 properties"]),
        (#"{"maxProperties":1}"#, "{a: 1, b: 2}", ["(root): Must have at most 1 properties"]),
        (
            #"{"properties":{"a":{}},"additionalProperties":false}"#, "{a: 1, b: 2}",
            [
                "(root): Additional property b is not allowed"
            ]
        ),
        (
            #"{"additionalProperties":{"type":"string"}}"#, "{a: 1}",
            ["a: Invalid type. Expected: string, given: integer"]
        ),
        (
            #"{"patternProperties":{"^x":{"type":"string"}},"additionalProperties":false}"#, "{xa: 1, b: 2}",
            [
                "(root): Additional property b is not allowed", "xa: Invalid type. Expected: string, given: integer",
            ]
        ),
        (
            #"{"propertyNames":{"pattern":"^a"}}"#, "{b: 1}",
            [
                "(root): Property name of \"b\" does not match", "(root): Does not match pattern '^a'",
            ]
        ),
        (
            #"{"dependencies":{"a":["b"],"c":{"required":["d"]}}}"#, "{a: 1, c: 1}",
            [
                "(root): Has a dependency on b", "(root): d is required",
            ]
        ),
        (
            #"{"properties":{"a":{"properties":{"b":{"type":"string"}}}}}"#, "{a: {b: 1}}",
            [
                "a.b: Invalid type. Expected: string, given: integer"
            ]
        ),
    ])
    func `a collection is compared, and all in it`(schema: String, value: String, messages: [String]) throws {
        #expect(try errors(schema, value).sorted() == messages.sorted())
    }

    @Test(arguments: [
        (
            #"{"anyOf":[{"type":"string"},{"minimum":5}]}"#, "1",
            [
                "(root): Must validate at least one schema (anyOf)", "(root): Must be greater than or equal to 5",
            ]
        ),
        (#"{"anyOf":[{"type":"string"},{"type":"integer"}]}"#, "1", []),
        (
            #"{"oneOf":[{"type":"integer"},{"minimum":1}]}"#, "1",
            ["(root): Must validate one and only one schema (oneOf)"]
        ),
        (
            #"{"oneOf":[{"type":"string"},{"type":"null"}]}"#, "1",
            [
                "(root): Must validate one and only one schema (oneOf)",
                "(root): Invalid type. Expected: string, given: integer",
            ]
        ),
        (
            #"{"allOf":[{"minimum":5},{"maximum":9}]}"#, "1",
            [
                "(root): Must be greater than or equal to 5", "(root): Must validate all the schemas (allOf)",
            ]
        ),
        (#"{"not":{"type":"integer"}}"#, "1", ["(root): Must not validate the schema (not)"]),
        (
            #"{"if":{"type":"integer"},"then":{"minimum":5},"else":{"minLength":2}}"#, "1",
            [
                "(root): Must validate \"then\" as \"if\" was valid", "(root): Must be greater than or equal to 5",
            ]
        ),
        (
            #"{"if":{"type":"integer"},"then":{"minimum":5},"else":{"minLength":2}}"#, "a",
            [
                "(root): Must validate \"else\" as \"if\" was not valid",
                "(root): String length must be greater than or equal to 2",
            ]
        ),
        (#"{"if":{"type":"integer"},"then":{"minimum":5}}"#, "a", []),
    ])
    func `schemas are combined`(schema: String, value: String, messages: [String]) throws {
        #expect(try errors(schema, value).sorted() == messages.sorted())
    }

    @Test func `a reference to another place in the world is not followed, and reported`() throws {
        let schema = #"{"properties":{"a":{"$ref":"https://schemas.example/pod.json"}}}"#
        let chart = TestChart(["values.schema.json": schema, "templates/a.yaml": "a: 1"])
        let rendered = try chart.rendered(values: "a: 5")
        #expect(
            rendered.warnings == [
                "warning: the schema of web refers to https://schemas.example/pod.json, which is not read"
            ]
        )
    }

    @Test func `errors are listed by chart, with the values as they are merged`() throws {
        let schema = #"{"required":["a"],"properties":{"b":{"type":"string"}}}"#
        let chart = TestChart(["values.schema.json": schema, "values.yaml": "b: 1"])
            .adding("kid", TestChart("kid", ["values.schema.json": schema, "values.yaml": "a: 1"]))
        let error = #expect(throws: ChartError.self) { try chart.rendered(values: "kid: {b: 2}") }
        #expect(
            error?.message == """
                values don't meet the specifications of the schema(s) in the following chart(s):
                web:
                - (root): a is required
                - b: Invalid type. Expected: string, given: integer
                kid:
                - b: Invalid type. Expected: string, given: integer

                """
        )
        #expect(error?.step == .schema && error?.remedy?.contains("valuesFiles") == true)
    }
}
