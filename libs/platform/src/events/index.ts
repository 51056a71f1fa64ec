export { EventsModule } from './events.module.js';
export { HandlerOf, type DomainEvent, type EventClass, type Handler } from './handler.js';
export { JobFiguresRepository, type JobFigures } from './job-figures.repository.js';
export { Outbox } from './outbox.js';
export { doParts, partsOf, sharedJobs, type Part } from './shared-job.js';
export { SweepCreations } from './sweep-creations.task.js';
export { TaskOf, registeredTasks, type Task, type RegisteredTask } from './task.js';
export { WorkerRunner, type WorkerOptions } from './worker-runner.js';
