// SPDX-License-Identifier: Apache-2.0

import Charts
import Diagnostics
import Testing

@Suite struct PodTemplateTests {
    @Test(
        arguments: [
            ("Pod", ["spec"]),
            ("Deployment", ["spec", "template", "spec"]),
            ("ReplicaSet", ["spec", "template", "spec"]),
            ("StatefulSet", ["spec", "template", "spec"]),
            ("DaemonSet", ["spec", "template", "spec"]),
            ("Job", ["spec", "template", "spec"]),
            ("CronJob", ["spec", "jobTemplate", "spec", "template", "spec"]),
            ("ReplicationController", ["spec", "template", "spec"]),
            ("PodTemplate", ["template", "spec"]),
            ("DeploymentConfig", ["spec", "template", "spec"]),
            ("Rollout", ["spec", "template", "spec"]),
        ] as [(String, [String])]
    ) func findsTheImagesOfEveryKindOfPodTemplate(kind: String, steps: [String]) throws {
        var text = "kind: \(kind)\nmetadata: {name: x}\n"
        for (depth, step) in steps.enumerated() { text += String(repeating: "  ", count: depth) + "\(step):\n" }
        let margin = String(repeating: "  ", count: steps.count)
        text += "\(margin)initContainers: [{name: i, image: 'r.io/i:1'}]\n"
        text += "\(margin)containers: [{name: c, image: 'r.io/c:1'}, {name: d, image: 'r.io/d:1'}]\n"
        text += "\(margin)ephemeralContainers: [{name: e, image: 'r.io/e:1'}]\n"
        let images = try images(text)
        #expect(images.references == ["r.io/c:1", "r.io/d:1", "r.io/e:1", "r.io/i:1"], "\(kind)")
        #expect(images.findings == [])
        let path = steps.map { ".\($0)" }.joined()
        #expect(images.found[1].uses.map(\.path) == ["\(path).containers[1].image"])
        #expect(images.found[1].uses.map(\.object) == ["\(kind) x"])
    }

    @Test func findsImagesInListsAndTemplatesOfOpenShift() throws {
        let text = """
            apiVersion: v1
            kind: List
            items:
              - kind: Pod
                metadata: {name: a}
                spec: {containers: [{image: "r.io/a:1"}]}
              - kind: DeploymentList
                items:
                  - kind: Deployment
                    metadata: {name: b}
                    spec: {template: {spec: {containers: [{image: "r.io/b:1"}]}}}
              - nothing
            ---
            kind: Template
            objects:
              - kind: Pod
                metadata: {name: c}
                spec: {containers: [{image: "r.io/c:1"}]}
            """
        let images = try images(text)
        #expect(images.references == ["r.io/a:1", "r.io/b:1", "r.io/c:1"])
        #expect(images.found.flatMap(\.uses).map(\.object) == ["Pod a", "Deployment b", "Pod c"])
        #expect(images.found[0].uses[0].path == ".spec.containers[0].image")
        #expect(images.found[2].uses[0].line == 18)
    }

