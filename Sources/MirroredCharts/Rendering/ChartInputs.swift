// SPDX-License-Identifier: Apache-2.0

import Charts
import Diagnostics
import JSONPath
import MirrorConfiguration
import OCI
import Plans

/// What a chart is rendered with beside its own values.
struct ChartInputs {
    let values: [ChartValues]
    let release: ChartRelease
    let capabilities: ChartCapabilities
    let imagePaths: [Located<JSONPathExpression>]
    /// What distinguishes this rendering from one of the chart as it is; `nil` for that.
    let digest: Digest?

    /// Reads the files with values that a configuration names beside a chart.
    init(_ choices: ChartChoices?, _ options: PlanOptions.Charts, of configuration: ImageSetConfiguration) throws {
        var texts: [String] = []
        var values: [ChartValues] = []
        for file in choices?.valuesFiles ?? [] {
            let bytes = try configuration.valuesFile(file).bytes
            values.append(try ChartValues(yaml: bytes, file: file.value))
            texts.append("values \(Digest(of: bytes))")
        }
        if let bytes = choices?.valuesText {
            values.append(try ChartValues(yaml: bytes, file: "values"))
            texts.append("values \(Digest(of: bytes))")
        }
        self.values = values
        let usual = ChartRelease()
        release = ChartRelease(
            name: choices?.releaseName?.value ?? usual.name,
            namespace: choices?.namespace?.value ?? usual.namespace
        )
        if release != usual { texts.append("release \(release.namespace)/\(release.name)") }
        capabilities = ChartCapabilities(
            kubeVersion: options.kubeVersion ?? ChartCapabilities.usualKubeVersion,
            apiVersions: options.apiVersions ?? []
        )
        if let version = options.kubeVersion { texts.append("kube \(version)") }
        texts += (options.apiVersions ?? []).map { "api \($0)" }
        imagePaths = choices?.imagePaths ?? []
        texts += (choices?.imagePathTexts ?? []).map { "path \($0)" }
        digest = texts.isEmpty ? nil : Digest(of: Array(texts.joined(separator: "\n").utf8))
    }
}
