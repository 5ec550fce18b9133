// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A machine on which something is broken, and the commands that stumble over it.
struct BrokenWorld: Sendable, CustomTestStringConvertible {
    let name: String
    /// Breaks the machine, which has a plan that was not applied yet.
    let prepare: @Sendable (Workshop) throws -> Void
    /// What is run, each by a shell; `mirror` is the program, and `$TO` the target.
    let lines: [String]

    var testDescription: String { name }

    init(_ name: String, _ lines: String..., prepare: @escaping @Sendable (Workshop) throws -> Void = { _ in }) {
        self.name = name
        self.lines = lines
        self.prepare = prepare
    }

    /// What only Foundation, a library or the compiler would say.
    static let raw = [
        "NSCocoaErrorDomain", "NSPOSIXErrorDomain", "NSURLErrorDomain", "Error Domain=", "UserInfo", "NSUnderlying",
        "CodingKeys", "DecodingError", "EncodingError", "Optional(", "POSIXError", "CocoaError", "Fatal error",
        "fatalError", "Foundation.", "Swift.", "SwiftSystem", "Errno(", "__C.", "(null)", "could not be completed",
        "Dictionary<", "Array<", "Expected to decode", "JSON parse", "error 5", "error 2", "errno ", "The file “",
        "You don’t have permission", "No such file or directory", "Not a directory", "Is a directory",
        "Permission denied",
        "Broken pipe", "File name too long", "Bad file descriptor", "Invalid argument", "No space left on device",
    ]

    /// Files in the place of folders.
    private static func files(_ path: String) -> @Sendable (Workshop) throws -> Void {
        { shop in
            try? FileManager.default.removeItem(atPath: shop.folder[path])
            try shop.folder.write("x", to: path)
        }
    }

    /// A folder in the place of a file.
    private static func folder(_ path: String) -> @Sendable (Workshop) throws -> Void {
        { shop in
            try? FileManager.default.removeItem(atPath: shop.folder[path])
            try shop.folder.makeDirectory("\(path)/inside")
        }
    }

    /// Goes to a new folder with a path of so many characters that has the configuration in it.
    private static func deepFolder(of length: Int) -> String {
        "work=$PWD; d=$(printf 'd%.0s' {1..99}); while [ ${#PWD} -lt \(length) ]; do mkdir -p $d; cd $d; done; "
            + "cp $work/isc.yaml .; "
    }

    private static let plan = "mirror plan -c isc.yaml --to $TO -o plan.json"
    private static let apply = "mirror apply plan.json"
    private static let archive = "mirror plan -c isc.yaml --to file://disk -o disk.json && mirror apply disk.json"

    static let misplaced: [BrokenWorld] =
        ["plans", "ledger", "receipts", "cluster-resources", ".git"].map { name in
            BrokenWorld("a file where \(name) should be", plan, apply, "mirror log", prepare: files("work/\(name)"))
        }
        + ["home/state", "home/state/mirror", "home/state/mirror/locks", "home/state/mirror/journals"].map { name in
            BrokenWorld("a file where \(name) should be", apply, archive, prepare: files(name))
        }
        + ["home/.cache", "home/.cache/mirror", "home/.docker", "home/.config"].map { name in
            BrokenWorld("a file where \(name) should be", archive, "mirror cache show", prepare: files(name))
        }
        + ["work/isc.yaml", "work/plan.json", "home/.gitconfig", "home/.docker/config.json", "registries.conf"].map {
            name in
            BrokenWorld("a folder where \(name) should be", plan, apply, "mirror show", archive, prepare: folder(name))
        }
        + [
            BrokenWorld("the archive is a file", archive, "mirror describe disk", prepare: files("work/disk")),
            BrokenWorld(
                "files that are not there",
                "mirror plan -c no.yaml --to $TO",
                "mirror plan -c isc.yaml/x --to $TO",
                "mirror plan -c isc.yaml --to $TO -o no/such/plan.json",
                "mirror plan -c isc.yaml --to $TO -o isc.yaml/plan.json",
                "mirror plan -c isc.yaml --to $TO --authfile no.json",
                "mirror plan -c isc.yaml --to $TO --authfile .",
                "mirror plan -c isc.yaml --to $TO --authfile isc.yaml/x",
                "mirror plan -c isc.yaml --to $TO --from file:///no/such",
                "mirror plan -c isc.yaml --to $TO --from file://isc.yaml",
                "mirror plan -c isc.yaml --to file://disk -o d.json --resend no.json",
                "mirror plan -c isc.yaml --to file://disk -o d.json --resend .",
                "mirror apply no.json",
                "mirror apply .",
                "mirror show isc.yaml/x",
                "mirror log no",
                "mirror describe no",
                "mirror pin -c isc.yaml --out no/such.yaml",
                "mirror delete plan -c no.yaml --to $TO",
                "mirror delete plan --from-list no.yaml --to $TO",
                "mirror list operators --catalog oci:///no/such",
                "mirror list operators --catalog oci://isc.yaml",
                "mirror history show --in no",
                "mirror cache verify --cache-dir isc.yaml"
            ),
        ]