    @Test func findsPodTemplatesInsideCustomResources() throws {
        let text = """
            kind: JobSet
            spec:
              replicatedJobs:
                - template: {spec: {template: {spec: {containers: [{image: "r.io/a:1"}]}}}}
            """
        let images = try images(text)
        #expect(
            images.found.map { $0.uses[0].path } == [
                ".spec.replicatedJobs[0].template.spec.template.spec.containers[0].image"
            ]
        )
    }

    @Test func takesNothingThatOnlyLooksLikeAPodTemplate() throws {
        let text = """
            kind: Prometheus
            spec:
              image: r.io/x:1
              containers: {image: r.io/y:1}
              images: [r.io/z:1]
              template: {image: r.io/w:1}
            ---
            kind: ConfigMap
            data:
              pod.yaml: |
                spec: {containers: [{image: r.io/v:1}]}
            ---
            kind: Prometheus
            spec:
              containers: [{name: sidecar, resources: {}}, {name: other, image: {repository: r.io/u}}, text]
              volumes: [{name: a, image: {reference: "r.io/volume:1"}}, {name: b, image: {}}, {name: c, emptyDir: {}}]
            """
        let images = try images(text)
        #expect(images.references == ["r.io/volume:1"])
        #expect(images.findings == [])
    }

    @Test func foldsTheUsesOfAnImage() throws {
        let pod = { (name: String, image: String) in
            "kind: Pod\nmetadata: {name: \(name)}\nspec: {containers: [{image: \"\(image)\"}]}\n"
        }
        let images = try images(of: [
            RenderedFile(
                path: "web/templates/b.yaml",
                text: pod("b", "nginx:1") + "---\n" + pod("c", "docker.io/library/nginx:1")
            ),
            RenderedFile(path: "web/charts/sub/templates/a.yaml", text: pod("a", "docker://nginx:1")),
        ])
        #expect(images.references == ["docker.io/library/nginx:1"])
        #expect(
            images.found[0].uses.map(\.description) == [
                "web/templates/b.yaml: Pod b .spec.containers[0].image",
                "web/templates/b.yaml: Pod c .spec.containers[0].image",
                "web/charts/sub/templates/a.yaml: Pod a .spec.containers[0].image",
            ]
        )
        #expect(images.found[0].uses.map(\.chart) == ["web", "web", "sub"])
        #expect(images.found[0].uses.map(\.text) == ["nginx:1", "docker.io/library/nginx:1", "docker://nginx:1"])
        #expect(images.found[0].uses.map(\.line) == [3, 7, 3])
    }

    @Test func looksThroughTheFilesBesideTheTemplatesToo() {
        let pod = RenderedFile(
            path: "crds/pod.yaml",
            text: "kind: Pod\nspec: {containers: [{image: 'r.io/a:1'}, {image: b}]}\n"
        )
        let file = RenderedFile(path: "web/templates/a.yaml", text: "kind: ConfigMap\n")
        let images = ChartImages(RenderedChart(crds: [pod], files: [file]))
        #expect(images.found.map { $0.uses[0].chart } == ["web"])
        #expect(
            images.lines == [
                "crds/pod.yaml:2:50: warning no-tag-or-digest: chart web: `b` has neither a tag nor a digest"
            ]
        )
    }

    @Test(
        arguments: [
            ("web/templates/a.yaml", "web"), ("web/charts/db/templates/a.yaml", "db"),
            ("web/charts/db/charts/log/templates/x/a.yaml", "log"), ("web/templates/charts/x/a.yaml", "web"),
            ("web/charts/a.yaml", "web"),
        ]
    ) func knowsTheChartOfATemplate(path: String, chart: String) throws {
        let images = try images("kind: Pod\nspec: {containers: [{image: 'r.io/a:1'}]}\n", file: path)
        // The root is the chart of the first file.
        #expect(images.found.flatMap(\.uses).map(\.chart) == [chart])
    }

    @Test func theLastOfTwoEqualKeysCounts() throws {
        let text = "kind: Pod\nkind: Pod\nspec:\n  containers:\n    - image: r.io/a:1\n      image: r.io/b:1\n"
        #expect(try images(text).references == ["r.io/b:1"])
    }

    @Test func followsAnchorsAndMerges() throws {
        let text = """
            x: &base {image: "r.io/a:1", name: a}
            spec: {containers: [*base, {<<: *base, name: b}, {<<: *base, image: "r.io/c:1"}]}
            """
        #expect(try images(text).references == ["r.io/a:1", "r.io/c:1"])
    }

    @Test func notesAndDefinitionsHaveNoImages() throws {
        let pod = "kind: Pod\nspec: {containers: [{image: 'r.io/a:1'}]}\n"
        #expect(try images("Hello, {broken", file: "web/templates/hint.txt").findings == [])
        let definition = "apiVersion: v1\nkind: CustomResourceDefinition\n\(pod)\n: broken\n"
        let images = try images("\(definition)---\n\(pod)")
        #expect(images.references == ["r.io/a:1"])
        #expect(images.findings == [])
    }
}
