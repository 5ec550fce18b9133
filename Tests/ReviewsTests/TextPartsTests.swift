// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import TestSupport
import Testing

@testable import Reviews

@Suite("What a text says of archives")
struct ArchiveTextTests {
    private static let text = ArchiveText(style: .plain)

    @Test(
        "names up to three volumes that are read, and the first and the last of more",
        arguments: [
            ([], "an unpacked one"), (["a"], "a"), (["a", "b", "c"], "a, b, c"), (["a", "b", "c", "d"], "a to d"),
            (["a", "b", "c", "d", "e"], "a to e"),
        ] as [([String], String)]
    )
    func source(volumes: [String], names: String) {
        let source = ReviewedSource(folder: "file:///usb", volumes: volumes)
        #expect(Self.text.lines(of: source) == ["  read from file:///usb: \(names)"])
    }

    @Test func `has each volume with its exact size, and nothing where there is none`() {
        let volumes = ReviewedVolumes(
            limit: 1 << 30,
            volumes: [.init(name: "mirror_000001.tar", size: 1536), .init(name: "mirror_000002.tar", size: 512)]
        )
        #expect(
            Self.text.lines(of: volumes) == [
                "", "Volumes (of at most 1.0 GiB)", "  + mirror_000001.tar 1.5 KiB, 1536 bytes",
                "  + mirror_000002.tar 512 B, 512 bytes",
            ]
        )
        #expect(volumes.size == 2048)
        #expect(Self.text.lines(of: ReviewedVolumes?.none) == [])
        #expect(Self.text.lines(of: ReviewedSource?.none) == [])
    }
}

@Suite("What a text says of images")
struct ImageTextTests {
    private static let text = ImageText(style: .plain)

    @Test(
        "tells how many come with signatures or attachments",
        arguments: [
            (3, 0, 0, "3 images, built here"), (1, 1, 0, "1 image, with signatures or attachments"),
            (3, 2, 0, "3 images, with signatures or attachments"),
            (3, 3, 3, "3 images, without signature or attachment"),
            (3, 3, 1, "3 images, 1 without signature or attachment"),
            (1, 1, 1, "1 image, without signature or attachment"),
        ]
    )
    func coverage(images: Int, copied: Int, without: Int, text: String) {
        #expect(Self.text.text(of: AttachmentCoverage(images: images, copied: copied, without: without)) == text)
    }

    private static func parts(_ whole: ReviewedParts.Whole, attachments: Int = 0, replacing: Int = 0) -> ReviewedParts {
        ReviewedParts(
            whole: whole,
            destination: "m.io/x:1",
            bundles: whole == .catalog ? 2 : 0,
            others: 5,
            attachments: attachments,
            transfer: 1 << 20,
            replacing: replacing,
            sources: ["a.io", "b.io"]
        )
    }

    @Test func `counts the images of a catalog and the components of a release`() {
        #expect(
            Self.text.standalone(Self.parts(.catalog)) == [
                "  + images of m.io/x:1",
                "      2 bundles, 5 other images, no signature or attachment, 1.0 MiB to transfer",
                "      from a.io, b.io",
            ]
        )
        #expect(
            Self.text.standalone(Self.parts(.release)) == [
                "  + components of m.io/x:1", "      5 components, no signature or attachment, 1.0 MiB to transfer",
                "      from a.io, b.io",
            ]
        )
    }

    @Test(
        "tells what travels along, and what is replaced",
        arguments: [
            (1, 0, " and 1 signature or attachment, 1.0 MiB to transfer"),
            (2, 1, " and 2 signatures or attachments, 1.0 MiB to transfer, 1 of them replaces existing images"),
            (0, 3, ", no signature or attachment, 1.0 MiB to transfer, 3 of them replace existing images"),
        ]
    )
    func along(attachments: Int, replacing: Int, text: String) {
        let lines = Self.text.standalone(Self.parts(.release, attachments: attachments, replacing: replacing))
        #expect(lines[1] == "      5 components\(text)")
    }
}

@Suite("What a text says of how an image is built")
struct RecipeTextTests {
    private static func recipe(_ packages: [ReviewedRecipe.Package]) -> ReviewedRecipe {
        ReviewedRecipe(
            base: packages.isEmpty ? "a.io/base@sha256:1" : nil,
            input: packages.isEmpty ? "https://a.io/graph" : nil,
            platforms: packages.isEmpty ? ["linux/amd64", "linux/arm64"] : nil,
            packages: packages,
            channelCount: packages.reduce(0) { $0 + $1.channels.count },
            bundleCount: packages.count
        )
    }

