// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `mirror render`, `mirror list images` and `mirror list charts` as users run them.
@Suite("Charts at the command line")
struct ChartCommandTests {
    private let shop: Workshop

    init() throws {
        shop = try Workshop(registries: "")
        let files = TestChart.files(
            "web",
            "1.2.3",
            images: ["quay.io/a/web:{{ .Values.tag }}"],
            values: "tag: \"1\"\n",
            templates: [
                "b.yaml": "kind: {{ .Capabilities.KubeVersion }}\nname: {{ .Release.Name }}.{{ .Release.Namespace }}\n",
                "c.yaml": "{{ if .Capabilities.APIVersions.Has \"apps.example/v1\" }}kind: Found\n{{ end }}",
                "pod.yaml": "kind: Pod\nmetadata: {name: test}\nspec: {containers: [{image: busybox}]}\n",
            ]
        )
        for (path, text) in files { try shop.folder.write(text, to: "work/web/\(path)") }
        try shop.folder.write("kind: CustomResourceDefinition\n", to: "work/web/crds/c.yaml")
    }

    @Test func `render prints every file behind its name`() throws {
        let run = try shop.mirror("render", "web")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors == "")
        #expect(
            run.output.hasPrefix(
                """
                ---
                # Source: web/templates/b.yaml
                kind: v1.31.0
                name: release-name.default

                ---
                # Source: web/templates/deployment-0.yaml
                apiVersion: apps/v1

                """
            ),
            "\(run.output)"
        )
        #expect(!run.output.contains("CustomResourceDefinition") && !run.output.contains("Found"))
    }

    @Test func `render obeys its options`() throws {
        try shop.folder.write("tag: two\n", to: "work/v.yaml")
        let run = try shop.mirror(
            "render",
            "./web/",
            "--values",
            "v.yaml",
            "--kube-version",
            "1.28.3",
            "--api-versions",
            "x.example/v1,apps.example/v1",
            "--name",
            "mine",
            "--namespace",
            "there",
            "--include-crds"
        )
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix("---\n# Source: crds/c.yaml\nkind: CustomResourceDefinition\n"))
        for line in ["kind: v1.28.3\nname: mine.there\n", "kind: Found\n", "image: quay.io/a/web:two\n"] {
            #expect(run.output.contains(line), "\(line) \(run.output)")
        }
    }

    @Test func `render takes the last of several files of values`() throws {
        try shop.folder.write("tag: two\n", to: "work/v.yaml")
        try shop.folder.write("tag: three\n", to: "work/w.yaml")
        let run = try shop.mirror("render", "web", "-f", "v.yaml", "-f", "w.yaml")
        #expect(run.output.contains("image: quay.io/a/web:three\n"), "\(run.errors)")
    }

    @Test func `render prints the same on every run`() throws {
        try shop.folder.write("{{ randAlphaNum 10 }}{{ now }}{{ uuidv4 }}\n", to: "work/web/templates/r.yaml")
        let first = try shop.mirror("render", "web")
        let second = try shop.mirror("render", "web")
        #expect(first.status == 0 && first.output == second.output, "\(first.errors)")
    }

    @Test func `render fails with the place and the cause on standard error`() throws {
        try shop.folder.write("a: 1\nb: {{ fail \"no way\" }}\n", to: "work/web/templates/z.yaml")
        let run = try shop.mirror("render", "web")
        #expect(run.status == 1)
        #expect(run.output == "")
        #expect(run.errors.hasPrefix("error: execution error at (web/templates/z.yaml:2:6): no way\n"), "\(run.errors)")
        #expect(run.errors.contains("--values FILE"))
    }

    @Test(arguments: [
        (["render", "none"], "error: there is no chart at none: no such file or folder\n"),
        (["render", "."], "error: . is not a chart: Chart.yaml file is missing\n"),
        (["render", "web/values.yaml"], "error: web/values.yaml is not a packaged chart"),
        (["list", "images", "--chart", "none"], "error: there is no chart at none: no such file or folder\n"),
        (["render", "web", "--values", "none.yaml"], "error: the values in none.yaml cannot be read: "),
    ])
    func `a chart that is not there is an error with advice`(line: [String], message: String) throws {
        let run = try shop.run(line)
        #expect(run.status == 1 && run.output == "")
        #expect(run.errors.hasPrefix(message), "\(run.errors)")
    }

    @Test func `list images shows what would be mirrored, and what would not`() throws {
        let run = try shop.mirror("list", "images", "--chart", "web")
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output
                == "quay.io/a/web:1\tweb/templates/deployment-0.yaml:10\tDeployment release-name-0\t"
                + ".spec.template.spec.containers[0].image\n",
            "\(run.output)"
        )
        #expect(run.errors.contains("web/templates/pod.yaml:3:"), "\(run.errors)")
        #expect(run.errors.contains("`busybox` has neither a tag nor a digest"), "\(run.errors)")
        let json = try shop.mirror("list", "images", "--chart", "web", "--json").output
        let images = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
        #expect(images?.map { $0["image"] as? String } == ["quay.io/a/web:1"])
    }

    @Test func `list images follows paths`() throws {
        try shop.folder.write("kind: Widget\nspec: {image: \"quay.io/a/w:1\"}\n", to: "work/web/templates/w.yaml")
        let run = try shop.mirror("list", "images", "--chart", "web", "--image-path", "{.spec.image}")
        #expect(run.output.contains("quay.io/a/w:1\tweb/templates/w.yaml:2\tWidget\t.spec.image\n"), "\(run.errors)")
        let wrong = try shop.mirror("list", "images", "--chart", "web", "--image-path", "{.spec[")
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("the `[` is not closed (character 7)"), "\(wrong.errors)")
    }

    @Test func `charts come from a repository, too`() throws {
        let server = try ChartServer([
            try TestChart("web", "1.2.3", images: ["quay.io/a/b:1"]),
            try TestChart("web", "1.3.0", images: ["quay.io/a/b:2"]),
        ])
        let list = try shop.mirror("list", "charts", "--repo", server.url)
        #expect(list.output == "web\t1.3.0\t2\t\n", "\(list.errors)")
        let versions = try shop.mirror("list", "charts", "--repo", server.url, "--chart", "web", "--json")
        let found = try JSONSerialization.jsonObject(with: Data(versions.output.utf8)) as? [[String: Any]]
        #expect(found?.map { $0["version"] as? String } == ["1.3.0", "1.2.3"], "\(versions.errors)")
        let newest = try shop.mirror("list", "images", "--chart", "web", "--repo", server.url)
        #expect(newest.output.hasPrefix("quay.io/a/b:2\t"), "\(newest.errors)")
        let older = try shop.mirror("render", "web", "--repo", server.url, "--version", "<1.3")
        #expect(older.output.contains("image: quay.io/a/b:1\n"), "\(older.errors)")
        let direct = try shop.mirror("render", "\(server.url)/web-1.2.3.tgz")
        #expect(direct.output.contains("image: quay.io/a/b:1\n"), "\(direct.errors)")
        let unknown = try shop.mirror("render", "wbe", "--repo", server.url)
        #expect(unknown.status == 1 && unknown.errors.contains("Did you mean `web`?"), "\(unknown.errors)")
    }
}
