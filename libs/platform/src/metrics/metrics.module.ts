import { Global, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/index.js';
import { Metrics, NoMetrics } from './metrics.js';

/** prom-client is loaded only where METRICS_PORT or METRICS_TOKEN lets somebody ask. */
async function openMetrics({ metricsPort, metricsToken }: Config): Promise<Metrics> {
  if (metricsPort === null && metricsToken === null) return new NoMetrics();
  const { PrometheusMetrics } = await import('./prometheus-metrics.js');
  return new PrometheusMetrics();
}

/** Gives every lib the {@link Metrics} of the process. */
@Global()
@Module({
  providers: [{ provide: Metrics, inject: [CONFIG], useFactory: openMetrics }],
  exports: [Metrics],
})
export class MetricsModule {}
