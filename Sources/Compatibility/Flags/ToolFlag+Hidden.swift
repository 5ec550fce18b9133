// SPDX-License-Identifier: Apache-2.0

import Diagnostics

extension ToolFlag {
    /// The flags that version two inherits from the container tools and leaves out of its help.
    static let hidden: [ToolFlag] = credentials + connections + compression + profiles

    private static let credentials: [ToolFlag] = [
        inherited(.srcAuthfile, "FILE", "names the credentials for sources", oneFile),
        inherited(.destAuthfile, "FILE", "names the credentials for the target", oneFile),
        inherited(.srcCreds, "USER:PASSWORD", "are the credentials for sources", noPasswords),
        inherited(.destCreds, "USER:PASSWORD", "are the credentials for the target", noPasswords),
        inherited(.screds, "USER:PASSWORD", "are the credentials for sources", noPasswords),
        inherited(.dcreds, "USER:PASSWORD", "are the credentials for the target", noPasswords),
        inherited(.srcUsername, "USER", "is the user for sources", noPasswords),
        inherited(.destUsername, "USER", "is the user for the target", noPasswords),
        inherited(.srcPassword, "PASSWORD", "is the password for sources", noPasswords),
        inherited(.destPassword, "PASSWORD", "is the password for the target", noPasswords),
        inherited(.srcRegistryToken, "TOKEN", "is the token for sources", noPasswords),
        inherited(.destRegistryToken, "TOKEN", "is the token for the target", noPasswords),
        inherited(.srcNoCreds, "sends no credentials to sources", .refused(noCredentials)),
        inherited(.destNoCreds, "sends no credentials to the target", .refused(noCredentials)),
    ]

    private static let connections: [ToolFlag] = [
        inherited(.srcCertDir, "FOLDER", "has the certificates for sources", certificates),
        inherited(.destCertDir, "FOLDER", "has the certificates for the target", certificates),
        inherited(.srcSharedBlobDir, "FOLDER", "has the blobs of OCI layouts", registriesOnly),
        inherited(.destSharedBlobDir, "FOLDER", "gets the blobs of OCI layouts", registriesOnly),
        inherited(.srcDaemonHost, "HOST", "is the Docker daemon to read from", registriesOnly),
        inherited(.destDaemonHost, "HOST", "is the Docker daemon to write to", registriesOnly),
    ]

    private static let compression: [ToolFlag] = [
        inherited(.destCompress, "compresses layers", .refused(unchanged)),
        inherited(.destDecompress, "decompresses layers", .refused(unchanged)),
        inherited(.destCompressFormat, "FORMAT", "is the format of compressed layers", unchanged),
        inherited(.destCompressLevel, "LEVEL", "is the level of compressed layers", unchanged),
        inherited(.destPrecomputeDigests, "computes digests before an upload", .noEffect("digests are known before")),
        inherited(.destOCIAcceptUncompressedLayers, "accepts layers without compression", .noEffect(unchanged)),
    ]

    private static let profiles: [ToolFlag] = [
        ToolFlag(
            .cpuProf,
            .text(placeholder: "FILE"),
            [.two: .all],
            "writes a profile of the processor's time",
            .noEffect("no profile is written"),
            isHidden: true
        ),
        ToolFlag(
            .memProf,
            .text(placeholder: "FILE"),
            [.two: .all],
            "writes a profile of the memory",
            .noEffect("no profile is written"),
            isHidden: true
        ),
    ]

    private static let oneFile = "put all credentials into one file and name it with `\(OptionName.authfile)`"
    private static let noPasswords = "other users can read a command line; run `podman login REGISTRY`"
    private static let noCredentials = "leave the registry out of the file that `\(OptionName.authfile)` names"
    private static let certificates = "put the certificates into `/etc/containers/certs.d/HOST:PORT`"
    private static let registriesOnly =
        "images are read from registries and `oci://` folders, and written to registries"
    private static let unchanged = "images are copied unchanged, so that their digests stay"

    /// A refused flag with a value.
    private static func inherited(
        _ name: FlagName,
        _ placeholder: String,
        _ summary: String,
        _ advice: String
    ) -> ToolFlag {
        ToolFlag(
            name,
            .text(placeholder: placeholder),
            [.two: .all],
            summary,
            .refused(advice),
            isHidden: true
        )
    }

    /// A switch.
    private static func inherited(_ name: FlagName, _ summary: String, _ meaning: FlagMeaning) -> ToolFlag {
        ToolFlag(name, .boolean(default: false), [.two: .all], summary, meaning, isHidden: true)
    }
}
