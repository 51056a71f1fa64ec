import { Module, type DynamicModule, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { WorkerRunner, type WorkerOptions } from '#platform/events';

/** See {@link WorkerOptions}. */
export type WorkerModuleOptions = WorkerOptions;

const WORKER_OPTIONS = Symbol('worker options');

/** Runs the jobs in a process whose root module also imports the libs that own the handlers. */
@Module({})
export class WorkerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private runner: WorkerRunner | undefined;

  constructor(private readonly modules: ModuleRef) {}

  /** For the root module of a process, once. */
  static forRoot(options: WorkerModuleOptions): DynamicModule {
    return { module: WorkerModule, providers: [{ provide: WORKER_OPTIONS, useValue: options }] };
  }

  /** Starts taking jobs once every provider is ready. */
  async onApplicationBootstrap(): Promise<void> {
    this.runner = new WorkerRunner(this.modules, this.modules.get<WorkerModuleOptions>(WORKER_OPTIONS));
    await this.runner.start();
  }

  /** Lets running jobs finish. */
  async onApplicationShutdown(): Promise<void> {
    await this.runner?.stop();
  }
}
