// SPDX-License-Identifier: Apache-2.0

import OCI

extension Plan {
    /// Refuses records of catalogs and changes that say more than a plan can know, or that a reader sees differently.
    func validateChanges() throws(PlanError) {
        let placed = Set(placed.filter { $0.type == .operatorCatalog }.map(\.destination))
        var seen: Set<PlacedName> = []
        for catalog in catalogs {
            guard placed.contains(catalog.destination), seen.insert(catalog.destination).inserted else {
                throw .contradiction("`\(catalog.destination)` is recorded as a catalog, and the plan has no such one")
            }
            try requireNames(catalog)
        }
        for change in changes?.operators ?? [] { try requireNames(change) }
        for change in changes?.releases ?? [] {
            try requirePrintable([change.architecture] + change.added + change.dropped)
            guard change.staying >= 0 else { throw .contradiction("a number of releases is below 0") }
        }
        for bundle in (self.placed + others).compactMap(\.bundle) {
            try requirePrintable([bundle.name, bundle.package] + [bundle.version].compactMap(\.self))
        }
        try requirePrintable(deletions.compactMap(\.name))
        for replaced in actions.compactMap(\.replaced) {
            let texts = [replaced.before, replaced.after].compactMap(\.self).flatMap { [$0.created, $0.version] }
            try requirePrintable(texts.compactMap(\.self))
        }
    }

    private func requireNames(_ catalog: CatalogRecord) throws(PlanError) {
        guard catalog.packages.map(\.name).isAscending else {
            throw .contradiction("the operators of `\(catalog.destination)` are not sorted")
        }
        for package in catalog.packages {
            try requirePrintable([package.name, package.defaultChannel])
            guard package.channels.map(\.name).isAscending else {
                throw .contradiction("the channels of `\(package.name)` are not sorted")
            }
            for channel in package.channels {
                try requirePrintable([channel.name] + [channel.head].compactMap(\.self))
                try requirePrintable(channel.entries.flatMap(\.texts))
            }
        }
    }

    private func requireNames(_ change: OperatorChange) throws(PlanError) {
        try requirePrintable(
            [change.package] + [change.defaultBefore, change.defaultAfter].compactMap(\.self)
                + change.channels.map(\.name)
        )
        for channel in change.channels {
            let entries = [channel.headBefore, channel.headAfter].compactMap(\.self) + channel.added + channel.removed
            try requirePrintable(entries.flatMap(\.texts))
        }
    }

    private func requirePrintable(_ texts: [String]) throws(PlanError) {
        guard texts.allSatisfy(ConfigurationRecord.isPrintable) else {
            throw .contradiction("a name among its catalogs, changes or images is empty or has control characters")
        }
    }
}

extension CatalogEntry {
    /// Everything in it that people read.
    fileprivate var texts: [String] { [name] + [version, replaces, skipRange].compactMap(\.self) + (skips ?? []) }
}
