// SPDX-License-Identifier: Apache-2.0

/// Commands and options of Terraform and oc-mirror that users may type, and their equivalents here.
enum OtherTools {
    /// The advice for a command of another tool.
    static func command(_ name: String) -> String? {
        switch name {
        case "init":
            "Nothing is prepared here. Begin with: mirror plan -c isc.yaml --to docker://host[:port][/namespace]"
        case "destroy", "rm": "What is deleted is planned first: mirror delete plan -c delete.yaml"
        case "validate", "check", "diff":
            "A plan checks the configuration and shows the difference: mirror plan -c isc.yaml"
        case "mirror", "copy", "sync":
            "Plan first, then apply the plan: mirror plan -c isc.yaml, mirror apply plan.json"
        case "refresh": "Every plan looks at the target: mirror plan -c isc.yaml"
        case "login", "logout": "Credentials are those of podman and docker: podman login REGISTRY"
        case "state": "What was applied is in the log: mirror log"
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
        case "refresh-only": "it is not needed here, because every plan looks at the target"
        case "input", "lock", "lock-timeout", "compact-warnings":
            "it is not needed here: nothing is asked, and a lock is always taken"
        case "var", "var-file", "replace", "state": "it is not offered: the configuration says everything"
        case "v1": "it is not offered: mirror reads the configurations of oc-mirror v2"
        case "v2": "it is not needed here: mirror always reads the configurations of oc-mirror v2"
        case "workspace":
            "it is not needed here: the record is beside the configuration, and the cache is named with --cache-dir"
        case "dry-run": "it is not needed here: `mirror plan` changes nothing at the target"
        case "parallel-images", "parallel-layers", "parallel-batch-images": "use --parallelism of `mirror apply`"
        case "image-timeout", "retry-times", "retry-delay", "max-per-registry", "continue-on-error":
            "it is not needed here: failed requests are repeated, and the same plan may be applied again"
        case "skip-tls", "source-skip-tls", "source-use-http", "src-skip-tls": "use --src-tls-verify=false"
        case "dest-skip-tls", "dest-use-http": "use --dest-tls-verify=false"
        case "strict-archive": "it is not needed here: no volume is larger than `archiveSize` without --allow-oversize"
        case "generate": "it is not needed here: `mirror delete plan` only plans"
        case "delete-yaml-file": "use --from-list of `mirror delete plan`"
        case "force-cache-delete": "use --cache of `mirror delete plan`"
        case "verbose", "v", "quiet", "q", "debug": "use --log-level"
        default: nil
        }
    }
}
