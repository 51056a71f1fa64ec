import {
  Module,
  type BeforeApplicationShutdown,
  type DynamicModule,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { WorkerRunner, type WorkerOptions } from '#platform/events';

/** See {@link WorkerOptions}. */
export type WorkerModuleOptions = WorkerOptions;

const WORKER_OPTIONS = Symbol('worker options');

/** Runs the jobs in a process whose root module also imports the libs that own the handlers. */
@Module({})
export class WorkerModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private runner: WorkerRunner | undefined;

  constructor(private readonly modules: ModuleRef) {}

  /** For the root module of a process, once. */
  static forRoot(options: WorkerModuleOptions): DynamicModule {
    return { module: WorkerModule, providers: [{ provide: WORKER_OPTIONS, useValue: options }] };
  }

  /** Whether jobs are taken. */
  get isRunning(): boolean {
    return this.runner?.isRunning ?? false;
  }

  /** Starts taking jobs once every provider is ready. */
  async onApplicationBootstrap(): Promise<void> {
    this.runner = new WorkerRunner(this.modules, this.modules.get<WorkerModuleOptions>(WORKER_OPTIONS));
    await this.runner.start();
  }

  /** Lets running jobs finish, before what they set going (bells) is waited for. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.runner?.stop();
  }
}
