// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Compatibility
import Diagnostics
import Plans
import Resolution
import Runs
import SequencedArchives

/// The options for writing and reading archives.
struct ArchiveOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Read every image from the archive in this folder, file://folder, and from nowhere else.",
            discussion:
                "Of several archives of oc-mirror v1 the one that the target needs next is read; or name its file.",
            valueName: "archive"
        ),
        completion: .directory
    )
    var from: String?

    @Option(
        help: ArgumentHelp(
            "For an archive: trust only archives that were finished before this day, YYYY-MM-DD, and send the rest again.",
            valueName: "day"
        )
    )
    var since: String?

    @Option(
        help: ArgumentHelp(
            "For an archive: send the content of this --report-missing report again.",
            valueName: "file"
        ),
        completion: .file()
    )
    var resend: String?

    @Option(
        name: .customLong("archive-size"),
        help: ArgumentHelp(
            """
            For an archive: maximum size of a volume, such as 4000MiB or 300M (GiB without a unit), instead of the \
            configuration's `archiveSize`.
            """,
            valueName: "size"
        )
    )
    var archiveSize: String?

    @Flag(help: "For an archive: put blobs that are larger than `archiveSize` into separate volumes.")
    var allowOversize = false

    @Option(
        help: ArgumentHelp(
            "With --from: file for the list of content that neither the archive nor the target has, for --resend.",
            valueName: "file"
        ),
        completion: .file()
    )
    var reportMissing: String?

    @Flag(
        help: "With --from, to rescue a mirror: read an archive of oc-mirror v1 even if it is not the one that follows."
    )
    var skipSequenceCheck = false

    func validate() throws {
        if let from {
            guard TargetPlace(from).folder?.isEmpty == false else {
                throw ValidationError(
                    "--from \(from): expected the folder of an archive, file://\(from.hasPrefix("file:") ? "folder" : from)."
                )
            }
            if let option = givenForWriting {
                throw ValidationError("\(option) is for writing an archive, not for --from.")
            }
        }
        if reportMissing != nil, from == nil {
            throw ValidationError("--report-missing is about an archive: use it with --from.")
        }
        if skipSequenceCheck, from == nil {
            throw ValidationError("--skip-sequence-check is about an archive: use it with --from.")
        }
        if let since, CalendarDay(since) == nil {
            throw ValidationError("--since \(since): expected a day, YYYY-MM-DD.")
        }
        _ = try limit()
    }

    /// The first given option that is only for writing archives.
    private var givenForWriting: String? {
        let given = [
            ("--since", since != nil), ("--resend", resend != nil), ("--archive-size", archiveSize != nil),
            ("--allow-oversize", allowOversize),
        ]
        return given.first { $0.1 }?.0
    }

    /// Refuses options that do not fit the target.
    func check(for target: MirrorTarget, named name: String) throws {
        if target.folder == nil, let option = givenForWriting {
            throw CommandError(
                "\(option) is for writing an archive, and \(name) is \(target.place.argument)",
                remedy: "Plan an archive: --to file://folder"
            )
        }
        if target.folder != nil, from != nil {
            throw CommandError(
                "--from reads an archive, and \(name) \(target) would write one",
                remedy: "Plan for a registry: --to docker://host"
            )
        }
    }

    /// The minimum size of a volume in bytes: a little more than its beginning and end.
    private static let smallestVolume: Int64 = 16 << 10

    /// The maximum size of a volume in bytes, if an option gives it.
    func limit() throws -> Int64? {
        guard let archiveSize else { return nil }
        do {
            let limit = try ByteCount.parse(archiveSize)
            guard limit >= Self.smallestVolume else {
                throw ValidationError(
                    "--archive-size \(archiveSize): a volume has \(Self.smallestVolume) bytes at least."
                )
            }
            return limit
        } catch let error as InvalidByteCount {
            throw ValidationError("--archive-size \(error)")
        }
    }

    /// The folder of the archive to read, without `file://`.
    var folder: String? {
        from.flatMap { TargetPlace.folder(named: $0) }.map { folder in
            var path = folder
            while path.count > 1, path.hasSuffix("/") { path.removeLast() }
            return path
        }
    }

    /// The archives of oc-mirror v1 to read, if there are some.
    func sequences() async throws -> SequencedInput? {
        guard let folder else { return nil }
        return try await SequencedInput(at: folder)
    }

    /// Whether the order of archives of oc-mirror v1 counts.
    var sequenceCheck: SequenceAdmission.Check { skipSequenceCheck ? .skipped : .strict }

    /// Reads the report of content to send again.
    func report() throws -> ResendReport? { try resend.map { try ResendReport(readingFrom: $0) } }
}