    /// JSON, YAML and TOML that are none, or others than was expected.
    static let damaged: [BrokenWorld] = ["", "{", "[]", "null", "1", "{\"kind\": 1}", "<<<<<<< HEAD\n{}\n", "\u{0}"].map
    { text in
        BrokenWorld(
            "files that hold \(text.debugDescription)",
            plan,
            "mirror show damaged",
            "mirror apply damaged",
            "mirror plan -c damaged --to $TO -o other.json",
            "mirror plan -c isc.yaml --to $TO -o damaged",
            "mirror plan -c isc.yaml --to $TO -o other.json --authfile damaged",
            "mirror plan -c isc.yaml --to file://disk -o other.json --resend damaged",
            "mirror delete plan --from-list damaged --to $TO",
            "CONTAINERS_REGISTRIES_CONF=damaged mirror plan -c isc.yaml --to $TO -o other.json",
            "mirror describe folder",
            "mirror describe folder/mirror_index.json",
            "mirror describe folder/mirror_000001.tar",
            "mirror plan -c isc.yaml --from file://folder --to $TO -o other.json",
            "mirror list operators --catalog oci://layout",
            "mkdir -p ledger && cp damaged ledger/x.json && mirror plan -c isc.yaml -o other.json",
            "cp damaged $(echo ledger/*_*.json); mirror plan -c isc.yaml --to $TO -o other.json"
        ) { shop in
            let names = [
                "damaged", "folder/mirror_index.json", "folder/mirror_000001.tar", "layout/oci-layout",
                "layout/index.json",
            ]
            for name in names { try shop.folder.write(text, to: "work/\(name)") }
        }
    }

    /// Streams that are closed, full, or read by nobody.
    static let streams: [BrokenWorld] = [
        BrokenWorld(
            "streams",
            "mirror show >&-",
            "mirror show | head -c 0",
            "mirror show > /dev/full",
            "mirror log > /dev/full",
            "mirror --version > /dev/full",
            "mirror show - <&-",
            "mirror apply - <&-",
            "mirror plan -c - --to $TO <&-",
            "mirror plan -c isc.yaml --to $TO -o /dev/full",
            "mirror show no.json 2>&-",
            "mirror show <&- >&- 2>&-",
            "mirror plan -c isc.yaml --to $TO -o other.json <&- >&- 2>&-; head -c 1 other.json"
        )
    ]

    /// Homes that are none, and working folders that cannot be named.
    static let places: [BrokenWorld] =
        ["", "/", "/dev/null", "/proc", "relative"].map { home in
            let clean = "env -u XDG_STATE_HOME -u XDG_RUNTIME_DIR HOME='\(home)' mirror"
            return BrokenWorld(
                "HOME=\(home)",
                "\(clean) plan -c isc.yaml --to $TO -o plan.json",
                "\(clean) apply plan.json --no-audit",
                "\(clean) plan -c isc.yaml --to file://disk -o disk.json; \(clean) apply disk.json"
            )
        }
        + [
            BrokenWorld("no HOME", "env -u XDG_STATE_HOME -u XDG_RUNTIME_DIR -u HOME mirror apply plan.json"),
            BrokenWorld(
                "working folders that can hardly be named, or not at all",
                deepFolder(of: 880)
                    + "mirror plan -c isc.yaml --to $TO -o plan.json && mirror apply plan.json --no-audit",
                deepFolder(of: 1100) + "mirror plan -c isc.yaml --to $TO",
                deepFolder(of: 3500) + "mirror plan -c isc.yaml --to $TO; mirror show; mirror log; mirror describe x",
                "d=$(printf '\\377\\376'); mkdir -p $d; cp isc.yaml $d; mirror plan -c $d/isc.yaml --to $TO",
                "cd $(printf '\\377\\376'); mirror plan -c isc.yaml --to $TO",
                "mkdir gone; cd gone; rmdir ../gone; mirror plan -c isc.yaml --to $TO",
                "mirror plan -c isc.yaml --to $TO -o $(printf 'n%.0s' {1..300}).json",
                "mirror show $(printf 'n%.0s' {1..300}).json",
                "mirror describe $(printf 'n/%.0s' {1..2500})"
            ),
        ]

    /// What another user may not read, or not write.
    static let forbidden: [BrokenWorld] =
        ["work", "work/.git", "work/plans", "home", "home/state", "work/disk"].map { path in
            BrokenWorld("read-only: \(path)", plan, apply, archive, "mirror describe disk") { shop in
                try shop.folder.makeDirectory(path)
                try shop.outside("chmod", "-R", "a-w,a+rX", shop.folder[path]).mustSucceed()
            }
        }
        + ["work/isc.yaml", "work/plan.json", "work/disk", "registries.conf", "home/.gitconfig", "home/auth.json"].map {
            path in
            BrokenWorld(
                "unreadable: \(path)",
                plan,
                "mirror show",
                apply,
                "mirror describe disk",
                "mirror log",
                "mirror plan -c isc.yaml --to $TO --from file://disk -o other.json",
                "mirror plan -c isc.yaml --to $TO --authfile $HOME/auth.json -o other.json",
                "mirror plan -c isc.yaml --to file://other -o other.json --resend $HOME/auth.json"
            ) { shop in
                if !FileManager.default.fileExists(atPath: shop.folder[path]) {
                    if path == "work/disk" {
                        try shop.folder.makeDirectory(path)
                    } else {
                        try shop.folder.write("{}", to: path)
                    }
                }
                try shop.outside("chmod", "000", shop.folder[path]).mustSucceed()
            }
        }
}

extension ToolRun {
    /// Throws where the program failed.
    func mustSucceed() throws {
        guard status == 0 else { throw ToolFailure(arguments: [], run: self) }
    }
}
