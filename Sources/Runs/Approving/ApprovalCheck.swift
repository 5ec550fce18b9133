// SPDX-License-Identifier: Apache-2.0

package import Approvals
package import Audit
import Diagnostics
import Foundation
import GitStore
package import Ledger
import OCI
package import Plans

/// Refuses a plan whose approval is not proved, before anything is touched.
///
/// What the command demands and what policies of protected branches demand are all checked, each by itself.
package struct ApprovalCheck {
    private let file: PlanFile
    private let demand: ApprovalDemand
    private let trail: AuditTrail
    private let environment: [String: String]

    /// `demand` is that of the command line; it can only add to the policies.
    package init(of file: PlanFile, _ demand: ApprovalDemand, in trail: AuditTrail, environment: [String: String]) {
        self.file = file
        self.demand = demand
        self.trail = trail
        self.environment = environment
    }

    /// Branches whose policy holds even if the checkout's own policy names another one.
    private static let usualBranches = ["origin/HEAD", "origin/main", "origin/master"]

    /// Returns those who approved; throws `ApprovalRefusal` if something is missing, `FindingsError` for a bad policy.
    package func run() async throws -> [Receipt.Approval] {
        guard let repository = try AuditRepository.locate(around: trail.root) else {
            guard demand.isEmpty else { throw ApprovalRefusal.noRepository(source: demand.source) }
            return []
        }
        let demands = try ([demand] + policies(of: repository)).filter { !$0.isEmpty }
        guard !demands.isEmpty else { return [] }
        let proofs = try PlanProofs(of: file.id, file.bytes, in: repository)
        var approvers: [Approver] = []
        for demand in demands {
            let evidence = try await evidence(for: demand, proofs, in: repository)
            approvers += try ApprovalDecision(demand, evidence).approvers()
        }
        var seen: Set<Approver> = []
        return approvers.filter { seen.insert($0).inserted }
            .map { Receipt.Approval(name: $0.name, key: $0.key, commit: $0.commit) }
    }

    /// The demands of the policies on protected branches.
    ///
    /// The file in the checkout only says which branch that is, so a pull request cannot lower what it demands.
    private func policies(of repository: AuditRepository) throws -> [ApprovalDemand] {
        let checkedOut = [try trail.folder.read(PolicyFile.path), try repository.committed(PolicyFile.path)]
        let named = try checkedOut.compactMap(\.self).map { try PolicyFile($0, name: PolicyFile.path).branch }
        var demands: [ApprovalDemand] = []
        for branch in Set(named).union(Self.usualBranches).sorted() {
            guard let commit = try repository.commit(named: branch) else {
                guard !named.contains(branch) else {
                    throw ApprovalRefusal.unknownBranch(branch, source: PolicyFile.path)
                }
                continue
            }
            guard let bytes = try repository.content(of: PolicyFile.path, at: commit) else { continue }
            let policy = try PolicyFile(bytes, name: "\(branch):\(PolicyFile.path)")
            // A branch that is protected by another one's rules is judged by them, too.
            let demand = policy.demand(for: file.plan.target.name)
            if !demands.contains(demand) { demands.append(demand) }
        }
        return demands
    }

    private func evidence(
        for demand: ApprovalDemand,
        _ proofs: PlanProofs,
        in repository: AuditRepository
    ) async throws -> PlanEvidence {
        var branches: [String: Bool] = [:]
        if let branch = demand.branch, let commit = try repository.commit(named: branch) {
            branches[branch] = try repository.content(of: "plans/\(file.id.short)/plan.json", at: commit) == file.bytes
        }
        let keys = try await keys(of: demand, in: repository)
        var recordings: [PlanEvidence.Recording] = []
        for proof in proofs.recordings {
            var verdicts = [await verdict(keys, proof.signature)]
            for tag in proof.tags { verdicts.append(await verdict(keys, tag)) }
            recordings.append(
                PlanEvidence.Recording(
                    commit: proof.commit.id,
                    addresses: [proof.commit.author.email, proof.commit.committer.email],
                    verdicts: verdicts
                )
            )
        }
        var approvals: [PlanEvidence.Approval] = []
        for proof in proofs.approvals {
            approvals.append(
                PlanEvidence.Approval(
                    commit: proof.commit.id,
                    names: proof.commit.trailers.filter { $0.key.lowercased() == "approved-by" }.map(\.value),
                    holdsPlan: proof.holdsPlan,
                    verdict: await verdict(keys, proof.signature)
                )
            )
        }
        return PlanEvidence(plan: file.id.short, branches: branches, recordings: recordings, approvals: approvals)
    }

    private func verdict(_ keys: ApproverKeys?, _ signed: GitSignedData?) async -> SignatureVerdict {
        guard let keys else { return .unsigned }
        return await keys.verdict(on: signed)
    }

    private func keys(of demand: ApprovalDemand, in repository: AuditRepository) async throws -> ApproverKeys? {
        guard demand.isSigned || demand.approvals > 0, let keys = demand.keys else { return nil }
        let bytes: [UInt8]?
        switch keys {
        case .file(let path):
            do {
                bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            } catch {
                throw Explained("\(path): the key file cannot be read: \(error.fileProblem)")
            }
        case .committed(let path, let branch):
            bytes = try repository.commit(named: branch).flatMap { try repository.content(of: path, at: $0) }
        }
        guard let bytes else {
            throw Explained(
                "\(keys.name): there is no such key file",
                remedy: "Commit it there, or correct `keys` in the policy."
            )
        }
        return try await ApproverKeys(bytes, name: keys.name, environment: environment)
    }
}

/// An error of reading keys.
private struct Explained: ExplainedError {
    let explanation: Explanation

    init(_ summary: String, remedy: String? = nil) { explanation = Explanation(summary, remedy: remedy) }
}
