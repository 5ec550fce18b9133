// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Resolution
import SequenceMetadata

extension PastMirror {
    /// The run of a plan as metadata records it, without number, time and images.
    init(of configuration: ImageSetConfiguration, _ chosen: ChosenContent) {
        self.init(
            timestamp: 0,
            sequence: 0,
            configuration: SequenceMetadata.MirrorSection(configuration.mirror, chosen),
            catalogs: chosen.catalogs.map { catalog in
                RecordedCatalog(
                    catalog.name,
                    imagePin: catalog.pin,
                    packages: catalog.packages?.map(IncludedPackage.init)
                )
            },
            channels: chosen.channels.filter { !$0.beginning.isEmpty }.map {
                RecordedChannel(channel: $0.name, minVersion: $0.beginning)
            }
        )
    }
}

extension SequenceMetadata.MirrorSection {
    /// The section with the bounds of release channels filled in.
    fileprivate init(_ mirror: MirrorConfiguration.MirrorSection, _ chosen: ChosenContent) {
        self.init(
            platform: mirror.platform.map { RecordedPlatform($0, chosen.channels) } ?? RecordedPlatform(),
            catalogs: mirror.operators.map(ConfiguredCatalog.init),
            additionalImages: mirror.additionalImages.map(\.text),
            helm: mirror.helm.map(RecordedHelm.init) ?? RecordedHelm(),
            blockedImages: mirror.blockedImages.map(\.pattern),
            samples: mirror.samples.map(\.value)
        )
    }
}

extension RecordedPlatform {
    fileprivate init(_ platform: PlatformSection, _ chosen: [ChosenContent.ReleaseChannel]) {
        self.init(
            mirrorsGraph: platform.graph,
            channels: platform.channels.map { channel in
                let found = chosen.first { $0.name == channel.name }
                return RecordedPlatform.ReleaseChannel(
                    name: channel.name,
                    type: channel.type.rawValue,
                    minVersion: found?.lowest ?? channel.minVersion?.value.description ?? "",
                    maxVersion: found?.highest ?? channel.maxVersion?.value.description ?? "",
                    usesShortestPath: channel.shortestPath,
                    isFull: channel.full
                )
            },
            // oc-mirror fills them in where there are channels.
            architectures: platform.architectures.isEmpty && !platform.channels.isEmpty
                ? [ReleaseArchitecture.amd64.rawValue] : platform.architectures.map(\.value.rawValue)
        )
    }
}

extension ConfiguredCatalog {
    fileprivate init(_ catalog: OperatorCatalog) {
        self.init(
            catalog.text,
            packages: catalog.packages.isEmpty ? nil : catalog.packages.map(IncludedPackage.init),
            target: Target(
                catalog: catalog.targetCatalog?.description ?? "",
                tag: catalog.targetTag?.description ?? ""
            ),
            isFull: catalog.full,
            skipsDependencies: catalog.skipDependencies
        )
    }
}

extension IncludedPackage {
    fileprivate init(_ package: OperatorPackage) {
        self.init(
            name: package.name,
            channels: package.channels.map { channel in
                Channel(
                    name: channel.name,
                    bounds: Bounds(
                        minVersion: channel.minVersion?.value.text ?? "",
                        maxVersion: channel.maxVersion?.value.text ?? "",
                        minBundle: channel.minBundle?.value ?? ""
                    )
                )
            },
            defaultChannel: package.defaultChannel?.value ?? "",
            bounds: Bounds(
                minVersion: package.minVersion?.value.text ?? "",
                maxVersion: package.maxVersion?.value.text ?? "",
                minBundle: package.minBundle?.value ?? ""
            )
        )
    }

    fileprivate init(_ package: ChosenContent.Package) {
        self.init(
            name: package.name,
            channels: package.channels.map { Channel(name: $0.name, bounds: Bounds($0.bounds)) },
            bounds: Bounds(package.bounds)
        )
    }
}

extension IncludedPackage.Bounds {
    fileprivate init(_ bounds: ChosenContent.Bounds) {
        self.init(minVersion: bounds.minVersion, maxVersion: bounds.maxVersion, minBundle: bounds.minBundle)
    }
}

extension RecordedHelm {
    fileprivate init(_ helm: HelmSection) {
        self.init(
            repositories: helm.repositories.map { repository in
                Repository(
                    name: repository.name,
                    url: repository.url,
                    charts: repository.charts?.map { chart in
                        Chart(
                            name: chart.name,
                            version: chart.version?.value ?? "",
                            imagePaths: chart.choices.imagePathTexts
                        )
                    }
                )
            },
            local: helm.local.map { chart in
                Chart(name: chart.name ?? "", path: chart.path, imagePaths: chart.choices.imagePathTexts)
            }
        )
    }
}
