// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// Texts that are JSON, but no schemas, and what is no business of a schema.
@Suite struct SchemaCheckTests {
    private func problem(_ schema: String) -> String? {
        do throws(SchemaProblem) {
            _ = try SchemaDocument(Array(schema.utf8))
            return nil
        } catch {
            return error.message
        }
    }

    private static let schemas = [
        (#"{"properties":5}"#, "properties must be of type object"),
        (#"{"properties":{"a":5}}"#, "Expected: valid schema, given: Invalid JSON"),
        (#"{"type":5}"#, "Invalid type. Expected: string/array of strings, given: type"),
        (#"{"type":["string",5]}"#, "Invalid type. Expected: string/array of strings, given: type"),
        (#"{"title":5}"#, "Invalid type. Expected: string, given: title"),
        (#"{"$id":5}"#, "Invalid type. Expected: string, given: $id"),
        (#"{"$ref":5}"#, "Invalid type. Expected: string, given: $ref"),
        (#"{"definitions":[]}"#, "Invalid type. Expected: array of schemas, given: definitions"),
        (#"{"definitions":{"a":1}}"#, "Invalid type. Expected: array of schemas, given: definitions"),
        (
            #"{"additionalProperties":"no"}"#,
            "Invalid type. Expected: boolean/valid schema, given: additionalProperties"
        ),
        (#"{"additionalItems":[]}"#, "Invalid type. Expected: boolean/valid schema, given: additionalItems"),
        (#"{"patternProperties":[]}"#, "Invalid type. Expected: valid schema, given: patternProperties"),
        (#"{"propertyNames":5}"#, "Invalid type. Expected: valid schema, given: patternProperties"),
        (#"{"dependencies":[]}"#, "dependencies must be of type object"),
        (#"{"dependencies":{"a":[1]}}"#, "dependency must be of type schema or array of strings"),
        (#"{"items":"x"}"#, "Invalid type. Expected: valid schema/array of schemas, given: items"),
        (#"{"items":[1]}"#, "Invalid type. Expected: valid schema/array of schemas, given: items"),
        (#"{"oneOf":{}}"#, "oneOf must be of an array"), (#"{"allOf":{}}"#, "anyOf must be of an array"),
        (#"{"not":[]}"#, "not must be of an object"), (#"{"if":5}"#, "if must be of an object"),
        ("{\"$schema\":5}", "$schema must be of type string"),
    ]

    private static let keywords = [
        (#"{"multipleOf":"1"}"#, "Invalid type. Expected: number, given: multipleOf"),
        (#"{"multipleOf":0}"#, "multipleOf must be strictly greater than 0"),
        (#"{"minimum":"1"}"#, "minimum must be of a number"),
        (#"{"exclusiveMinimum":true}"#, "exclusiveMinimum cannot be used without minimum"),
        (#"{"exclusiveMaximum":"1"}"#, "Invalid type. Expected: boolean/number, given: exclusiveMaximum"),
        (#"{"minLength":1.5}"#, "minLength must be of an integer"),
        (#"{"maxLength":-1}"#, "maxLength must be greater than or equal to 0"),
        (#"{"minLength":2,"maxLength":1}"#, "minLength cannot be greater than maxLength"),
        (#"{"minProperties":2,"maxProperties":0}"#, "minProperties cannot be greater than maxProperties"),
        (#"{"pattern":5}"#, "pattern must be of a string"), (#"{"format":5}"#, "format must be of type string"),
        (#"{"required":"a"}"#, "required must be of an array"),
        (#"{"required":[1]}"#, "required items must be string"),
        (#"{"required":["a","a"]}"#, "required items must be unique"),
        (#"{"minItems":"1"}"#, "minItems must be of an integer"),
        (#"{"uniqueItems":1}"#, "uniqueItems must be of a boolean"),
        (#"{"enum":"a"}"#, "enum must be of an array"), (#"{"enum":[1,1.0]}"#, "enum items must be unique"),
    ]

    @Test(arguments: schemas + keywords)
    func `a keyword with a wrong value is an error`(schema: String, message: String) {
        #expect(problem(schema) == message)
        #expect(problem("{\"properties\":{\"b\":{\"items\":\(schema)}}}") == message || schema.contains("$schema"))
    }

    @Test(arguments: [
        #"{"service":{"type":"ClusterIP"}}"#, #"{"default":{"type":"x","properties":5}}"#,
        #"{"properties":{"type":{"type":"string"}}}"#, #"{"$defs":{"a":{"type":"x"}}}"#,
        #"{"minItems":2,"maxItems":1}"#,
        #"{"enum":[{"type":"x"}],"const":{"type":"x"}}"#, #"{"dependencies":{"a":["b"],"c":{}}}"#,
        #"{"additionalProperties":false,"items":true}"#,
    ])
    func `what stands where no schema is expected is not looked at`(schema: String) {
        #expect(problem(schema) == nil)
    }

    @Test func `what a reference leads to has to be a schema`() {
        #expect(problem(##"{"$defs":{"a":{"type":"x"}},"items":{"$ref":"#/$defs/a"}}"##)?.contains("NOT VALID") == true)
        #expect(problem(##"{"items":{"$ref":"#/none"}}"##) == "Object has no key 'none'")
    }

    @Test(arguments: [
        (4, #""const":1"#, true), (6, #""const":1"#, false), (4, #""contains":{"type":"null"}"#, true),
        (4, #""propertyNames":5"#, true), (6, #""if":{},"then":{"minItems":5}"#, true),
        (7, #""if":{},"then":{"minItems":5}"#, false),
    ])
    func `an old version of the language does not know newer keywords`(draft: Int, rule: String, accepts: Bool) throws {
        let schema = "{\"$schema\":\"http://json-schema.org/draft-0\(draft)/schema#\",\(rule)}"
        let validation = try SchemaValidation(try SchemaDocument(Array(schema.utf8)))
        #expect(try validation.errors(of: .list([])).isEmpty == accepts)
    }

    @Test(arguments: [
        (4, #"{"exclusiveMinimum":1}"#, "Invalid type. Expected: boolean, given: exclusiveMinimum"),
        (7, #"{"exclusiveMinimum":true,"minimum":1}"#, "Invalid type. Expected: number, given: exclusiveMinimum"),
        (4, #"{"items":{"items":true},"not":{"not":true}}"#, "Expected: valid schema, given: Invalid JSON"),
    ])
    func `versions of the language differ in their values`(draft: Int, schema: String, message: String) {
        let version = "\"$schema\":\"http://json-schema.org/draft-0\(draft)/schema#\","
        #expect(problem(schema.replacing("{", with: "{" + version, maxReplacements: 1)) == message)
    }

    @Test func `a name is compared in the place of its map`() throws {
        let validation = try SchemaValidation(try SchemaDocument(Array(#"{"propertyNames":{"maxLength":1}}"#.utf8)))
        #expect(
            try validation.errors(of: .map(["ab": .null])) == [
                "(root): Property name of \"ab\" does not match",
                "(root): String length must be less than or equal to 1",
            ]
        )
    }
}
