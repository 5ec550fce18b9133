// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import OCI
import Plans
import Registry
import TestSupport
import Testing

/// A chart repository with a password, a registry with images and a chart, a target, and a user's machine.
struct ChartWorld {
    let upstream: RegistryProcess
    let target: RegistryProcess
    let charts: ChartServer
    let shop: Workshop
    /// The chart of the repository, in two versions.
    let web: [TestChart]
    /// The chart of the registry.
    let database: TestChart

    init() async throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        let host = upstream.host
        web = [
            try TestChart("web", "1.0.0", images: ["\(host)/team/web:1.0", "\(host)/team/side:1"]),
            try TestChart("web", "1.1.0", images: ["\(host)/team/web:1.1", "\(host)/team/side:1"]),
        ]
        database = try TestChart("db", "4.1.0+a", images: ["\(host)/team/db:4"])
        charts = try ChartServer([web[0]], wantsPassword: true)
        shop = try Workshop(insecure: upstream.host, target.host)
        let client = fillingClient()
        for (seed, name) in ["team/web:1.0", "team/web:1.1", "team/side:1", "team/db:4", "team/api:2"].enumerated() {
            let parts = name.split(separator: ":")
            try await TestImage.sample(UInt64(seed + 1)).push(
                to: try host.repository("\(parts[0])"),
                tag: "\(parts[1])",
                with: client
            )
        }
        try await TestImage(
            configuration: Array("{\"name\":\"db\"}".utf8),
            type: MediaType(rawValue: "application/vnd.cncf.helm.config.v1+json"),
            layers: [(MediaType(rawValue: "application/vnd.cncf.helm.chart.content.v1.tar+gzip"), database.bytes)]
        )
        .push(to: try host.repository("charts/db"), tag: "4.1.0_a", with: client)
        let files = TestChart.files("api", "0.1.0", images: ["\(host)/team/api:{{ .Values.tag }}"], values: "tag: 1\n")
        for (name, text) in files { try shop.folder.write(text, to: "work/local/api/\(name)") }
        try knowPassword()
        try configure()
    }

    /// Writes Helm's file with the password of the repository.
    func knowPassword() throws {
        try shop.folder.write(
            """
            apiVersion: ""
            repositories:
            - name: ours
              url: \(charts.url)
              username: \(ChartServer.user)
              password: \(ChartServer.password)

            """,
            to: "home/.config/helm/repositories.yaml"
        )
    }

    /// The configuration with a chart of each kind.
    func configure(_ options: String = "", section: String = "mirror", as name: String = "isc.yaml") throws {
        try shop.folder.write(
            """
            kind: \(section == "mirror" ? "ImageSet" : "DeleteImageSet")Configuration
            apiVersion: mirror.openshift.io/v2alpha1
            \(section):
              helm:
                repositories:
                - name: team
                  url: \(charts.url)
                  charts:
                  - name: web\(options)
                - name: registry
                  url: oci://\(upstream.host)/charts
                  charts:
                  - name: db
                local:
                - name: api
                  path: local/api
                  values: {tag: "2"}

            """,
            to: "work/\(name)"
        )
    }

    /// The place of a target, as skopeo and plans name it.
    func place(_ name: String) -> String { "\(target.host)/ocp/\(name)" }

    /// Makes a plan, which must succeed.
    @discardableResult
    func plan(_ arguments: String..., to place: String? = nil) throws -> Plan {
        let run = try shop.run(["plan", "-c", "isc.yaml", "--to", place ?? "docker://\(target.host)/ocp"] + arguments)
        try #require(run.status == 0, "\(run.output)\(run.errors)")
        return try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan
    }

    func apply() throws {
        let run = try shop.mirror("apply", "plan.json")
        try #require(run.status == 0, "\(run.output)\(run.errors)")
    }

    /// The layer of a chart at the target, as skopeo pulls it.
    func pulledChart(_ name: String) throws -> [UInt8] {
        let folder = "dir-\(UUID().uuidString)"
        let run = try shop.outside(
            "skopeo",
            "copy",
            "--src-tls-verify=false",
            "docker://\(place(name))",
            "dir:\(folder)"
        )
        try #require(run.status == 0, "\(run.errors)")
        let manifest = try #require(
            try JSONSerialization.jsonObject(with: Data(shop.folder.read("work/\(folder)/manifest.json")))
                as? [String: Any]
        )
        let layers = try #require(manifest["layers"] as? [[String: Any]])
        let digest = try #require(layers.first?["digest"] as? String)
        return [UInt8](try shop.folder.read("work/\(folder)/\(digest.dropFirst("sha256:".count))"))
    }
}
