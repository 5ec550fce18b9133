// SPDX-License-Identifier: Apache-2.0

import Charts
import Foundation
import TestSupport
import Testing

@testable import MirroredCharts

@Suite("The configuration of a chart in a registry")
struct ChartConfigurationTests {
    private func configuration(_ text: String) throws -> ChartConfiguration {
        let files = ChartFiles(entries: [ChartFiles.Entry(path: "Chart.yaml", bytes: Array(text.utf8))])
        return ChartConfiguration(metadata: try Chart(files).metadata)
    }

    private let text = """
        apiVersion: v2
        name: web
        version: 1.0.0
        appVersion: "2.3"
        kubeVersion: ">=1.20.0-0"
        description: A web/shop "of" ours
        type: application
        home: https://web.example
        sources: [https://git.example/web, https://git.example/other]
        keywords: [a, b]
        maintainers: [{name: Ada, email: ada@example.com}]
        annotations: {category: Shop}
        """

    @Test func `is what Chart.yaml says, as JSON with sorted keys`() throws {
        let bytes = try configuration(text).bytes
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                {"annotations":{"category":"Shop"},"apiVersion":"v2","appVersion":"2.3",\
                "description":"A web/shop \\"of\\" ours","home":"https://web.example","keywords":["a","b"],\
                "kubeVersion":">=1.20.0-0","maintainers":[{"email":"ada@example.com","name":"Ada"}],"name":"web",\
                "sources":["https://git.example/web","https://git.example/other"],"type":"application","version":"1.0.0"}
                """
        )
        #expect(try configuration(text).bytes == bytes)
    }

    @Test func `leaves out what is not there`() throws {
        let bytes = try configuration("apiVersion: v2\nname: web\nversion: 1.0.0\n").bytes
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"apiVersion":"v2","name":"web","version":"1.0.0"}"#)
    }

    @Test func `shows name, version and origin as annotations, which the chart's own do not replace`() throws {
        let more = text + "\nannotations: {category: Shop, org.opencontainers.image.version: forged}"
        let annotations = try configuration(more).annotations
        #expect(
            annotations == [
                "category": "Shop", "org.opencontainers.image.title": "web",
                "org.opencontainers.image.version": "1.0.0",
                "org.opencontainers.image.description": "A web/shop \"of\" ours",
                "org.opencontainers.image.url": "https://web.example",
                "org.opencontainers.image.source": "https://git.example/web",
            ]
        )
    }
}
