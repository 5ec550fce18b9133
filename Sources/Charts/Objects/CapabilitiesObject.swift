// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import SemanticVersions

extension ChartCapabilities {
    /// What templates know as `.Capabilities`.
    func object() throws(ChartError) -> Value {
        .object(
            GoStruct(
                "*chartutil.Capabilities",
                kind: .ptr,
                [
                    GoStruct.Field("KubeVersion", .object(try kubeVersionObject())),
                    GoStruct.Field("APIVersions", .object(VersionSet(Self.knownVersions + apiVersions))),
                    GoStruct.Field("HelmVersion", .object(Self.helmVersion)),
                ]
            )
        )
    }

    private func kubeVersionObject() throws(ChartError) -> GoStruct {
        let version: SemanticVersion
        do {
            version = try SemanticVersion(kubeVersion)
        } catch {
            throw ChartError(
                .values,
                "\(kubeVersion) is no version of Kubernetes",
                remedy: "write it like \(Self.usualKubeVersion)"
            )
        }
        let text = Text("v\(version)")
        return GoStruct(
            "chartutil.KubeVersion",
            [
                GoStruct.Field("Version", .string(text)),
                GoStruct.Field("Major", .string(Text(String(version.major)))),
                GoStruct.Field("Minor", .string(Text(String(version.minor)))),
            ],
            methods: [
                "GitVersion": Function([], result: .string) { _ in .string(text) },
                "String": Function([], result: .string) { _ in .string(text) },
            ],
            actionDescription: text
        )
    }

    /// The Helm that templates are told of.
    private static var helmVersion: GoStruct {
        GoStruct(
            "version.BuildInfo",
            [
                GoStruct.Field("Version", .string("v3.13"), "version", omitsEmpty: true),
                GoStruct.Field("GitCommit", .string(""), "git_commit", omitsEmpty: true),
                GoStruct.Field("GitTreeState", .string(""), "git_tree_state", omitsEmpty: true),
                GoStruct.Field("GoVersion", .string("go1.21.5"), "go_version", omitsEmpty: true),
            ]
        )
    }

    /// The API versions that every cluster has, as the client of Kubernetes 1.31 knows them, old ones included.
    private static let knownVersions: [String] =
        [
            ("admissionregistration.k8s.io", "v1 v1alpha1 v1beta1"), ("apiextensions.k8s.io", "v1 v1beta1"),
            ("apps", "v1 v1beta1 v1beta2"), ("authentication.k8s.io", "v1 v1alpha1 v1beta1"),
            ("authorization.k8s.io", "v1 v1beta1"), ("autoscaling", "v1 v2 v2beta1 v2beta2"), ("batch", "v1 v1beta1"),
            ("certificates.k8s.io", "v1 v1alpha1 v1beta1"), ("coordination.k8s.io", "v1 v1beta1"),
            ("discovery.k8s.io", "v1 v1beta1"), ("events.k8s.io", "v1 v1beta1"), ("extensions", "v1beta1"),
            ("flowcontrol.apiserver.k8s.io", "v1 v1beta1 v1beta2 v1beta3"), ("internal.apiserver.k8s.io", "v1alpha1"),
            ("networking.k8s.io", "v1 v1alpha1 v1beta1"), ("node.k8s.io", "v1 v1alpha1 v1beta1"),
            ("policy", "v1 v1beta1"),
            ("rbac.authorization.k8s.io", "v1 v1alpha1 v1beta1"), ("resource.k8s.io", "v1alpha2"),
            ("scheduling.k8s.io", "v1 v1alpha1 v1beta1"), ("storage.k8s.io", "v1 v1alpha1 v1beta1"),
            ("storagemigration.k8s.io", "v1alpha1"),
        ].flatMap { group, versions in versions.split(separator: " ").map { "\(group)/\($0)" } } + ["v1"]
}

/// The API versions of a cluster: a list with a method.
final class VersionSet: Object {
    private let versions: [Text]

    init(_ versions: [String]) { self.versions = versions.map { Text($0) } }

    var type: GoType { .named("chartutil.VersionSet", .slice) }

    var underlying: Underlying { .value(.list(List(versions.map { .string($0) }, of: .string))) }

    func method(_ name: String) -> Function? {
        guard name == "Has" else { return nil }
        let known = versions
        return Function([.string], result: .bool) { arguments in
            guard case .string(let version) = arguments[0] else { return .bool(false) }
            return .bool(known.contains(version))
        }
    }
}
