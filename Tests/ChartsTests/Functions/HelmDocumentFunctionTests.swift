// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// Helm's functions that read and write documents, called by templates.
@Suite struct HelmDocumentFunctionTests {
    private func text(_ template: String, values: String = "") throws(ChartError) -> String? {
        try TestChart(["templates/t.yaml": template, "values.yaml": values]).rendered().files.first?.text
    }

    @Test(arguments: [
        ("{{ (fromYaml \"a: 1\").a }}", "1"),
        ("{{ (fromYaml \"a: [1]\").Error }}|", "|"),
        ("{{ fromYaml \"[\" | keys }}", "[Error]"),
        (
            "{{ (fromYaml \"- a\").Error }}",
            "error unmarshaling JSON: while decoding JSON: "
                + "json: cannot unmarshal array into Go value of type map[string]interface {}"
        ),
        ("{{ fromYaml \"\" | toJson }}", "{}"),
        ("{{ fromYaml \"null\" | toJson }}", "{}"),
        ("{{ fromYaml \"a: ~\" | toJson }}", "{\"a\":null}"),
        ("{{ typeOf (fromYaml \"a: 1\").a }}", "float64"),
        ("{{ typeOf (fromYaml \"a: 1\") }}", "map[string]interface {}"),
        ("{{ fromYaml \"a: 1\\n---\\nb: 2\" | toJson }}", "{\"a\":1}"),
        ("{{ (fromYaml \"yes: no\") | toJson }}", "{\"true\":false}"),
    ])
    func `fromYaml gives a map, or one with an error in it`(template: String, text: String) throws {
        #expect(try self.text(template) == text)
    }

    @Test(arguments: [
        ("{{ fromYamlArray \"- a\\n- 1\" | toJson }}", "[\"a\",1]"),
        ("{{ fromYamlArray \"\" | len }}", "0"),
        (
            "{{ index (fromYamlArray \"a: 1\") 0 }}",
            "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal object into Go value of type []interface {}"
        ),
        (
            "{{ index (fromYamlArray \"5\") 0 }}",
            "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal number into Go value of type []interface {}"
        ),
        (
            "{{ index (fromYamlArray \"[\") 0 }}",
            "error converting YAML to JSON: yaml: line 1: did not find expected node content"
        ),
        (
            "{{ index (fromYamlArray \"yes\") 0 }}",
            "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal bool into Go value of type []interface {}"
        ),
    ])
    func `fromYamlArray gives a list, or one with an error in it`(template: String, text: String) throws {
        #expect(try self.text(template) == text)
    }

    @Test(arguments: [
        ("{{ (fromJson `{\"a\":1}`).a }}", "1"),
        ("{{ (fromJson `[1]`).Error }}", "json: cannot unmarshal array into Go value of type map[string]interface {}"),
        (
            "{{ (fromJson `\"x\"`).Error }}",
            "json: cannot unmarshal string into Go value of type map[string]interface {}"
        ),
        ("{{ (fromJson `true`).Error }}", "json: cannot unmarshal bool into Go value of type map[string]interface {}"),
        ("{{ (fromJson `{`).Error }}", "unexpected end of JSON input"),
        ("{{ fromJson `null` | toJson }}", "null"),
        ("{{ fromJsonArray `[1,\"a\"]` | toJson }}", "[1,\"a\"]"),
        ("{{ index (fromJsonArray `{}`) 0 }}", "json: cannot unmarshal object into Go value of type []interface {}"),
        ("{{ index (fromJsonArray `[1`) 0 }}", "unexpected end of JSON input"),
        ("{{ fromJsonArray `null` | toJson }}", "null"),
        ("{{ index (fromJsonArray `1`) 0 }}", "json: cannot unmarshal number into Go value of type []interface {}"),
        ("{{ (fromJson `tru`).Error }}", "invalid character ' ' in literal true (expecting 'e')"),
        ("{{ (fromJson `{\"a\":1e400}`).Error }}", "json: cannot unmarshal number 1e400 into Go value of type float64"),
        (
            "{{ (fromJson `[1e400]`).Error }}",
            "json: cannot unmarshal array into Go value of type map[string]interface {}"
        ),
        (
            "{{ (fromJson `1e400`).Error }}",
            "json: cannot unmarshal number into Go value of type map[string]interface {}"
        ),
        ("{{ fromJsonArray `{\"a\":1e400}` }}", "[json: cannot unmarshal object into Go value of type []interface {}]"),
        ("{{ fromJsonArray `[1e400]` }}", "[json: cannot unmarshal number 1e400 into Go value of type float64]"),
    ])
    func `fromJson gives a map, fromJsonArray a list, or an error in it`(template: String, text: String) throws {
        #expect(try self.text(template) == text)
    }

