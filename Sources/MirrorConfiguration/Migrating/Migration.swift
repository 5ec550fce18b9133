// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// Finds what changes in a configuration of oc-mirror v1 to say the same in version two, and what cannot be said.
///
/// The configuration is valid, so its nodes have the fields and the kinds of values that the model was made of.
struct Migration {
    let configuration: ImageSetConfiguration
    private let source: SourceText
    var changes = NodeChanges()
    private(set) var findings: [Finding] = []
    private var said: Set<String> = []
    /// The packages of which version one took more channels than the listed ones, and the first lowest version.
    var widened: (packages: [String], first: YAMLField)?

    init(_ configuration: ImageSetConfiguration, _ root: YAMLNode, in source: SourceText) {
        self.configuration = configuration
        self.source = source
        rename(
            root,
            ["apiVersion": "apiVersion", "kind": "kind", "archiveSize": "archiveSize", "mirror": "mirror"]
        )
        if let version = root.field("apiVersion") {
            changes.values[version.value.position] = .string(ConfigurationParser.apiVersion)
            noteMirrorSets(at: version)
        }
        leaveOutStorage(root)
        // Version two needs the section, even if it is empty.
        if let mirror = root.field("mirror") {
            if mirror.value.isNull { set(mirror, [:]) } else { sections(mirror.value) }
        } else {
            changes.appended.append(NodeChanges.Addition(name: "mirror", value: [:]))
        }
        noteWidened()
    }

    /// Tells what clusters are told by plans of version two, if there is anything to tell.
    private mutating func noteMirrorSets(at version: YAMLField) {
        let mirror = configuration.mirror
        let listsNothing = mirror.operators.isEmpty && mirror.additionalImages.isEmpty
        guard mirror.platform != nil || mirror.helm != nil || !listsNothing else { return }
        note(
            .note,
            "plans of version two write mirror sets for clusters, and no ImageContentSourcePolicy",
            remedy: "plan with \(OptionName.icsp) for clusters before 4.13",
            at: version
        )
    }

    private mutating func leaveOutStorage(_ root: YAMLNode) {
        guard let storage = root.field("storageConfig") else { return }
        remove(storage)
        guard configuration.storage != nil else { return }
        note(
            .warning,
            "version two has no `storageConfig`: what was mirrored is recorded in the audit repository",
            remedy: "what oc-mirror v1 deleted by itself is deleted with `mirror plan \(OptionName.prune)`",
            at: storage
        )
    }

    private mutating func sections(_ mirror: YAMLNode) {
        rename(
            mirror,
            [
                "ocp": "platform", "platform": "platform", "operators": "operators",
                "additionalImages": "additionalImages", "helm": "helm", "blockedImages": "blockedImages",
                "samples": "samples",
            ]
        )
        if let platform = mirror.field("ocp") ?? mirror.field("platform"), let model = configuration.mirror.platform {
            migrate(platform.value, model)
        }
        let catalogs = mirror.field("operators")?.value.elements ?? []
        for (node, model) in zip(catalogs, configuration.mirror.operators) { migrate(node, model) }
        migrateImages(mirror.field("additionalImages")?.value.elements ?? [])
        migrateBlocked(mirror.field("blockedImages")?.value.elements ?? [])
        for node in mirror.field("samples")?.value.elements ?? [] { rename(node, ["name": "name"]) }
        if let helm = mirror.field("helm") { migrateHelm(helm.value) }
    }
}

extension Migration {
    /// Gives fields the names that version two has for them, given those of version one.
    mutating func rename(_ node: YAMLNode, _ names: KeyValuePairs<String, String>) {
        for (old, new) in names {
            guard let field = node.field(old), field.key != new else { continue }
            changes.names[field.keyPosition] = new
        }
    }

    /// Leaves out a field.
    mutating func remove(_ field: YAMLField) { changes.removed.insert(field.keyPosition) }

    /// Replaces a value.
    mutating func set(_ field: YAMLField, _ value: YAMLValue) { changes.values[field.value.position] = value }

    /// Adds a field behind another one.
    mutating func add(_ name: String, _ value: YAMLValue, behind field: YAMLField) {
        changes.added[field.keyPosition, default: []].append(NodeChanges.Addition(name: name, value: value))
    }

    /// Says something about a field.
    mutating func note(
        _ severity: Finding.Severity,
        _ summary: String,
        remedy: String,
        at field: YAMLField
    ) {
        findings.append(source.finding(severity, .noEquivalent, summary, remedy: remedy, at: field.keyPosition))
    }

    /// Says something about a rule, at the first field that it is about.
    mutating func noteOnce(_ summary: String, remedy: String, at field: YAMLField) {
        guard said.insert(summary).inserted else { return }
        note(.note, summary, remedy: remedy, at: field)
    }
}
