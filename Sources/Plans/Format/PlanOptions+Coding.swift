// SPDX-License-Identifier: Apache-2.0

import OCI

extension PlanOptions: Codable {
    private enum CodingKeys: String, CodingKey {
        case formerly, icsp, prune, resend, since
        case apiVersions = "api_versions"
        case includeCharts = "include_charts"
        case kubeVersion = "kube_version"
        case maxDeletes = "max_deletes"
        case allowMissing = "allow_missing"
        case allowOversize = "allow_oversize"
        case completePaths = "complete_paths"
        case exactChannels = "exact_channels"
        case ignoreReleaseSignature = "ignore_release_signature"
        case includeDependencies = "include_dependencies"
        case maxNestedPaths = "max_nested_paths"
        case removeSignatures = "remove_signatures"
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            copying: Copying(
                allowMissing: try fields.decode(Bool.self, forKey: .allowMissing),
                maxNestedPaths: try fields.decode(Int.self, forKey: .maxNestedPaths),
                removeSignatures: try fields.decode(Bool.self, forKey: .removeSignatures)
            ),
            releases: Releases(
                completePaths: try fields.decode(Bool.self, forKey: .completePaths),
                exactChannels: try fields.decode(Bool.self, forKey: .exactChannels),
                ignoreReleaseSignature: try fields.decode(Bool.self, forKey: .ignoreReleaseSignature)
            ),
            includeDependencies: try fields.decode(Bool.self, forKey: .includeDependencies),
            archives: Archives(
                allowOversize: try fields.decodeIfPresent(Bool.self, forKey: .allowOversize),
                resend: try fields.decodeIfPresent(Digest.self, forKey: .resend),
                since: try fields.decodeIfPresent(String.self, forKey: .since)
            ),
            pruning: Pruning(
                formerly: try fields.decodeIfPresent([String].self, forKey: .formerly),
                maxDeletes: try fields.decodeIfPresent(String.self, forKey: .maxDeletes),
                prune: try fields.decodeIfPresent(Bool.self, forKey: .prune)
            ),
            clusters: Clusters(icsp: try fields.decodeIfPresent(Bool.self, forKey: .icsp)),
            charts: Charts(
                include: try fields.decodeIfPresent(Bool.self, forKey: .includeCharts),
                kubeVersion: try fields.decodeIfPresent(String.self, forKey: .kubeVersion),
                apiVersions: try fields.decodeIfPresent([String].self, forKey: .apiVersions)
            )
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(allowMissing, forKey: .allowMissing)
        try fields.encodeIfPresent(allowOversize, forKey: .allowOversize)
        try fields.encodeIfPresent(charts.apiVersions, forKey: .apiVersions)
        try fields.encode(completePaths, forKey: .completePaths)
        try fields.encode(exactChannels, forKey: .exactChannels)
        try fields.encode(ignoreReleaseSignature, forKey: .ignoreReleaseSignature)
        try fields.encodeIfPresent(charts.include, forKey: .includeCharts)
        try fields.encode(includeDependencies, forKey: .includeDependencies)
        try fields.encodeIfPresent(formerly, forKey: .formerly)
        try fields.encodeIfPresent(icsp, forKey: .icsp)
        try fields.encodeIfPresent(charts.kubeVersion, forKey: .kubeVersion)
        try fields.encodeIfPresent(maxDeletes, forKey: .maxDeletes)
        try fields.encode(maxNestedPaths, forKey: .maxNestedPaths)
        try fields.encodeIfPresent(prune, forKey: .prune)
        try fields.encode(removeSignatures, forKey: .removeSignatures)
        try fields.encodeIfPresent(resend, forKey: .resend)
        try fields.encodeIfPresent(since, forKey: .since)
    }
}
