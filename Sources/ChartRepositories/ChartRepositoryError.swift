// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// An error that a chart cannot be had from its repository; URLs in it have no credentials.
package enum ChartRepositoryError: ExplainedError, Sendable, Equatable {
    case invalidURL(String)
    /// There is no index at the URL.
    case noIndex(url: String)
    /// The server wants other credentials; `status` is 401 or 403.
    case refused(url: String, status: Int, hadCredential: Bool)
    /// The index names a chart that is not there.
    case notThere(url: String)
    /// The address in the index leads nowhere.
    case unresolvable(url: String)
    /// The bytes are not those that the index promises, or that a plan recorded.
    case digest(place: String, promised: Digest, found: Digest)
    /// The registry has no such tag; `known` are some that it has.
    case noTag(ImageReference, known: [String])
    /// The image is not a chart; `found` says what it is.
    case notAChart(ImageReference, found: String)

    package var explanation: Explanation {
        switch self {
        case .invalidURL(let url):
            Explanation(
                "`\(printable(url))` is not the address of a chart repository",
                remedy: "Write an address that begins with https://, http:// or oci://."
            )
        case .noIndex(let url):
            Explanation(
                "there is no chart repository at this address: the server has no \(url)",
                remedy:
                    "Check the URL: it is the one that `helm repo add` takes. Charts in registries begin with oci://."
            )
        case .refused(let url, let status, let hadCredential):
            Explanation(
                "GET \(url): the server answered \(status)",
                cause: hadCredential
                    ? "it does not accept the credentials that were sent"
                    : "no credentials were sent: none are known for it",
                remedy:
                    "Give user and password with `helm repo add --username USER --password-stdin`, or in the file of "
                    + "\(OptionName.authfile)."
            )
        case .notThere(let url):
            Explanation(
                "the index names \(url), and the server has no such file",
                remedy: "Choose another version, or tell the owner of the repository."
            )
        case .unresolvable(let url):
            Explanation(
                "the index says that the chart is at `\(printable(url))`, which is no http, https or oci address",
                remedy: "Choose another version, or tell the owner of the repository."
            )
        case .digest(let place, let promised, let found):
            Explanation(
                "the chart at \(place) has changed: its digest is \(found), expected \(promised)",
                remedy: "Ask the owner of the repository. If the change is intended, plan again."
            )
        case .noTag(let reference, let known):
            Explanation(
                "the registry has no chart \(reference)",
                cause: known.isEmpty ? nil : "it has \(known.map { "`\($0)`" }.joined(separator: ", "))",
                remedy: "Check repository and tag, and the credentials for the registry (\(OptionName.authfile))."
            )
        case .notAChart(let reference, let found):
            Explanation("\(reference) is not a chart: \(found)", remedy: "Check repository and tag.")
        }
    }
}
