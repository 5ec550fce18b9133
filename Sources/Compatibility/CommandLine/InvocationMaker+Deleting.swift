// SPDX-License-Identifier: Apache-2.0

import Resolution

extension InvocationMaker {
    /// Makes one of the two phases of a deletion.
    mutating func deletion() throws(ToolRefusal) -> ToolWork {
        switch (flags.isOn(.generate), flags.text(.deleteYAMLFile)) {
        case (true, .some):
            throw ToolRefusal(
                .flag(.generate),
                "`--generate` writes a list, and `--delete-yaml-file` deletes by one",
                "run them one after the other, and look at the list between"
            )
        case (false, nil):
            throw ToolRefusal(
                .command(.delete),
                "`delete` does not say what to do",
                "write `--generate` to make a list, or `--delete-yaml-file=delete-images.yaml` to delete by one"
            )
        case (true, nil): return .generateDeletions(try generation())
        case (false, let path?): return .deleteListed(try listed(path))
        }
    }

    private mutating func generation() throws(ToolRefusal) -> DeletionGeneration {
        let target = try registry()
        guard let configuration = flags.text(.config) else {
            throw ToolRefusal(
                .flag(.config),
                "`--generate` needs the configuration of what to delete",
                "name it with `--config=delete-image-set-config.yaml`"
            )
        }
        guard let path = try folder(.workspace) else {
            throw ToolRefusal(
                .flag(.workspace),
                "`--generate` needs the folder that was used for mirroring",
                "name it with `--workspace=file://FOLDER`"
            )
        }
        note(.forceCacheDelete, "nothing is deleted yet; write it with `--delete-yaml-file`")
        return DeletionGeneration(
            configuration: configuration,
            workspace: VersionTwoWorkspace(at: path),
            registry: target,
            id: try deletionID(),
            findsVersionOneTags: flags.isOn(.deleteV1Images)
        )
    }

    private mutating func listed(_ path: String) throws(ToolRefusal) -> ListedDeletion {
        let target = try registry()
        for name in [FlagName.config, .deleteID, .deleteV1Images] { note(name, "the list says what is deleted") }
        return ListedDeletion(
            list: path,
            registry: target,
            workspace: try folder(.workspace).map(VersionTwoWorkspace.init(at:)),
            trimsCache: flags.isOn(.forceCacheDelete)
        )
    }

    /// The registry to delete from.
    private func registry() throws(ToolRefusal) -> MirrorTarget {
        switch try destination() {
        case .registry(let target): return target
        case .folder:
            throw ToolDestination.refusal(
                "images are deleted from registries, not from folders",
                "name the registry, as in \(ToolDestination.example)"
            )
        }
    }

    private func deletionID() throws(ToolRefusal) -> DeletionID? {
        guard let text = flags.text(.deleteID) else { return nil }
        guard let id = DeletionID(text) else {
            throw .invalid(.deleteID, text, expected: "letters, digits, dots, dashes and underscores")
        }
        return id
    }
}
