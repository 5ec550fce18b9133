// SPDX-License-Identifier: Apache-2.0

import Foundation
package import MirrorConfiguration

/// Migrates a configuration of oc-mirror v1, and writes the result if a file is named.
package struct MigrateRun: Sendable {
    private let configuration: ImageSetConfiguration
    private let output: OutputFile?
    private let force: Bool

    /// With `force`, `out` may be a file that exists.
    package init(of configuration: ImageSetConfiguration, out: String?, force: Bool) {
        self.configuration = configuration
        output = out.map { OutputFile($0, .migratedConfiguration) }
        self.force = force
    }

    /// Migrates.
    ///
    /// Throws `OutputRefusal` for a file that must not be overwritten, and `FindingsError` if the configuration cannot be
    /// migrated; then nothing is written.
    package func run() throws -> MigrateOutcome {
        let migrated = try MigratedConfiguration(configuration)
        if let output {
            try output.requireFile()
            guard !output.isSame(as: configuration.path) else {
                throw OutputRefusal.configuration(output.kind, path: output.path)
            }
            // The same command may run again.
            try output.check { force || (try? [UInt8](Data(contentsOf: $0))) == migrated.bytes }
            try output.write(migrated.bytes)
        }
        return MigrateOutcome(configuration: configuration, migrated: migrated, path: output?.path)
    }
}

/// The migrated configuration, and the file that was written.
package struct MigrateOutcome: Sendable {
    package let configuration: ImageSetConfiguration
    package let migrated: MigratedConfiguration
    /// The path of the new file; `nil` if the text is only shown.
    package let path: String?

    package init(configuration: ImageSetConfiguration, migrated: MigratedConfiguration, path: String?) {
        self.configuration = configuration
        self.migrated = migrated
        self.path = path
    }
}
