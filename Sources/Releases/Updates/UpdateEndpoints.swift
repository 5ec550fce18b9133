// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
package import MirrorConfiguration

/// Where the update services are asked.
package struct UpdateEndpoints: Sendable {
    /// Red Hat's service for OpenShift.
    package static let standardOCP = "https://api.openshift.com/api/upgrades_info/v1/graph"
    /// The community's service for OKD.
    package static let standardOKD = "https://origin-release.ci.openshift.org/graph"
    /// What tells clients apart in the service's statistics; always the same, so that equal runs ask equally.
    private static let client = "6c6f6f6b-2061-4d69-b272-6f7220746f6f"

    private let ocp: String
    private let okd: String

    /// Takes the URLs that `UPDATE_URL_OVERRIDE` and `OKD_UPDATE_URL_OVERRIDE` name, else the public services.
    package init(environment: [String: String]) throws(UpdateEndpointError) {
        ocp = try Self.url("UPDATE_URL_OVERRIDE", environment) ?? Self.standardOCP
        okd = try Self.url("OKD_UPDATE_URL_OVERRIDE", environment) ?? Self.standardOKD
    }

    private static func url(
        _ variable: String,
        _ environment: [String: String]
    ) throws(UpdateEndpointError) -> String? {
        guard let url = environment[variable], !url.isEmpty else { return nil }
        guard WebAddress(url) != nil else { throw UpdateEndpointError(variable: variable) }
        return String(url.prefix { $0 != "#" })
    }

    /// The endpoint of a product without user information and parameters, as plans name it.
    package func name(of product: ReleaseChannelType) -> String {
        WebAddress(self[product])?.redacted ?? ""
    }

    /// The URL that asks for a channel; parameters that the endpoint has are kept.
    func url(
        of product: ReleaseChannelType,
        channel: String,
        _ architecture: ReleaseArchitecture
    ) -> String {
        self[product].adding(query: "arch", architecture.rawValue).adding(query: "channel", channel)
            .adding(query: "id", Self.client)
    }

    private subscript(product: ReleaseChannelType) -> String {
        switch product {
        case .ocp: ocp
        case .okd: okd
        }
    }
}

/// A variable of the environment names no URL.
///
/// Its value is not told: it may hold a credential.
package struct UpdateEndpointError: Error, Sendable, Equatable, CustomStringConvertible {
    package let variable: String

    package var description: String {
        "\(variable) is no http or https URL\n"
            + "write it as in \(variable)=https://host.example/api/upgrades_info/v1/graph, or leave it unset"
    }
}
