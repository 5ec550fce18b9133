// SPDX-License-Identifier: Apache-2.0

import Compatibility
import Diagnostics
import TestSupport
import Testing
import Usage

@testable import mirror

@Suite("A command line")
struct CommandLineTests {
    private func fault(_ line: String) throws -> UsageFault? {
        try CommandTree.load().fault(in: line, habits: ToolFlag.habits)
    }

    @Test(
        "that means nothing is told what is wrong and what was meant",
        arguments: [
            ("plna", "`mirror` has no command `plna`; did you mean `mirror plan`?"),
            ("list opertors", "`mirror list` has no command `opertors`; did you mean `mirror list operators`?"),
            ("delete plna", "`mirror delete` has no command `plna`; did you mean `mirror delete plan`?"),
            ("help plna", "`mirror` has no command `plna`; did you mean `mirror plan`?"),
            ("nonsense", "`mirror` has no command `nonsense`"),
            ("validate", "`mirror` has no command `validate`"),
            ("docker://host:5000", "`docker://host:5000` is not a command"),
            ("plan --confg isc.yaml", "`mirror plan` has no option `--confg`; did you mean `--config`?"),
            ("plan --confg=isc.yaml", "`mirror plan` has no option `--confg`; did you mean `--config`?"),
            ("plan -config isc.yaml", "`mirror plan` has no option `-config`; did you mean `--config`?"),
            (
                "apply plan.json --paralellism 4",
                "`mirror apply` has no option `--paralellism`; did you mean `--parallelism`?"
            ),
            ("plan --zzzzzzzz", "`mirror plan` has no option `--zzzzzzzz`"),
            ("log -n5", "`mirror log` has no option `-n5`; did you mean `-n 5`?"),
            ("show --refresh", "`mirror show` has no option `--refresh`"),
            ("--json plan", "`mirror` has no option `--json`"),
            ("list operators --dest-tls-verify=false", "`mirror list operators` has no option `--dest-tls-verify`"),
            ("plan docker://h/x -c a", "`mirror plan` does not expect the argument `docker://h/x`"),
            ("plan isc.yaml", "`mirror plan` does not expect the argument `isc.yaml`"),
            ("show a b", "`mirror show` does not expect the argument `b`"),
            ("plan -c a -c b", "`--config` is given twice: `a` and `b`"),
            ("plan -c a --config=b", "`--config` is given twice: `a` and `b`"),
            ("plan -c a -o x --out y", "`--out` is given twice: `x` and `y`"),
            ("delete -c a --to docker://x --to docker://y", "`--to` is given twice: `docker://x` and `docker://y`"),
            ("plan -c", "`--config` needs a value"),
            ("plan -c --to docker://x", "`--config` needs a value"),
            ("plan -c a --max-nested-paths -1", "`--max-nested-paths` needs a value"),
            ("show --json=yes", "`--json` takes no value"),
        ]
    )
    func isWrong(line: String, message: String) throws {
        #expect(try fault(line)?.message == message)
    }

    @Test(
        "with the habit of another tool is told what does it here",
        arguments: [
            ("apply plan.json -auto-approve", "not needed here"), ("apply -target x", "not offered"),
            ("plan -destroy", "mirror delete plan"), ("plan --workspace file://x", "not needed here"),
            ("plan --dest-skip-tls", "use `--dest-tls-verify=false`"), ("apply p --parallel-images 4", "--parallelism"),
            ("destroy", "mirror delete plan"), ("docker://host", "mirror plan -c isc.yaml --to"),
            ("plan docker://host/ocp", "--to docker://host/ocp"), ("plan isc.yaml", "-c isc.yaml"),
            ("show --refresh", "It is an option of `mirror plan`."), ("--json plan", "Write it after its command"),
            ("plan -c a --max-nested-paths -1", "--max-nested-paths=-1"),
        ]
    )
    func isHabit(line: String, advice: String) throws {
        let fault = try #require(try fault(line))
        #expect(fault.description.contains(advice), "\(fault)")
        #expect(fault.description.contains("\nSee: mirror"), "\(fault)")
    }

    @Test(
        "that the parser takes passes",
        arguments: [
            "", "plan -c a", "plan --config=a --to docker://x/y -out p.json -detailed-exitcode -json",
            "plan -c a --formerly b --formerly c", "plan -c - -o -", "apply plan.json --parallelism=4 --no-audit",
            "show", "show - --format mapping", "delete -c a --keep b --keep c", "delete plan --from-list l", "delete",
            "history", "history --to file://x", "history verify folder", "history repair a b c --forget x --forget y",
            "describe a b c --verify", "list", "list updates --from 4.1.0 --to 4.2.0 --channel a --channel b",
            "cache", "cache trim --to 20GiB", "log -n 5 conf", "plan --help", "plna --help", "help", "help plan",
            "help cache trim", "plan -c a --max-nested-paths=-1", "show -- --odd", "log -- -x",
            "--generate-completion-script bash", "--experimental-dump-help",
        ]
    )
    func isRight(line: String) throws {
        #expect(try fault(line) == nil)
    }

    @Test("is refused by the program with the exit code of usage", .waitsForPrograms)
    func exitCode() throws {
        let shop = try Workshop(registries: "")
        let run = try shop.mirror("plan", "-c", "a.yaml", "-c", "b.yaml")
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(
            run.errors == """
                error: `--config` is given twice: `a.yaml` and `b.yaml`
                  Give it once: each configuration has a plan of its own, and several may fill one target.
                  See: mirror plan --help

                """
        )
        #expect(try shop.mirror("version").output.hasPrefix(MirrorCommand.version))
        #expect(try shop.mirror("--version").output == "\(MirrorCommand.version)\n")
    }
}
