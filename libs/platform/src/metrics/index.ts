export { Metrics, NoMetrics, type Counting, type Figure, type Gauge, type Named, type Timing } from './metrics.js';
export { MetricsModule } from './metrics.module.js';
