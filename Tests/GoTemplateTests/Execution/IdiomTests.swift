// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

/// Templates as people write them.
@Suite struct IdiomTests {
    private func values() -> Value {
        let ports: Value = .list(
            List([
                .map(Map(["name": .string("http"), "port": .float(80)])),
                .map(Map(["name": .string("https"), "port": .float(443), "tls": .bool(true)])),
            ])
        )
        let labels: Value = .map(Map(["tier": .string("web"), "app": .string("shop"), "zone": .string("eu")]))
        return .map(
            Map([
                "name": .string("shop"), "replicas": .float(3), "ports": ports, "labels": labels, "debug": .bool(false),
                "image": .map(Map(["repository": .string("quay.io/a/shop"), "tag": .string("")])),
                "version": .string("1.2.3"),
                "hosts": .list(List([.string("a.example"), .string("b.example")])), "extra": .null,
            ])
        )
    }

    private func check(_ template: String, _ output: String) {
        #expect(rendered(template, with: values()) == output)
    }

    @Test func listsWithTrimmedLines() {
        check(
            """
            ports:
              {{- range .ports }}
              - name: {{ .name }}
                port: {{ .port }}
                {{- if .tls }}
                tls: true
                {{- end }}
              {{- end }}
            """,
            """
            ports:
              - name: http
                port: 80
              - name: https
                port: 443
                tls: true
            """
        )
    }

    @Test func mapsInTheirOrder() {
        check(
            """
            labels:
            {{- range $key, $value := .labels }}
              {{ $key }}: {{ printf "%q" $value }}
            {{- end }}
            """,
            """
            labels:
              app: "shop"
              tier: "web"
              zone: "eu"
            """
        )
    }

    @Test func namesWithADefault() {
        check("image: {{ .image.repository }}:{{ or .image.tag .version }}", "image: quay.io/a/shop:1.2.3")
        check(
            "image: {{ with .image }}{{ .repository }}:{{ .tag | or $.version }}{{ end }}",
            "image: quay.io/a/shop:1.2.3"
        )
        check("{{ .name | printf \"%s-%s\" \"release\" }}", "release-shop")
        check("{{ $full := printf \"%s-%s\" .name .version }}{{ $full }} {{ len $full }}", "shop-1.2.3 10")
    }

    @Test func listsWithSeparators() {
        check("{{ range $i, $h := .hosts }}{{ if $i }}, {{ end }}{{ $h }}{{ end }}", "a.example, b.example")
        check(
            "{{ range $i, $h := .hosts }}{{ if gt $i 0 }},{{ end }}\"{{ $h }}\"{{ end }}",
            "\"a.example\",\"b.example\""
        )
    }

    @Test func conditions() {
        check("{{ if and .name (not .debug) }}prod{{ else }}dev{{ end }}", "prod")
        check("{{ if or .debug .extra }}a{{ else if eq .name \"shop\" \"store\" }}b{{ else }}c{{ end }}", "b")
        check("{{ if eq .replicas 3.0 }}three{{ end }}{{ if gt .replicas 1.5 }}many{{ end }}", "threemany")
        check("{{ if ne (len .hosts) 0 }}hosts{{ end }}", "hosts")
        check("{{ with .extra }}x{{ else }}nothing{{ end }}", "nothing")
    }

    @Test func findingOneOfMany() {
        check(
            "{{ $found := \"\" }}{{ range .ports }}{{ if .tls }}{{ $found = .name }}{{ break }}{{ end }}{{ end }}{{ $found }}",
            "https"
        )
        check(
            "{{ $n := 0 }}{{ range .ports }}{{ if not .tls }}{{ continue }}{{ end }}{{ $n = len .name }}{{ end }}{{ $n }}",
            "5"
        )
    }

    @Test func helpersWithArguments() {
        check(
            """
            {{- define "label" }}{{ .name }}={{ printf "%v" .port }}{{ end -}}
            {{- range .ports }}
            {{ template "label" . }}
            {{- end }}
            """,
            """

            http=80
            https=443
            """
        )
        check(
            "{{ define \"greet\" }}Hello {{ . }}!{{ end }}{{ template \"greet\" .name }} {{ template \"greet\" 5 }}",
            "Hello shop! Hello 5!"
        )
        check("{{ block \"main\" . }}<{{ .name }}>{{ end }}", "<shop>")
    }

    @Test func treesByRecursion() {
        let leaf: Value = .map(Map(["name": .string("leaf"), "children": .list(List([]))]))
        let tree: Value = .map(
            Map([
                "name": .string("root"),
                "children": .list(List([leaf, .map(Map(["name": .string("mid"), "children": .list(List([leaf]))]))])),
            ])
        )
        let template = """
            {{- define "tree" }}{{ .name }}{{ if .children }}(
              {{- range $i, $c := .children }}{{ if $i }} {{ end }}{{ template "tree" $c }}{{ end -}}
            ){{ end }}{{ end -}}
            {{ template "tree" . }}
            """
        #expect(rendered(template, with: tree) == "root(leaf mid(leaf))")
    }

    @Test func documentsWithBlankLinesKept() {
        check("a: 1\n\n{{ if .debug }}\ndebug: true\n{{ end }}\nb: 2\n", "a: 1\n\n\nb: 2\n")
        check("a: 1\n\n{{- if .debug }}\ndebug: true\n{{- end }}\nb: 2\n", "a: 1\nb: 2\n")
        check("{{/* header */ -}}\na: 1\n", "a: 1\n")
        check("x:\n{{ range .hosts -}}\n- {{ . }}\n{{ end -}}\ny", "x:\n- a.example\n- b.example\ny")
    }

    @Test func textThatIsNoAction() {
        check("{{ \"{{\" }} not {{ `}}` }}", "{{ not }}")
        check("${{ \"{\" }}{ .x }{{ \"}\" }}", "${{ .x }}")
        check("if [ \"$x\" = '{ }' ]; then", "if [ \"$x\" = '{ }' ]; then")
    }
}
