import { Module, type DynamicModule } from '@nestjs/common';
import { ApiModule, type ApiOptions } from '#apps/api';
import { WorkerModule } from '#apps/worker';

/** Jobs at the same time beside the requests of the same process. */
const CONCURRENCY = 4;

/** Api and worker in one process, sharing the libs' providers. */
@Module({})
export class StandaloneModule {
  /** The root module of the process. */
  static forRoot(options: ApiOptions & { readonly url: string }): DynamicModule {
    const { url, logger } = options;
    return {
      module: StandaloneModule,
      imports: [ApiModule.forRoot(options), WorkerModule.forRoot({ url, concurrency: CONCURRENCY, logger })],
    };
  }
}
