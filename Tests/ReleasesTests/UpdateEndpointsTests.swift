// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import Testing

@testable import Releases

@Suite("Where update services are asked")
struct UpdateEndpointsTests {
    private static let variables: [(ReleaseChannelType, String)] = [
        (.ocp, "UPDATE_URL_OVERRIDE"), (.okd, "OKD_UPDATE_URL_OVERRIDE"),
    ]

    @Test("is where each product has its service, unless a variable says another place", arguments: [[:], ["X": "y"]])
    func standard(environment: [String: String]) throws {
        let endpoints = try UpdateEndpoints(environment: environment)
        #expect(endpoints.name(of: .ocp) == "https://api.openshift.com/api/upgrades_info/v1/graph")
        #expect(endpoints.name(of: .okd) == "https://origin-release.ci.openshift.org/graph")
    }

    @Test("is the place that the product's own variable names", arguments: variables)
    func override(product: ReleaseChannelType, variable: String) throws {
        let endpoints = try UpdateEndpoints(environment: [variable: "http://up.example:8080/graph"])
        #expect(endpoints.name(of: product) == "http://up.example:8080/graph")
        let other = ReleaseChannelType.allCases.first { $0 != product } ?? product
        #expect(endpoints.name(of: other) == (try UpdateEndpoints(environment: [:])).name(of: other))
    }

    @Test(
        "is named without users, parameters and fragments",
        arguments: [
            ("https://up.example/graph?token=s#x", "https://up.example/graph"),
            ("https://me:secret@up.example/graph", "https://up.example/graph"),
        ]
    )
    func shown(url: String, name: String) throws {
        #expect(try UpdateEndpoints(environment: ["UPDATE_URL_OVERRIDE": url]).name(of: .ocp) == name)
    }

    @Test("an empty variable counts as one that is not set", arguments: variables)
    func empty(product: ReleaseChannelType, variable: String) throws {
        #expect(try UpdateEndpoints(environment: [variable: ""]).name(of: product).hasPrefix("https://"))
    }

    @Test(
        "a variable that names no URL is an error which does not repeat it",
        arguments: variables,
        ["ftp://me:secret@up.example", "up.example/graph", "https://", "/graph", "secret", "http:///x"]
    )
    func refused(variable: (ReleaseChannelType, String), value: String) throws {
        let error = #expect(throws: UpdateEndpointError.self) { try UpdateEndpoints(environment: [variable.1: value]) }
        #expect(error?.variable == variable.1)
        let text = try #require(error?.description)
        #expect(text.hasPrefix("\(variable.1) is not an http or https URL\n"))
        #expect(!text.contains("secret"))
    }

    @Test(
        "what is asked says the channel, the processor and who asks, after what the URL has",
        arguments: [
            ("https://up.example/graph", "https://up.example/graph?arch=s390x&channel=stable-4.16&id="),
            ("https://up.example/graph?a=1", "https://up.example/graph?a=1&arch=s390x&channel=stable-4.16&id="),
            ("https://up.example/graph?a=1#top", "https://up.example/graph?a=1&arch=s390x&channel=stable-4.16&id="),
        ]
    )
    func asked(url: String, prefix: String) throws {
        let endpoints = try UpdateEndpoints(environment: ["UPDATE_URL_OVERRIDE": url])
        let asked = endpoints.url(of: .ocp, channel: "stable-4.16", .s390x)
        #expect(asked.hasPrefix(prefix), "\(asked)")
        // Equal runs ask equally.
        #expect(asked == endpoints.url(of: .ocp, channel: "stable-4.16", .s390x))
        #expect(asked.dropFirst(prefix.count).count == 36)
    }
}
