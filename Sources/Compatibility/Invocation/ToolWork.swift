// SPDX-License-Identifier: Apache-2.0

/// What a command line of oc-mirror asks for.
package enum ToolWork: Sendable, Equatable {
    case mirror(Mirroring)
    case generateDeletions(DeletionGeneration)
    case deleteListed(ListedDeletion)
    /// Prints a configuration to begin with.
    case initialize(ConfigurationTemplate)
    case listReleases(ReleaseListing)
    case listOperators(OperatorListing)
    /// Lists what a configuration of v1 would mirror next.
    case listUpdates(configuration: String)
    /// Prints the metadata of an archive of v1; the path is a file or a folder.
    case describe(archive: String)
    case version(OutputFormat)
    case help(of: ToolCommand)
    case completion(CompletionShell)
}