    @Test(arguments: [
        ("{{ toYaml .Values.m }}", "a: 1\nb:\n- x"),
        ("{{ toYaml .Values.text }}", "text"),
        ("[{{ toYaml .Values.none }}]", "[null]"),
        ("{{ toYaml (list) }}", "[]"),
        ("{{ toYaml (list 1 1.5 (int64 2) true nil) }}", "- 1\n- 1.5\n- 2\n- true\n- null"),
        ("{{ .Values.m | toYaml | indent 2 }}", "  a: 1\n  b:\n  - x"),
        ("{{ toYaml (split \"-\" \"a-b\") }}", "_0: a\n_1: b"),
        ("{{ toYaml (semver \"1.2.3-rc.1\") }}", "1.2.3-rc.1"),
        ("{{ toYaml (first (list)) }}", "null"),
        ("{{ dict \"b\" 1 \"a\" (dict) | toYaml }}", "a: {}\nb: 1"),
        ("{{ toYaml .Values.long }}", "w w"),
    ])
    func `toYaml takes anything`(template: String, text: String) throws {
        let values = "m: {b: [x], a: 1}\ntext: text\nlong: w w\n"
        #expect(try self.text(template, values: values) == text)
    }

    @Test(arguments: [
        ("(dict \"d\" $t)", "d = 2021-03-04T05:06:07.5Z\n"), ("$t", "2021-03-04T05:06:07.5Z"),
        ("(dict \"d\" (list $t 1))", "d = [2021-03-04T05:06:07.5Z, 1]\n"),
        ("(dict \"d\" ($t.Sub $t))", "d = \"0s\"\n"), ("(dict \"m\" $t.Month)", "m = 3\n"),
        ("(dict \"v\" (semver \"v1.2\"))", "v = \"1.2.0\"\n"), ("(semver \"1.2.3\")", "\"1.2.3\""),
    ])
    func `toToml writes times as they are, and versions as texts`(value: String, toml: String) throws {
        let time = "{{ $t := toDate \"2006-01-02T15:04:05.9\" \"2021-03-04T05:06:07.5\" }}"
        #expect(try text("\(time){{ toToml \(value) }}") == toml)
    }

    @Test func `toToml of nothing fails`() throws {
        let error = #expect(throws: ChartError.self) { try text("{{ toToml .Values.none }}") }
        #expect(error?.message.hasSuffix("toToml: reflect: call of reflect.Value.Type on zero Value") == true)
    }

    @Test(arguments: [
        ("{{ toJson .Values }}", "{\"a\":\"\\u003c\\u0026\\u003e\"}"),
        ("{{ toRawJson .Values }}", "{\"a\":\"<&>\"}"),
        ("{{ toJson nil }}", "null"),
        ("[{{ toJson (float64 \"NaN\") }}]", "[]"),
        ("{{ toPrettyJson (dict \"a\" 1) }}", "{\n  \"a\": 1\n}"),
        ("{{ toJson (list) }}", "[]"),
        ("{{ toJson 1e21 }}", "1e+21"),
        ("{{ toJson (dict \"b\" 1 \"a\" 2) }}", "{\"a\":2,\"b\":1}"),
    ])
    func `toJson takes anything`(template: String, text: String) throws {
        #expect(try self.text(template, values: "a: '<&>'") == text)
    }

    @Test(arguments: [
        ("{{ lookup \"v1\" \"Pod\" \"\" \"\" }}", "map[]"),
        ("{{ (lookup \"v1\" \"Pod\" \"a\" \"\").items }}|", "|"),
        ("{{ range (lookup \"v1\" \"Pod\" \"a\" \"\").items }}x{{ else }}none{{ end }}", "none"),
        ("[{{ getHostByName \"localhost\" }}]", "[]"),
    ])
    func `there is no cluster and no network`(template: String, text: String) throws {
        #expect(try self.text(template) == text)
    }

    @Test(arguments: ["env", "expandenv", "mustToYaml", "fromToml", "helm"])
    func `functions that Helm does not have do not exist`(name: String) {
        let error = #expect(throws: ChartError.self) { try text("{{ \(name) \"HOME\" }}") }
        #expect(error?.message == "parse error at (web/templates/t.yaml:1): function \"\(name)\" not defined")
    }

    @Test(arguments: [
        ("{{ required \"m\" 0 }}", "0"),
        ("{{ required \"m\" false }}", "false"),
        ("{{ required \"m\" (list) }}", "[]"),
        ("{{ required \"m\" (dict) }}", "map[]"),
        ("{{ required \"m\" \" \" }}|", " |"),
    ])
    func `required takes everything but nothing`(template: String, text: String) throws {
        #expect(try self.text(template) == text)
    }
}
