// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

extension VersionOneParser {
    /// Reads `storageConfig`; `nil` if it names no place, as oc-mirror v1 then keeps no metadata.
    func storage(_ fields: YAMLMapping<VersionOneField>) -> StorageConfiguration? {
        guard let section = fields.mapping(.storageConfig, as: StorageField.self) else { return nil }
        let registry = section.mapping(.registry, as: RegistryStorageField.self).map(registry)
        guard let local = section.mapping(.local, as: LocalStorageField.self) else { return registry ?? nil }
        if registry != nil, let place = section.keyLocation(.registry) {
            reader.report(
                .warning,
                code: .ignoredField,
                "`registry` has no effect beside `local`",
                remedy: "remove one of the two",
                at: place
            )
        }
        // Without a path, oc-mirror v1 uses the current folder.
        return StorageConfiguration(
            backend: .local(path: local.string(.path)?.value ?? "."),
            location: section.keyLocation(.local) ?? local.location
        )
    }

    /// The reference with the tag `latest`, if it has neither a tag nor a digest.
    private static func tagged(_ text: String) -> String {
        guard let reference = try? ImageReference(text), reference.manifestReference == nil else { return text }
        return "\(text):latest"
    }

    private func registry(_ fields: YAMLMapping<RegistryStorageField>) -> StorageConfiguration? {
        let skipTLS = fields.flag(.skipTLS)
        guard let text = fields.requiredString(.imageURL, of: "the registry"),
            case .registry(let reference)? = shared.imageSource(text.map(Self.tagged))
        else { return nil }
        guard reference.digest == nil else {
            reader.report(
                code: .invalidReference,
                "`\(text.value)` names an image by digest, but metadata is written again after each run",
                remedy: "write `imageURL` with a tag",
                at: text.location
            )
            return nil
        }
        return StorageConfiguration(backend: .registry(reference, skipTLS: skipTLS), location: text.location)
    }
}
