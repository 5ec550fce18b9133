// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// One chart as people write them, with values as people give them.
@Suite struct ShopChartTests {
    private func file(_ path: String, values: String = "") throws(ChartError) -> String? {
        try ShopChart.chart.text(of: path, values: values)
    }

    @Test func `with its defaults it gives a deployment, a service, a configuration and a database`() throws {
        let rendered = try ShopChart.chart.rendered()
        #expect(
            rendered.files.map(\.path) == [
                "shop/charts/database/templates/volume.yaml",
                "shop/templates/config.yaml",
                "shop/templates/deployment.yaml",
                "shop/templates/service.yaml",
            ]
        )
        #expect(rendered.warnings.isEmpty)
    }

    @Test func `the deployment`() throws {
        #expect(
            try file("shop/templates/deployment.yaml")?.replacing(#/checksum/config: [0-9a-f]{8}/#, with: "checksum")
                == """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: release-name-shop
                  labels:
                    app.kubernetes.io/name: shop
                    app.kubernetes.io/instance: release-name
                    app.kubernetes.io/version: "2.5.1"
                spec:
                  replicas: 2
                  template:
                    metadata:
                      annotations:
                        checksum
                    spec:
                      containers:
                        - name: shop
                          image: "registry.example/shop/web:2.5.1"
                          env:
                            - name: CACHE_MB
                              value: "512"
                            - name: DEBUG
                              value: "false"
                            - name: LOG_LEVEL
                              value: "info"
                          ports:
                            - {name: http, containerPort: 8080}
                            - {name: admin, containerPort: 8081}
                          resources:
                            limits:
                              cpu: 500m
                              memory: 256Mi

                """
        )
    }

    @Test func `the service`() throws {
        #expect(
            try file("shop/templates/service.yaml") == """
                apiVersion: v1
                kind: Service
                metadata:
                  name: release-name-shop
                spec:
                  type: ClusterIP
                  ports:
                    - name: http
                      port: 80
                    - name: admin
                      port: 8081

                """
        )
        #expect(
            try file("shop/templates/service.yaml", values: "service: {type: NodePort, firstNodePort: 30080}") == """
                apiVersion: v1
                kind: Service
                metadata:
                  name: release-name-shop
                spec:
                  type: NodePort
                  ports:
                    - name: http
                      port: 80
                      nodePort: 30080
                    - name: admin
                      port: 8081
                      nodePort: 30081

                """
        )
    }

    @Test func `the configuration, with files of the chart`() throws {
        #expect(
            try file("shop/templates/config.yaml") == """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: release-name-shop-config
                data:
                  motd.txt: |
                    Welcome
                  app.ini: |
                    [shop]
                    name = release-name
                    

                """
        )
    }

    @Test func `the ingress, when it is wanted`() throws {
        let values = """
            ingress:
              enabled: true
              host: '{{ .Release.Name }}.example'
              annotations:
                long: a text that is so long that the library folds it at the first blank behind the column eighty
                "yes": "1"
            """
        #expect(
            try file("shop/templates/ingress.yaml", values: values) == """

                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata:
                  name: release-name-shop
                  annotations:
                    long: a text that is so long that the library folds it at the first blank behind the
                      column eighty
                    "yes": "1"
                spec:
                  rules:
                    - host: release-name.example

                """
        )
    }

    @Test func `the database has its name, its own values and the globals`() throws {
        let path = "shop/charts/database/templates/volume.yaml"
        #expect(try file(path) == "store: database 10Gi store:7 \"\"\n")
        #expect(
            try file(path, values: "database: {size: null, image: store:8}\nglobal: {registry: mirror:5000}")
                == "store: database 1Gi store:8 \"mirror:5000\"\n"
        )
        #expect(try file(path, values: "database: {enabled: false}") == nil)
    }

    @Test func `metrics are on by their tag, and give the chart a value`() throws {
        let path = "shop/charts/metrics/templates/monitor.yaml"
        #expect(try file(path) == nil)
        #expect(try file(path, values: "tags: {monitoring: true}") == "path: /metrics\n")
        // What a chart imports depends on the charts that take part.
        var dependencies = ChartDependencies()
        let on = try dependencies.resolved(try ShopChart.chart.loaded(), ["tags": .map(["monitoring": .bool(true)])])
        #expect(on.values.entries?["metricsPath"] == .string("/metrics"))
        let off = try dependencies.resolved(try ShopChart.chart.loaded(), [:])
        #expect(off.values.entries?["metricsPath"] == nil)
    }

    @Test(arguments: [
        ("image: {tag: 1.10}", "registry.example/shop/web:%!s(float64=1.1)"),
        ("image: {tag: '1.10'}", "registry.example/shop/web:1.10"),
        ("global: {registry: 'mirror:5000'}", "mirror:5000/shop/web:2.5.1"),
        ("image: {registry: null}", "%!s(<nil>)/shop/web:2.5.1"),
    ])
    func `the image`(values: String, image: String) throws {
        let text = try file("shop/templates/deployment.yaml", values: values)
        #expect(text?.contains("image: \"\(image)\"") == true, "\(text ?? "")")
    }

    @Test(arguments: [
        (
            "ingress: {host: ''}", ChartError.Step.refusal,
            "execution error at (shop/templates/NOTES.txt:1:9): ingress.host is needed"
        ),
        ("service: text", .execution, "can't evaluate field type in type interface {}"),
        ("service: null", .execution, "nil pointer evaluating interface {}.type"),
        ("database: 5", .values, "type mismatch on database: %!t(float64=5)"),
    ])
    func `values that do not fit`(values: String, step: ChartError.Step, ending: String) {
        let error = ShopChart.chart.failure(values: values)
        #expect(error?.step == step)
        #expect(error?.message.hasSuffix(ending) == true, "\(error?.message ?? "none")")
    }
}