    @Test func `is what it is built on and of, line by line`() {
        #expect(
            RecipeText(style: .plain).lines(of: Self.recipe([])) == [
                "      built on a.io/base@sha256:1", "      from https://a.io/graph",
                "      only linux/amd64, linux/arm64",
            ]
        )
    }

    @Test func `is what a catalog keeps, with up to three bundles of a channel by name`() {
        let package = ReviewedRecipe.Package(
            name: "foo",
            defaultChannel: "alpha",
            channels: [
                .init(name: "alpha", bundles: ["foo.v1", "foo.v2", "foo.v3"]),
                .init(name: "beta", bundles: ["1", "2", "3", "4"]),
            ]
        )
        #expect(
            RecipeText(style: .plain).lines(of: Self.recipe([package])) == [
                "      keeps 1 package, 2 channels, 1 bundle:",
                "        foo: alpha (foo.v1, foo.v2, foo.v3), beta (4 bundles); its default channel becomes alpha",
            ]
        )
    }

    @Test(
        "counts the packages behind the fortieth",
        arguments: [(40, nil), (41, "1 more package"), (45, "5 more packages")] as [(Int, String?)]
    )
    func many(count: Int, rest: String?) {
        let packages = (1...count).map { ReviewedRecipe.Package(name: "p\($0)", defaultChannel: nil, channels: []) }
        let lines = RecipeText(style: .plain).lines(of: Self.recipe(packages))
        #expect(lines.count == 1 + 40 + (rest == nil ? 0 : 1))
        if let rest { #expect(lines.last == "        and \(rest)") }
    }
}

@Suite("What a text says of updates")
struct UpgradePathTextTests {
    private static func lines(_ hops: [UpgradeHop], product: String = "ocp") -> [String] {
        let path = UpgradePath(product: product, architecture: "amd64", from: "4.15.1", to: "4.16.3", hops: hops)
        return UpgradePathText(paths: [path], style: .plain).lines
    }

    @Test func `is the way, with what is not in the set and what is risky`() {
        let hops = [
            UpgradeHop(version: "4.15.9", channel: "stable-4.15", isSelected: false),
            UpgradeHop(
                version: "4.16.3",
                channel: "stable-4.16",
                risks: [.init(name: "Lost", url: "https://x", message: "m")]
            ),
        ]
        #expect(
            Self.lines(hops) == [
                "Upgrade paths", "  amd64: 4.15.1 → 4.15.9 (not in the set) → 4.16.3",
                "      4.16.3: risk Lost https://x",
            ]
        )
    }

    @Test func `is told where none is known, and names a product that is not OpenShift`() {
        #expect(Self.lines([]) == ["Upgrade paths", "  amd64: 4.15.1 to 4.16.3: no path is known"])
        #expect(Self.lines([], product: "okd").last == "  okd amd64: 4.15.1 to 4.16.3: no path is known")
        #expect(UpgradePathText(paths: [], style: .plain).lines == [])
    }
}

@Suite("The colours of a text")
struct TextStyleTests {
    @Test func `are those that terminals have for added, changed and removed`() {
        let codes: [(TextStyle.Role, String)] = [
            (.added, "32"), (.changed, "33"), (.removed, "31"), (.heading, "1"), (.dim, "2"),
        ]
        for (role, code) in codes {
            #expect(TextStyle(usesColor: true)(role, "x") == "\u{1b}[\(code)mx\u{1b}[0m")
            #expect(TextStyle.plain(role, "x") == "x")
        }
    }

    @Test(
        "are not in an option as a command line has it, and a shell reads that as one word",
        arguments: [
            ("since", "2026-01-01", "--since 2026-01-01"), ("formerly", "a b.yaml", "--formerly 'a b.yaml'"),
            ("prune", nil, "--prune"),
        ]
            as [(String, String?, String)]
    )
    func options(name: String, value: String?, argument: String) {
        #expect(PlannedOption(name, value).argument == argument)
    }

    @Test(
        "leave the name of a section as its request begins",
        arguments: [
            ("mirror.operators[0].packages[1] (x)", "mirror.operators"),
            ("mirror.platform.channels[0] (a)", "mirror.platform.channels"),
            ("mirror.platform.graph", "mirror.platform.graph"), ("", ""), ("[0]", ""),
        ]
    )
    func sections(request: String, name: String) { #expect(sectionName(of: request) == name) }
}
