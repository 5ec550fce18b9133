// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import Testing

/// Tags and conditions of several charts at once.
@Suite struct TagTests {
    private static let chart = TestChart(
        metadata: """
            dependencies:
              - {name: api, version: "*", tags: [backend, core]}
              - {name: job, version: "*", tags: [backend]}
              - {name: page, version: "*", tags: [frontend], condition: page.enabled}
              - {name: proxy, version: "*", condition: "proxy.enabled,global.proxy"}
              - {name: plain, version: "*"}
            """,
        [
            "templates/t.yaml":
                "{{ keys .Subcharts | sortAlpha | join \",\" }} {{ range .Chart.Dependencies }}{{ .Name }};{{ end }}"
        ]
    )
    .adding("api", TestChart("api")).adding("job", TestChart("job")).adding("page", TestChart("page"))
    .adding("proxy", TestChart("proxy")).adding("plain", TestChart("plain"))

    @Test(arguments: [
        ("", "api,job,page,plain,proxy"),
        ("tags: {backend: false}", "page,plain,proxy"),
        ("tags: {backend: false, core: true}", "api,page,plain,proxy"),
        ("tags: {core: false}", "job,page,plain,proxy"),
        ("tags: {backend: true, core: false}", "api,job,page,plain,proxy"),
        ("tags: {frontend: false}", "api,job,plain,proxy"),
        ("tags: {frontend: false}\npage: {enabled: true}", "api,job,page,plain,proxy"),
        ("tags: {frontend: true}\npage: {enabled: false}", "api,job,plain,proxy"),
        ("page: {enabled: false}", "api,job,plain,proxy"),
        ("page: {enabled: 'false'}", "api,job,page,plain,proxy"),
        ("page: {enabled: null}", "api,job,page,plain,proxy"),
        ("page: {enabled: {}}", "api,job,page,plain,proxy"),
        ("global: {proxy: false}", "api,job,page,plain"),
        ("global: {proxy: false}\nproxy: {enabled: true}", "api,job,page,plain,proxy"),
        ("global: {proxy: true}\nproxy: {enabled: false}", "api,job,page,plain"),
        ("proxy: {enabled: text}\nglobal: {proxy: false}", "api,job,page,plain"),
        ("tags: {unknown: false}", "api,job,page,plain,proxy"),
        ("tags: text", "api,job,page,plain,proxy"),
        ("tags: null", "api,job,page,plain,proxy"),
        ("plain: {enabled: false}", "api,job,page,plain,proxy"),
        ("api: {enabled: false}", "api,job,page,plain,proxy"),
    ])
    func `charts take part by their tags and conditions`(values: String, charts: String) throws {
        let text = try Self.chart.text(of: "web/templates/t.yaml", values: values)
        #expect(text?.split(separator: " ").first.map(String.init) == charts)
        // The requirements that templates see are those of the charts that take part.
        let listed = text?.split(separator: " ").last?.split(separator: ";").sorted().joined(separator: ",")
        #expect(listed == charts)
    }
}
