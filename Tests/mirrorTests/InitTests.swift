// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// With the program itself, because files and streams are what it is about.
@Suite("mirror init", .waitsForPrograms)
struct InitTests {
    private let shop: Workshop

    init() throws { shop = try Workshop(registries: "") }

    @Test("writes a file that exists nowhere, and never another one")
    func never() throws {
        let first = try shop.mirror("init")
        #expect(first.status == 0 && first.output.hasPrefix("Wrote isc.yaml.\n"), "\(first)")
        let text = try shop.folder.read("work/isc.yaml")
        let second = try shop.mirror("init")
        #expect(second.status == 1)
        #expect(second.errors.contains("isc.yaml exists, and nothing is overwritten"), "\(second.errors)")
        #expect(try shop.folder.read("work/isc.yaml") == text)
        #expect(try shop.mirror("init", "-o", "-").output.contains("kind: ImageSetConfiguration"))
    }

    /// What `oc get clusterversion,subscriptions,catalogsources -A -o yaml` prints of an ordinary cluster, shortened.
    private static let cluster = """
        apiVersion: v1
        items:
        - apiVersion: operators.coreos.com/v1alpha1
          kind: Subscription
          metadata:
            labels: {operators.coreos.com/foo.openshift-logging: ""}
            name: foo
            namespace: openshift-logging
          spec:
            channel: beta
            installPlanApproval: Automatic
            name: foo
            source: redhat-operators
            sourceNamespace: openshift-marketplace
          status:
            catalogHealth:
            - catalogSourceRef: {kind: CatalogSource, name: redhat-operators, namespace: openshift-marketplace}
              healthy: true
            currentCSV: foo.v0.3.1
            installedCSV: foo.v0.3.0
            state: UpgradePending
        - apiVersion: operators.coreos.com/v1alpha1
          kind: Subscription
          metadata: {name: baz, namespace: openshift-operators}
          spec: {name: baz, source: redhat-operators, sourceNamespace: openshift-marketplace}
        - apiVersion: operators.coreos.com/v1alpha1
          kind: Subscription
          metadata: {name: ours, namespace: team}
          spec: {channel: alpha, name: ours, source: ours, sourceNamespace: team}
        - apiVersion: operators.coreos.com/v1alpha1
          kind: CatalogSource
          metadata:
            annotations: {target.workload.openshift.io/management: '{"effect": "PreferredDuringScheduling"}'}
            name: redhat-operators
            namespace: openshift-marketplace
          spec:
            grpcPodConfig: {memoryTarget: 30Mi, tolerations: [{effect: NoSchedule, operator: Exists}]}
            icon: {base64data: "", mediatype: ""}
            image: registry.redhat.io/redhat/redhat-operator-index:v4.18
            sourceType: grpc
            updateStrategy: {registryPoll: {interval: 10m}}
          status: {connectionState: {lastObservedState: READY}}
        - apiVersion: operators.coreos.com/v1alpha1
          kind: CatalogSource
          metadata: {name: ours, namespace: team}
          spec: {address: "10.0.0.1:50051", sourceType: grpc}
        kind: List
        metadata: {resourceVersion: ""}

        """

    @Test("writes from a cluster what plans: its operators from their installed versions on")
    func cluster() async throws {
        let world = try await OperatorWorld()
        try await world.publish(TestOperator.usual)
        try world.shop.folder.write(Self.cluster, to: "work/cluster.yaml")
        let made = try world.shop.mirror("init", "--from-cluster", "cluster.yaml", "--arch", "amd64")
        #expect(made.status == 0 && made.errors.contains("these packages are left out: ours"), "\(made)")
        let plan = try world.plan("--dry-run")
        #expect(plan.status == 0, "\(plan.errors)")
        let kept = "keeps 2 packages, 2 channels, 3 bundles:"
        #expect(plan.output.contains(kept), "\(plan.output)")
        #expect(plan.output.contains("foo: beta (foo.v0.3.0, foo.v0.3.1)"), "\(plan.output)")
        #expect(plan.output.contains("baz: stable (baz.v1.1.0)"), "\(plan.output)")
    }

    @Test("says what to print where a file has nothing of a cluster")
    func foreign() throws {
        try shop.folder.write("kind: ConfigMap\n", to: "work/cluster.yaml")
        let run = try shop.mirror("init", "--from-cluster", "cluster.yaml")
        #expect(run.status == 1)
        #expect(run.errors.contains("oc get clusterversion,subscriptions,catalogsources -A -o yaml > cluster.yaml"))
        let missing = try shop.mirror("init", "--from-cluster", "nothing.yaml")
        #expect(missing.status == 1 && missing.errors.contains("nothing.yaml: "), "\(missing.errors)")
    }
}
