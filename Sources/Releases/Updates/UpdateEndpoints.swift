// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import HTTPTransport
package import MirrorConfiguration

/// The URLs of the update services.
package struct UpdateEndpoints: Sendable {
    /// Red Hat's service for OpenShift.
    package static let standardOCP = "https://api.openshift.com/api/upgrades_info/v1/graph"
    /// The community's service for OKD.
    package static let standardOKD = "https://origin-release.ci.openshift.org/graph"
    /// The client id for the service's statistics; always the same, so that equal runs send equal requests.
    private static let client = "6c6f6f6b-2061-4d69-b272-6f7220746f6f"

    private let ocp: String
    private let okd: String

    /// Takes the URLs of `UPDATE_URL_OVERRIDE` and `OKD_UPDATE_URL_OVERRIDE`, or else the public services.
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

    /// The URL of a request for a channel; parameters of the endpoint are kept.
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

/// An error that a variable of the environment is not a URL.
///
/// The message does not contain the value, which may include a credential.
package struct UpdateEndpointError: ExplainedError, Sendable, Equatable {
    package let variable: String

    package var explanation: Explanation {
        Explanation(
            "\(variable) is not an http or https URL",
            remedy: "write it as in \(variable)=https://host.example/api/upgrades_info/v1/graph, or leave it unset"
        )
    }
}
