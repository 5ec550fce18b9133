// SPDX-License-Identifier: Apache-2.0

/// Commands and options of other tools that users may type, and their equivalents here.
///
/// The options of oc-mirror are not among them: who makes the check passes them in.
enum OtherTools {
    /// The advice for a command of another tool.
    static func command(_ name: String) -> String? {
        switch name {
        case "destroy": "What is deleted is planned first: mirror delete plan -c delete.yaml"
        case "rm": "A target that is gone is forgotten by `mirror state forget`; images go by `mirror delete plan`"
        case "validate", "check":
            "A dry run checks the configuration and writes nothing: mirror plan -c isc.yaml --dry-run"
        case "mirror", "copy", "sync":
            "Plan first, then apply the plan: mirror plan -c isc.yaml, mirror apply --pending"
        case "completions", "autocomplete": "The script for a shell: mirror completion bash"
        case "refresh": "Every plan looks at the target; what changed there is told by: mirror drift"
        case "login", "logout": "Credentials are those of podman and docker: podman login REGISTRY"
        default: nil
        }
    }

    /// The advice for an option of another tool; `name` has no dashes.
    static func option(_ name: String, of command: String) -> String? {
        switch name {
        case "auto-approve", "yes", "y":
            "it is not needed here, because passing the plan's file to `mirror apply` is the approval"
        case "target":
            "it is not offered: a plan is made and applied as a whole (the registry is named with --to)"
        case "destroy": "it is not offered; `mirror delete plan` plans what is deleted"
        case "refresh-only": "every plan looks at the target; `mirror drift` tells what changed there"
        case "input", "lock", "lock-timeout", "compact-warnings":
            "it is not needed here: nothing is asked, and a lock is always taken"
        case "var", "var-file", "replace", "state": "it is not offered: the configuration says everything"
        case "overwrite-manifests": "it is called `--adopt` now"
        case "skip-tls", "src-skip-tls": "use `--src-tls-verify=false`"
        case "q", "debug": "use `--log-level`"
        default: nil
        }
    }
}
