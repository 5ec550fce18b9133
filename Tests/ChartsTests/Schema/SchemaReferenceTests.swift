// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// References within schemas, texts that are no schemas, and formats.
@Suite struct SchemaReferenceTests {
    private func errors(_ schema: String, _ values: String) throws -> [String] {
        let validation = try SchemaValidation(try SchemaDocument(Array(schema.utf8)))
        return try validation.errors(of: try GoYAMLReader.read(Array(values.utf8)).chartValue)
    }

    @Test(arguments: [
        ##"{"definitions":{"p":{"type":"integer"}},"properties":{"a":{"$ref":"#/definitions/p"}}}"##,
        ##"{"$defs":{"x/y":{"type":"integer"}},"properties":{"a":{"$ref":"#/$defs/x~1y"}}}"##,
        ##"{"definitions":{"p":{"$id":"#port","type":"integer"}},"properties":{"a":{"$ref":"#port"}}}"##,
        ##"{"list":[{"type":"integer"}],"properties":{"a":{"$ref":"#/list/0"}}}"##,
    ])
    func `a reference leads to another place of the schema`(schema: String) throws {
        #expect(try errors(schema, "{a: x}") == ["a: Invalid type. Expected: integer, given: string"])
        #expect(try errors(schema, "{a: 1}").isEmpty)
    }

    @Test func `a schema may refer to itself as long as the values end`() throws {
        let schema = ##"{"type":"object","additionalProperties":{"$ref":"#"}}"##
        #expect(try errors(schema, "{a: {b: {c: 1}}}") == ["a.b.c: Invalid type. Expected: object, given: integer"])
        #expect(throws: SchemaProblem.self) { try errors(##"{"$ref":"#"}"##, "1") }
    }

    @Test(arguments: [
        (##"{"$ref":"#/definitions/x"}"##, "Object has no key 'definitions'"),
        (##"{"a":[],"$ref":"#/a/1"}"##, "Out of bound array[0,0] index '1'"),
        (
            #"{"properties":{"a":{"type":"strin"}}}"#,
            "has a primitive type that is NOT VALID -- given: /strin/ "
                + "Expected valid values are:[array boolean integer number null object string]"
        ),
        ("{", "unexpected EOF"),
        ("", "EOF"),
        (#"{"pattern":"("}"#, "pattern must be a valid regex"),
        (#"{"patternProperties":{"(":{}}}"#, "Invalid regex pattern '('"),
        ("{a: 1}", "invalid character 'a' looking for beginning of object key string"),
        ("[]", "schema is invalid"), ("tru", "unexpected EOF"),
    ])
    func `a text that is no schema is an error`(schema: String, message: String) {
        let error = #expect(throws: SchemaProblem.self) { try errors(schema, "{a: 1}") }
        #expect(error?.message == message)
    }

    @Test(arguments: [
        ("date", "2024-02-29", true),
        ("date", "2023-02-29", false),
        ("time", "12:30:00Z", true),
        ("time", "25:00:00", false),
        ("date-time", "2024-01-02T03:04:05Z", true),
        ("date-time", "2024-01-02 03:04", false),
        ("hostname", "a.b-c.d", true),
        ("hostname", "-a", false),
        ("email", "a@b.c", true),
        ("email", "a", false),
        ("ipv4", "1.2.3.4", true),
        ("ipv4", "1.2.3.400", false),
        ("ipv4", "1.2.3.04", false),
        ("ipv6", "::1", true),
        ("ipv6", "1.2.3.4", false),
        ("ipv6", "::", true),
        ("ipv6", "2001:db8::8:800:200c:417a", true),
        ("ipv6", "1:2:3:4:5:6:7:8", true),
        ("ipv6", "1:2:3:4:5:6:7", false),
        ("ipv6", "::ffff:1.2.3.4", true),
        ("ipv6", "1::2::3", false),
        ("ipv6", "12345::", false),
        ("ipv6", "1:2:3:4:5:6:7::8", false),
        ("uri", "https://a.b/c", true),
        ("uri", "/a", false),
        ("uri", "a:\\b", false),
        ("uri-reference", "/a", true),
        ("uri-reference", "%zz", false),
        ("uuid", "123e4567-e89b-12d3-a456-426614174000", true),
        ("uuid", "123", false),
        ("regex", "a+", true),
        ("regex", "(", false),
        ("json-pointer", "/a/~0", true),
        ("json-pointer", "a", false),
        ("relative-json-pointer", "1/a", true),
        ("relative-json-pointer", "/a", false),
    ])
    func `formats are known`(format: String, text: String, accepts: Bool) {
        #expect(SchemaFormat.accepts(text, format) == accepts)
    }
}
