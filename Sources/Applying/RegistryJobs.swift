// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans

/// The jobs that fill a registry, in the order of the schedule, and the results of the actions.
struct RegistryJobs: JobQueue {
    private var schedule: ApplySchedule
    private(set) var progress: ActionProgress

    /// Begins with the schedule and with the progress after the images were read.
    init(_ schedule: ApplySchedule, _ progress: ActionProgress) {
        self.schedule = schedule
        self.progress = progress
        report()
    }

    mutating func next() -> ApplySchedule.Job? { schedule.next() }
    mutating func nextShort() -> ApplySchedule.Job? { schedule.nextShort() }

    mutating func nextAfterStop() -> ApplySchedule.Job? { schedule.nextToComplete() }

    mutating func ended(_ job: ApplySchedule.Job, _ result: Result<Int64, any Error>) {
        switch result {
        case .success: schedule.finished(job)
        case .failure(let error): schedule.finished(job, failure: error.inWords)
        }
        report()
    }

    /// Whether the target has changed, so that the whole plan must stop.
    func isFinal(_ error: any Error) -> Bool { error is StalePlan }

    private mutating func report() {
        for (index, failure) in schedule.takeEnded() {
            if let failure { progress.fail(index, failure) } else { progress.finish(index) }
        }
    }
}
